import { availableParallelism } from 'node:os';
import sharp, { type Sharp } from 'sharp';
import { messageOf, StudioError } from '../core/errors';
import { decodeBmp } from './bmp';
import { formatOf, type ImageFormat } from './image-format';
import { defaultMaxPixels } from './pixel-limit';

// Every image is seen once, so libvips' operation cache only holds memory. As many images are decoded at a time as the
// thread pool has threads (4 unless UV_THREADPOOL_SIZE says more); each gets its share of the cores.
sharp.cache(false);
sharp.concurrency(
  Math.max(1, Math.floor(availableParallelism() / Number(process.env.UV_THREADPOOL_SIZE ?? 4))),
);

/**
 * A sharp pipeline over the first frame of an image file's bytes; nothing is decoded yet but BMP. Throws `StudioError`
 * `not-an-image`, `too-many-pixels`, `truncated` or `corrupt`.
 */
export function imageSource(
  bytes: Uint8Array,
  maxPixels = defaultMaxPixels,
): { format: ImageFormat; image: Sharp } {
  const format = formatOf(bytes);
  if (format === null || format === 'heic')
    throw new StudioError(
      'not-an-image',
      'The file is not a JPEG, PNG, WebP, GIF, BMP, TIFF or AVIF image, whatever its name says.',
    );
  if (endsEarly(format, bytes)) throw truncated();
  if (format === 'bmp') {
    const { rgb, width, height } = decodeBmp(bytes, maxPixels);
    return { format, image: sharp(rgb, { raw: { width, height, channels: 3 } }) };
  }
  // 'error' covers 'truncated': half a picture must not be trained on.
  return { format, image: sharp(bytes, { failOn: 'error', limitInputPixels: maxPixels, pages: 1 }) };
}

/** What libvips says about bad bytes, as a `StudioError` for a person. */
export function decodeError(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  const text = messageOf(error).trim();
  if (/pixel limit/i.test(text))
    return new StudioError('too-many-pixels', 'The image has more pixels than the limit allows.');
  if (/premature|truncat|\bend of|out of range|not enough data|read error|bad seek/i.test(text))
    return truncated(error);
  return new StudioError(
    'corrupt',
    `The image file is damaged or coded in a way that is not read (${firstLine(text)}).`,
    { cause: error },
  );
}

function truncated(cause?: unknown): StudioError {
  return new StudioError('truncated', 'The image file ends before the picture does.', { cause });
}

/** Two containers say near their start how far they reach, and libvips does not tell a cut one from nonsense. */
function endsEarly(format: ImageFormat, bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 12) return true;
  if (format === 'webp') return view.getUint32(4, true) + 8 > bytes.length;
  const littleEndian = bytes[0] === 0x49;
  if (format !== 'tiff' || view.getUint16(2, littleEndian) !== 42) return false;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > bytes.length) return true;
  return directory + 2 + view.getUint16(directory, littleEndian) * 12 + 4 > bytes.length;
}

/** The part of what libvips says that is about the file. */
function firstLine(text: string): string {
  const line = text.replace(/^Input buffer (has corrupt header: ?)?/i, '').split('\n')[0];
  return line.slice(0, 160) || 'its header makes no sense';
}
