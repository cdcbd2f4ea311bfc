import sharp, { type Metadata, type Sharp } from 'sharp';
import { studioError } from '../../../core/errors';
import type { ImageFormat } from '../format/image-format';
import { type Depth, levelsOf, toBytes } from './deep-levels';
import { channelsOf, type TiffChannels } from './tiff-channels';
import { tiffDirectory, tiffLimit, tiffNoData } from './tiff-directory';

/** Pictures with more values are read one at a time: each needs up to five bytes for each value. */
const manyNumbers = 8e6;
let last: Promise<unknown> = Promise.resolve();

/** A file with more channels than this is not a picture to look at. */
export const mostChannels = 512;
/** Values beyond this stand for missing data even if the file does not declare them: no measured value is as large. */
const beyond = 1e30;
/** Values that programs write for missing data. */
const marks = [-9999, -99_999, -32_768, -32_767];

/**
 * Whether a file may hold values of more than 8 bits, or channels, that libvips does not convert properly. It converts AVIF
 * properly.
 */
export function mayBeDeep(format: ImageFormat, bytes: Uint8Array): boolean {
  return format === 'tiff' || (format === 'png' && bytes[24] === 16);
}

const halfGrey = { en: 'grey in real numbers of 16 bits', ko: '16비트 실수 회색조' };

/** A picture that was converted here. */
export interface DeepPicture {
  readonly picture: Sharp;
  /** How many channels the file has, if not all are shown. */
  readonly channels?: number;
}

/**
 * Converts a picture of 12, 16 or 32 bits, or of signed or real values, to 8 bits with its contrast (`deep-levels`), and one of more
 * channels than colours (`tiff-channels`). Uses the first channel of a grey picture and the first three of a coloured one. Returns null if
 * libvips converts the picture properly.
 */
export async function deepPicture(
  format: ImageFormat,
  bytes: Uint8Array,
  open: () => Sharp,
): Promise<DeepPicture | null> {
  const meta = await open().metadata();
  const channels = format === 'tiff' ? channelsOf(tiffDirectory(bytes)) : undefined;
  if (meta.depth === 'uchar' && !channels) return null;
  const read = () => shownAs(format, bytes, meta, channels, open());
  if (meta.width * meta.height * (meta.channels ?? 1) < manyNumbers) return read();
  const turn = last.then(read);
  last = turn.catch(() => null);
  return turn;
}

async function shownAs(
  format: ImageFormat,
  bytes: Uint8Array,
  meta: Metadata,
  more: TiffChannels | undefined,
  image: Sharp,
): Promise<DeepPicture | null> {
  const depth = meta.depth as Depth | 'uchar';
  // libvips reads no values from a grey picture of 16-bit real numbers.
  if (meta.space === 'grey16' && depth === 'float') throw studioError('unread-coding', { reason: halfGrey });
  const whole = depth === 'ushort';
  const space = workingSpace(meta, depth, more !== undefined);
  const { data, info } = await image
    .autoOrient()
    .toColourspace(space)
    .raw({ depth: whole || depth === 'uchar' ? depth : 'float' })
    .toBuffer({ resolveWithObject: true });
  const numbers = numbersOf(data, depth);
  const colours = info.channels >= 3 && !isGrey(meta) ? 3 : 1;
  const shown = more?.shown ?? colours;
  const values = picked(numbers, info.channels, places(meta, space, more, colours));
  const made = (rgb: Uint8Array) => ({
    picture: sharp(rgb, { raw: { width: info.width, height: info.height, channels: shown } }),
    ...(more && { channels: more.all }),
  });
  if (values instanceof Uint8Array) return made(values);
  const directory = format === 'tiff' ? tiffDirectory(bytes) : undefined;
  hide(values, directory && tiffNoData(directory));
  // Satellite bands have no defined white; the 16 bits of a camera do.
  const levels = levelsOf(
    values,
    more && whole ? 'float' : (depth as Depth),
    directory && tiffLimit(directory),
  );
  // A dark photograph in a PNG stays dark, because the format defines white; PNGs of cameras that leave the
  // upper bits empty are recognised by their values.
  if (!more && whole && (levels.white === 65_535 || (format === 'png' && levels.white > 4095))) return null;
  return made(toBytes(values, levels));
}

const isGrey = ({ space }: Metadata) => space === 'b-w' || space === 'grey16';

/** The colour space in which libvips leaves the values of the file unchanged. */
function workingSpace(meta: Metadata, depth: Depth | 'uchar', keepsChannels: boolean): string {
  if (depth === 'ushort' || depth === 'short') return isGrey(meta) ? 'grey16' : 'rgb16';
  // As grey, libvips would leave out the further channels; as colour, it writes the first channel three times before them.
  if (keepsChannels && isGrey(meta)) return 'srgb';
  return meta.space ?? 'b-w';
}

/** The indices of the channels that are shown, among those that were read. */
function places(
  meta: Metadata,
  space: string,
  more: TiffChannels | undefined,
  colours: 1 | 3,
): readonly number[] {
  if ((more?.shown ?? colours) === 1) return [0];
  return more && isGrey(meta) && space === 'srgb' ? [0, 3, 4] : [0, 1, 2];
}

type Numbers = Uint8Array | Uint16Array | Float32Array;

function numbersOf(data: Buffer, depth: Depth | 'uchar'): Numbers {
  if (depth === 'uchar') return data;
  // A typed array must begin at an aligned offset.
  const { buffer } = data.byteOffset % 4 === 0 ? data : new Uint8Array(data);
  const at = data.byteOffset % 4 === 0 ? data.byteOffset : 0;
  return depth === 'ushort'
    ? new Uint16Array(buffer, at, data.length / 2)
    : new Float32Array(buffer, at, data.length / 4);
}

function picked<T extends Numbers>(values: T, channels: number, places: readonly number[]): T {
  if (places.length === channels) return values;
  const out = values.slice(0, (values.length / channels) * places.length) as T;
  for (let pixel = 0, at = 0; at < out.length; pixel += channels)
    for (const place of places) out[at++] = values[pixel + place];
  return out;
}

/** Makes values that stand for missing data black (NaN for real numbers) and excludes them from the range. */
function hide(values: Uint16Array | Float32Array, said: number | undefined): void {
  const nothing = values instanceof Float32Array ? Number.NaN : 0;
  const noData = said === undefined ? unsaid(values) : Math.fround(said);
  for (let i = 0; i < values.length; i++)
    if (values[i] === noData || Math.abs(values[i]) > beyond) values[i] = nothing;
}

/** The least value, if it is a usual mark for missing data and far below all others. */
function unsaid(values: Uint16Array | Float32Array): number | undefined {
  let [least, next] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < values.length; i++) {
    if (!(values[i] < next) || values[i] < -beyond || values[i] === least) continue;
    if (values[i] < least) [least, next] = [values[i], least];
    else next = values[i];
  }
  return marks.includes(least) && next > least * 0.1 ? least : undefined;
}
