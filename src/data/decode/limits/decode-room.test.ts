import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { formatOf, type ImageFormat } from '../format/image-format';
import { decodedBytes } from './decode-room';

const side = 2048;
const picture = (of = side) =>
  sharp({ create: { width: of, height: of, channels: 3, background: { r: 180, g: 60, b: 20 } } });
const bytesOf = async (image: Sharp, maxPixels?: number) => {
  const bytes = await image.toBuffer();
  return decodedBytes(formatOf(bytes) as ImageFormat, bytes, maxPixels);
};

describe('the memory that a decoder holds of a picture', () => {
  it('is none where rows come one after another', async () => {
    expect(await bytesOf(picture().jpeg())).toBe(0);
    expect(await bytesOf(picture().png())).toBe(0);
  });

  // Two bytes for each coefficient; with 4:2:0, each of the two colour channels has a quarter of the
  // coefficients.
  it.each([
    ['a progressive JPEG', picture().jpeg({ progressive: true }), 3],
    ['one of full colour', picture().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }), 6],
    ['a JPEG that a camera turned', picture().jpeg().withMetadata({ orientation: 6 }), 3],
    ['an interlaced PNG', picture().png({ progressive: true }), 3],
    ['a PNG of 16 bits', picture().toColourspace('rgb16').png(), 15],
    ['a WebP', picture().webp({ effort: 0 }), 4],
    ['a TIFF', picture().tiff(), 3],
  ])('is all of %s', async (_, image, bytesOfPixel) => {
    expect(await bytesOf(image)).toBe(side * side * bytesOfPixel);
  });

  it('is not asked for of a small picture, nor of one that is refused', async () => {
    expect(await bytesOf(picture(1000).jpeg({ progressive: true }))).toBe(0);
    expect(await bytesOf(picture().jpeg({ progressive: true }), side * side - 1)).toBe(0);
  });

  it('is not asked for of what is no picture', async () => {
    expect(await decodedBytes('jpeg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0, 1, 2, 3, 4, 5, 6))).toBe(0);
    expect(await decodedBytes('tiff', Buffer.from('II*\0 and no more'))).toBe(0);
  });
});
