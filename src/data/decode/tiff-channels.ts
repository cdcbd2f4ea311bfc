import { studioError } from '../../core/errors';
import type { TiffDirectory } from './tiff-directory';

const alpha = [1, 2];
const rgb = 2;
const minIsBlack = 1;
const separate = 2;
const inTurn = {
  en: 'grey channels one after the other, not pixel by pixel',
  ko: '픽셀 단위가 아니라 채널 순서로 저장된 회색조 채널',
};

/** What of a TIFF's channels is the picture. */
export interface TiffChannels {
  /** Channels of the file. */
  readonly all: number;
  /** Those that are shown, the first ones: a grey picture or the red, green and blue one. */
  readonly shown: 1 | 3;
}

/**
 * The channels of a TIFF that has more than its colours, of which the further ones are no transparency: near infrared and other
 * bands of satellites, stains of a microscope. libvips takes the fourth for transparency. Programs that do not know colours (GDAL,
 * rasterio) call the bands grey, so that from three on the first three are red, green and blue. Undefined where libvips is right.
 * Throws `unread-coding`.
 */
export function channelsOf(directory: TiffDirectory): TiffChannels | undefined {
  const [all = 1] = directory.numbers('samplesPerPixel');
  const [photometric] = directory.numbers('photometric');
  if (photometric !== rgb && photometric !== minIsBlack) return undefined;
  const colours = photometric === rgb ? 3 : 1;
  // libvips takes them for the pixels of the first.
  if (all > 1 && colours === 1 && directory.numbers('planarConfiguration')[0] === separate)
    throw studioError('unread-coding', { reason: inTurn });
  const said = directory.numbers('extraSamples');
  // Without a word one further channel has always been transparency.
  const bands =
    said.length > 0 ? said.filter((kind) => !alpha.includes(kind)).length : Math.max(0, all - colours - 1);
  if (all <= colours || bands === 0) return undefined;
  return { all, shown: colours + bands >= 3 ? 3 : 1 };
}
