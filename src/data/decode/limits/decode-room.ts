import sharp, { type Metadata } from 'sharp';
import { studioError } from '../../../core/errors';
import { bytesText } from '../../../core/words/bytes';
import { freeMemory } from '../../../files/memory/free-memory';
import type { ImageFormat } from '../format/image-format';
import { ByteRoom } from './byte-room';

/** Pictures of fewer pixels are decoded without checking the memory: they take some dozens of megabytes each, a few at a time. */
const fewPixels = 4e6;
/**
 * The share of the free memory, which falls as pictures are decoded, that decoding may use; the rest is for what is made from the pictures.
 */
const givenShare = 0.5;

const room = new ByteRoom(() => freeMemory() * givenShare);

/**
 * Decodes a picture once there is memory for it besides those that are being decoded; a picture that needs more than half of the free
 * memory is decoded alone. Throws `picture-memory` for one that needs more than all of the free memory.
 */
export async function inDecodeRoom<T>(
  format: ImageFormat,
  bytes: Uint8Array,
  maxPixels: number,
  work: () => Promise<T>,
): Promise<T> {
  const needed = await decodedBytes(format, bytes, maxPixels);
  if (needed === 0) return work();
  return room.with(needed, () => {
    const free = freeMemory();
    if (needed > free)
      throw studioError('picture-memory', { needed: bytesText(needed), free: bytesText(free) });
    return work();
  });
}

/** The bytes of a picture that a decoder holds at once; 0 for a small picture, and for one that is decoded row by row. */
export async function decodedBytes(
  format: ImageFormat,
  bytes: Uint8Array,
  maxPixels = Number.POSITIVE_INFINITY,
): Promise<number> {
  if (isSmall(format, bytes)) return 0;
  const meta = await headerOf(bytes);
  const pixels = meta ? meta.width * meta.height : 0;
  // Pictures with too many pixels are refused without being decoded.
  if (!meta || pixels < fewPixels || pixels > maxPixels) return 0;
  return pixels * bytesOfPixel(format, meta);
}

/** Returns null for a header that cannot be read; the decoder reports what is wrong with it. */
async function headerOf(bytes: Uint8Array): Promise<Metadata | null> {
  try {
    return await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
  } catch {
    return null;
  }
}

function bytesOfPixel(format: ImageFormat, meta: Metadata): number {
  const { channels = 3, depth, isProgressive, chromaSubsampling, orientation = 1 } = meta;
  const [small, deep] = [depth === 'uchar', 5 * channels];
  // A picture can only be rotated when all of it is in memory.
  const turned = orientation > 1 ? channels : 0;
  // A progressive JPEG needs the coefficients of all scans, two bytes each.
  if (format === 'jpeg')
    return turned + (isProgressive ? (chromaSubsampling === '4:2:0' ? 3 : 2 * channels) : 0);
  if (format === 'png') return small ? turned + (isProgressive ? channels : 0) : deep;
  if (format === 'tiff') return small ? turned + channels : deep;
  return turned + (format === 'avif' ? 6 : 4);
}

/** Judges by the first bytes alone, since most pictures are small and asking the decoder takes a tenth of the time of decoding one. */
function isSmall(format: ImageFormat, bytes: Uint8Array): boolean {
  // The decoders of these formats have limits of their own.
  if (format === 'bmp' || format === 'heic') return true;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (format === 'png' && bytes.length > 24) return view.getUint32(16) * view.getUint32(20) < fewPixels;
  if (format === 'gif' && bytes.length > 10)
    return view.getUint16(6, true) * view.getUint16(8, true) < fewPixels;
  return format === 'jpeg' && (jpegPixels(view) ?? fewPixels) < fewPixels;
}

/** The number of pixels by the frame header (ITU-T T.81, B.2.2); undefined if none is found. */
function jpegPixels(view: DataView): number | undefined {
  for (let at = 2; at + 9 < view.byteLength; at += 2 + view.getUint16(at + 2)) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
  }
  return undefined;
}
