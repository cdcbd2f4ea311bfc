import { readFile } from 'node:fs/promises';
import type { Fit } from '../../../core/vocabulary/images';
import { formatOf } from '../format/image-format';
import { inDecodeRoom } from '../limits/decode-room';
import { defaultMaxPixels } from '../limits/pixel-limit';
import { decodeError, imageSource, onWhite } from './image-source';

const sharpFits = { cover: 'cover', contain: 'contain', squeeze: 'fill' } as const satisfies Record<
  Fit,
  string
>;

export interface DecodeOptions {
  readonly fit?: Fit;
  readonly maxPixels?: number;
}

/**
 * Decodes an image file to `[size, size, 3]` uint8 sRGB: EXIF orientation is applied, grey, palette and CMYK are converted, more than 8
 * bits are reduced by their levels (`deep-levels`), an animation is shown by its first frame, and transparency is put on white. An image
 * that is already `size x size` keeps its bytes; others are resized with the bicubic kernel, antialiased, as in EfficientNet's own
 * preprocessing, and made square by `fit`. A JPEG is downscaled while decoding only to at least twice the size, because that filter is
 * coarser: with further downscaling, 4 % of photographs at 64 pixels got another class than in a program that resizes in one step.
 *
 * Throws `StudioError` `not-an-image`, `too-many-pixels`, `picture-memory`, `truncated` or `corrupt`, and the file system's own errors.
 */
export async function decodeImage(
  source: Uint8Array | string,
  size: number,
  { fit = 'cover', maxPixels = defaultMaxPixels }: DecodeOptions = {},
): Promise<Uint8Array> {
  const bytes = typeof source === 'string' ? await readFile(source) : source;
  const decode = () => decodedTo(bytes, size, fit, maxPixels);
  const format = formatOf(bytes);
  return format ? inDecodeRoom(format, bytes, maxPixels, decode) : decode();
}

async function decodedTo(bytes: Uint8Array, size: number, fit: Fit, maxPixels: number): Promise<Uint8Array> {
  const { open } = await imageSource(bytes, { maxPixels });
  try {
    const { data, info } = await onWhite(open().autoOrient())
      .resize(size, size, {
        fit: sharpFits[fit],
        kernel: 'cubic',
        position: 'centre',
        background: 'black',
        fastShrinkOnLoad: false,
      })
      .toColourspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) return spread(data, info.channels, size * size);
    return new Uint8Array(data.buffer, data.byteOffset, data.length);
  } catch (error) {
    throw decodeError(error);
  }
}

/**
 * Decodes as `decodeImage` does, but returns the whole image in its own shape, at most `longest` pixels on its longer side and never
 * enlarged.
 */
export async function decodeWhole(
  bytes: Uint8Array,
  longest: number,
  maxPixels: number = defaultMaxPixels,
): Promise<{ readonly pixels: Uint8Array; readonly width: number; readonly height: number }> {
  const decode = async () => {
    const { open } = await imageSource(bytes, { maxPixels });
    try {
      const { data, info } = await onWhite(open().autoOrient())
        .resize({
          ...({ width: longest, height: longest, fit: 'inside', kernel: 'cubic' } as const),
          ...{ withoutEnlargement: true, fastShrinkOnLoad: false },
        })
        .toColourspace('srgb')
        .raw({ depth: 'uchar' })
        .toBuffer({ resolveWithObject: true });
      const { width, height, channels } = info;
      return { pixels: channels === 3 ? data : spread(data, channels, width * height), width, height };
    } catch (error) {
      throw decodeError(error);
    }
  };
  const format = formatOf(bytes);
  return format ? inDecodeRoom(format, bytes, maxPixels, decode) : decode();
}

/** Returns three channels for each pixel: grey (with or without alpha) becomes three equal channels, and a fourth channel is left out. */
function spread(data: Uint8Array, channels: number, pixels: number): Uint8Array {
  const out = new Uint8Array(pixels * 3);
  const [green, blue] = channels < 3 ? [0, 0] : [1, 2];
  for (let from = 0, to = 0; to < out.length; from += channels) {
    out[to++] = data[from];
    out[to++] = data[from + green];
    out[to++] = data[from + blue];
  }
  return out;
}
