import sharp, { type Sharp } from 'sharp';
import type { ImageFormat } from './format/image-format';

/**
 * Smooth colours with an edge, `[height, width, 3]`: every format can store it, and rotations are visible.
 */
export function picture(width: number, height: number): Buffer {
  const out = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 3;
      out[at] = Math.round((200 * x) / width);
      out[at + 1] = Math.round((200 * y) / height);
      out[at + 2] = x * 3 < width ? 220 : 60;
    }
  return out;
}

export function raw(data: Uint8Array, width: number, height: number): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

/** Formats that this module can write. */
export type EncodedFormat = Exclude<ImageFormat, 'heic'>;

/** A file of each format with the same picture. */
export const encoders: Record<
  EncodedFormat,
  (data: Uint8Array, width: number, height: number) => Promise<Buffer>
> = {
  jpeg: (data, width, height) => raw(data, width, height).jpeg({ quality: 95 }).toBuffer(),
  png: (data, width, height) => raw(data, width, height).png().toBuffer(),
  webp: (data, width, height) => raw(data, width, height).webp({ lossless: true }).toBuffer(),
  gif: (data, width, height) => raw(data, width, height).gif({ dither: 0 }).toBuffer(),
  tiff: (data, width, height) => raw(data, width, height).tiff({ compression: 'lzw' }).toBuffer(),
  avif: (data, width, height) => raw(data, width, height).avif({ quality: 90, effort: 1 }).toBuffer(),
  bmp: async (data, width, height) => bmp(data, width, height),
};

/** A 24-bit BMP, last row first. */
function bmp(data: Uint8Array, width: number, height: number): Buffer {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM');
  for (const [at, value] of [
    [2, file.length],
    [10, 54],
    [14, 40],
    [18, width],
    [22, height],
  ])
    file.writeInt32LE(value, at);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  for (let y = 0; y < height; y++)
    for (let i = 0; i < width * 3; i++)
      file[54 + (height - 1 - y) * stride + i] = data[y * width * 3 + i - (i % 3) + 2 - (i % 3)];
  return file;
}

/** A PNG header that declares `width x height` pixels, with no data after it. */
export async function bombHeader(width: number, height: number): Promise<Buffer> {
  const file = await raw(picture(8, 8), 8, 8).png().toBuffer();
  const header = file.subarray(0, 33);
  header.writeUInt32BE(width, 16);
  header.writeUInt32BE(height, 20);
  header.writeUInt32BE(crc32(header.subarray(12, 29)), 29);
  return file;
}

function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
