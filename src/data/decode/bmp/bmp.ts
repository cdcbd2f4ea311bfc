import { studioError } from '../../../core/errors';
import { type BmpHeader, bmpHeader } from './bmp-header';

/**
 * Pixels `[height, width, 3]` of a BMP file: 1, 4, 8, 16, 24 and 32 bits, run lengths, colour masks, either
 * row order; alpha is ignored, as most writers leave padding there. libvips does not read BMP, and the tested
 * packages for it swap the channels of palettes. Throws `truncated`, `corrupt` or `too-many-pixels`.
 */
export function decodeBmp(bytes: Uint8Array, maxPixels: number) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const header = bmpHeader(file, maxPixels);
  const { width, height } = header;
  const rgb = new Uint8Array(width * height * 3);
  if (header.compression === 'run-lengths') paint(header, runLengths(file, header), rgb);
  else if (header.bits <= 8) paint(header, packedIndices(file, header), rgb);
  else unpack(file, header, rgb);
  return { width, height, rgb };
}

/** Row of the result for the y-th row of the file. */
function rowOf({ height, topDown }: BmpHeader, y: number): number {
  return topDown ? y : height - 1 - y;
}

/** Colours for palette indices `[height, width]`, rows in the file's order; black for an index without a colour. */
function paint(header: BmpHeader, indices: Uint8Array, rgb: Uint8Array): void {
  const { width, height, palette } = header;
  for (let y = 0, from = 0; y < height; y++)
    for (let x = 0, to = rowOf(header, y) * width * 3; x < width; x++, from++, to += 3) {
      const colour = indices[from] * 3;
      if (colour >= palette.length) continue;
      rgb[to] = palette[colour];
      rgb[to + 1] = palette[colour + 1];
      rgb[to + 2] = palette[colour + 2];
    }
}

function packedIndices(file: Buffer, { width, height, bits, offset, stride }: BmpHeader): Uint8Array {
  const indices = new Uint8Array(width * height);
  const mask = (1 << bits) - 1;
  for (let y = 0, to = 0; y < height; y++)
    for (let x = 0; x < width; x++, to++) {
      const bit = x * bits;
      indices[to] = (file[offset + y * stride + (bit >> 3)] >> (8 - bits - (bit & 7))) & mask;
    }
  return indices;
}

/**
 * RLE8 and RLE4: pairs of a count and a colour; a count of 0 begins an escape: end of line, end of image, a
 * jump or literal pixels.
 */
function runLengths(file: Buffer, { width, height, bits, offset }: BmpHeader): Uint8Array {
  const indices = new Uint8Array(width * height);
  let [x, y, at] = [0, 0, offset];
  const byte = () => {
    if (at >= file.length) throw studioError('truncated', {});
    return file[at++];
  };
  const put = (index: number) => {
    if (x < width && y < height) indices[y * width + x] = index;
    x++;
  };
  while (y < height) {
    const [count, value] = [byte(), byte()];
    if (count > 0) {
      for (let i = 0; i < count; i++) put(bits === 8 ? value : i % 2 === 0 ? value >> 4 : value & 15);
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) {
      break;
    } else if (value === 2) {
      x += byte();
      y += byte();
    } else {
      const start = at;
      for (let i = 0, pair = 0; i < value; i++) {
        if (bits === 8 || i % 2 === 0) pair = byte();
        put(bits === 8 ? pair : i % 2 === 0 ? pair >> 4 : pair & 15);
      }
      // Literal pixels are padded to 16-bit words.
      at += (at - start) % 2;
    }
  }
  return indices;
}

/** 16, 24 and 32 bits: a mask gives the bits of each channel; its largest value is white. */
function unpack(file: Buffer, header: BmpHeader, rgb: Uint8Array): void {
  const { width, height, bits, offset, stride, masks } = header;
  const channels = masks.map((mask) => {
    const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask);
    return { mask, shift, largest: Math.max(1, mask >>> shift) };
  });
  const size = bits / 8;
  for (let y = 0; y < height; y++) {
    let from = offset + y * stride;
    for (let x = 0, to = rowOf(header, y) * width * 3; x < width; x++, from += size) {
      const pixel = file.readUIntLE(from, size);
      for (const { mask, shift, largest } of channels)
        rgb[to++] = Math.floor((((pixel & mask) >>> shift) * 255) / largest);
    }
  }
}
