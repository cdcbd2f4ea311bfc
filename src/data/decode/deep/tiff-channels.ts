import { studioError } from '../../../core/errors';
import type { TiffDirectory } from './tiff-directory';

const alpha = [1, 2];
const rgb = 2;
const minIsBlack = 1;
const separate = 2;
const inTurn = {
  en: 'grey channels one after the other, not pixel by pixel',
  ko: '픽셀 단위가 아니라 채널 순서로 저장된 회색조 채널',
};

/** Which of a TIFF's channels are the picture. */
export interface TiffChannels {
  /** Channels of the file. */
  readonly all: number;
  /** How many of the first channels are shown: one as a grey picture, or three as red, green and blue. */
  readonly shown: 1 | 3;
}

/**
 * The channels of a TIFF that has more channels than colours, if the further ones are not transparency: near infrared and other bands of
 * satellites, or stains of a microscope. libvips takes the fourth channel for transparency. Programs that do not know colours (GDAL,
 * rasterio) call the bands grey, so if there are three or more, the first three are red, green and blue. Returns undefined if libvips is
 * right. Throws `unread-coding`.
 */
export function channelsOf(directory: TiffDirectory): TiffChannels | undefined {
  const [all = 1] = directory.numbers('samplesPerPixel');
  const [photometric] = directory.numbers('photometric');
  if (photometric !== rgb && photometric !== minIsBlack) return undefined;
  const colours = photometric === rgb ? 3 : 1;
  // libvips would read the further channels as pixels of the first.
  if (all > 1 && colours === 1 && directory.numbers('planarConfiguration')[0] === separate)
    throw studioError('unread-coding', { reason: inTurn });
  const said = directory.numbers('extraSamples');
  // If the file says nothing, one further channel has always meant transparency.
  const bands =
    said.length > 0 ? said.filter((kind) => !alpha.includes(kind)).length : Math.max(0, all - colours - 1);
  if (all <= colours || bands === 0) return undefined;
  return { all, shown: colours + bands >= 3 ? 3 : 1 };
}
