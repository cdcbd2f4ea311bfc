import { availableParallelism } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { messageOf, StudioError, studioError } from '../../../core/errors';
import { decodeBmp } from '../bmp/bmp';
import { deepPicture, mayBeDeep, mostChannels } from '../deep/deep-picture';
import { formatOf, type ImageFormat } from '../format/image-format';
import { pngFrames } from '../format/png-header';
import { heicPicture } from '../heic/heic';
import { defaultMaxPixels, refuseBomb, tooManyPixels } from '../limits/pixel-limit';

// Every image is seen once, so libvips' operation cache only holds memory. As many images are decoded at a time as the
// thread pool has threads (4 unless UV_THREADPOOL_SIZE says more); each gets its share of the cores.
sharp.cache(false);
sharp.concurrency(
  Math.max(1, Math.floor(availableParallelism() / Number(process.env.UV_THREADPOOL_SIZE ?? 4))),
);

export interface OpenOptions {
  readonly maxPixels?: number;
  /**
   * Whether a JPEG's warnings are errors: those about missing pixels, and those about surplus bytes. A truncated picture whose end marker
   * was restored has no other sign.
   */
  readonly strict?: boolean;
}

/** A decodable picture; `open` returns a new pipeline for its first frame, upright if `autoOrient` is set. */
export interface ImageSource {
  readonly format: ImageFormat;
  /** The frames or pages of the file, if `open` does not report them. */
  readonly pictures?: number;
  /** The channels of the file, if not all are shown. */
  readonly channels?: number;
  open(): Sharp;
}

/**
 * Detects and opens the picture in a file's bytes, whatever its name. BMP, HEIC and pictures of more than 8
 * bits are decoded here, others only when read. Throws `StudioError` `not-an-image`, `too-many-pixels`,
 * `truncated` or `corrupt`.
 */
export async function imageSource(
  bytes: Uint8Array,
  { maxPixels = defaultMaxPixels, strict = false }: OpenOptions = {},
): Promise<ImageSource> {
  const format = formatOf(bytes);
  if (format === null) throw studioError('not-an-image', {});
  if (endsEarly(format, bytes)) throw truncated();
  if (format === 'bmp') {
    const { rgb, width, height } = decodeBmp(bytes, maxPixels);
    return { format, open: () => sharp(rgb, { raw: { width, height, channels: 3 } }) };
  }
  if (format === 'heic') {
    const { data, width, height } = await heicPicture(bytes, maxPixels);
    return { format, open: () => sharp(data, { raw: { width, height, channels: 4 } }) };
  }
  // 'error' includes 'truncated': an incomplete picture must not be trained on.
  const failOn = strict && format === 'jpeg' ? 'warning' : 'error';
  const options = { failOn, limitInputPixels: maxPixels, pages: 1 } as const;
  const open = () =>
    sharp(bytes, { ...options, ...(format === 'tiff' && { limitInputChannels: mostChannels }) });
  if (!mayBeDeep(format, bytes)) return { format, pictures: framesOf(format, bytes), open };
  try {
    const { width, height, pages, channels = 1 } = await open().metadata();
    refuseBomb(width, height, maxPixels);
    if (width * height * channels > maxPixels * mostColours) throw tooManyChannels(channels);
    const deep = await deepPicture(format, bytes, open);
    if (!deep) return { format, pictures: pages, open };
    return { format, pictures: pages, channels: deep.channels, open: () => deep.picture.clone() };
  } catch (error) {
    throw decodeError(error);
  }
}

/** libvips does not know that a PNG may be an animation. */
const framesOf = (format: ImageFormat, bytes: Uint8Array) =>
  format === 'png' ? pngFrames(bytes) : undefined;

/**
 * White background: product photographs and drawings, where transparency is most common, are made for white
 * paper.
 */
export const onWhite = (image: Sharp): Sharp => image.flatten({ background: 'white' });

/** libvips's error for bad bytes, as a clear `StudioError`. */
export function decodeError(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  const text = messageOf(error).trim();
  if (/pixel limit/i.test(text)) return tooManyPixels(error);
  if (/samples out of range|unsupported/i.test(text))
    return studioError('unread-coding', { reason: firstLine(text) }, { cause: error });
  if (/premature|truncat|\bend of|out of range|not enough data|read error|bad seek/i.test(text))
    return truncated(error);
  return studioError('corrupt', { reason: firstLine(text) }, { cause: error });
}

/** A photograph's channels: red, green, blue and transparency. */
const mostColours = 4;

function tooManyChannels(channels: number): StudioError {
  const reason = { en: `${channels} channels of many pixels`, ko: `픽셀이 많은 채널 ${channels}개` };
  return studioError('unread-coding', { reason });
}

/** The error for an incomplete picture. */
export function truncated(cause?: unknown): StudioError {
  return studioError('truncated', {}, { cause });
}

/**
 * Whether the file is truncated: a PNG has a last chunk, and two containers declare their length near the
 * start, which libvips does not check.
 */
function endsEarly(format: ImageFormat, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 12) return true;
  if (format === 'png')
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).lastIndexOf('IEND') < 0;
  if (format === 'webp') return view.getUint32(4, true) + 8 > bytes.length;
  const littleEndian = bytes[0] === 0x49;
  if (format !== 'tiff' || view.getUint16(2, littleEndian) !== 42) return false;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > bytes.length) return true;
  return directory + 2 + view.getUint16(directory, littleEndian) * 12 + 4 > bytes.length;
}

/** The part of libvips's message that is about the file. */
function firstLine(text: string): string {
  const line = text.replace(/^Input buffer (has corrupt header: ?)?/i, '').split('\n')[0];
  return line.slice(0, 160) || 'its header makes no sense';
}
