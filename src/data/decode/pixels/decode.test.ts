import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { type EncodedFormat, encoders, picture, raw } from '../images.fixture';
import { decodeImage } from './decode';

const size = 28;
const original = picture(size, size);

function largestDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}

function meanDifference(a: Uint8Array, b: Uint8Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((sum, value, i) => sum + Math.abs(value - b[i]), 0) / a.length;
}

describe('decodeImage', () => {
  for (const format of ['png', 'webp', 'tiff', 'bmp'] as EncodedFormat[])
    it(`keeps every byte of a ${format} that has the size`, async () => {
      const pixels = await decodeImage(await encoders[format](original, size, size), size);
      expect(Buffer.from(pixels).equals(original)).toBe(true);
    });

  for (const format of ['jpeg', 'avif', 'gif'] as EncodedFormat[])
    it(`reads ${format} up to what its coding loses`, async () => {
      const pixels = await decodeImage(await encoders[format](original, size, size), size);
      expect(meanDifference(pixels, original)).toBeLessThan(6);
    });

  it('reads a file by its name as by its bytes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'decode-'));
    writeFileSync(join(folder, 'a.png'), await encoders.png(original, size, size));
    expect(Buffer.from(await decodeImage(join(folder, 'a.png'), size)).equals(original)).toBe(true);
    await expect(decodeImage(join(folder, 'b.png'), size)).rejects.toMatchObject({ code: 'ENOENT' });
    rmSync(folder, { recursive: true });
  });

  it('spreads grey over three channels', async () => {
    const grey = Buffer.from(Array.from({ length: size * size }, (_, i) => i % 256));
    const file = await sharp(grey, { raw: { width: size, height: size, channels: 1 } })
      .png()
      .toBuffer();
    const pixels = await decodeImage(file, size);
    expect(pixels).toEqual(new Uint8Array(pixels.length).map((_, i) => grey[Math.floor(i / 3)]));
  });

  it('reads a palette', async () => {
    const twoColours = Buffer.alloc(size * size * 3).map(
      (_, i) => (i % 6 < 3 ? [10, 20, 30] : [200, 100, 0])[i % 3],
    );
    const file = await raw(twoColours, size, size).png({ palette: true, dither: 0 }).toBuffer();
    expect((await sharp(file).metadata()).isPalette).toBe(true);
    expect(largestDifference(await decodeImage(file, size), twoColours)).toBeLessThanOrEqual(1);
  });

  it('lays transparency over white', async () => {
    const rgba = Buffer.alloc(size * size * 4).map((_, i) =>
      i % 4 === 3 ? (i < size * size * 2 ? 0 : 255) : 40,
    );
    const file = await sharp(rgba, { raw: { width: size, height: size, channels: 4 } })
      .png()
      .toBuffer();
    const pixels = await decodeImage(file, size);
    expect(Array.from(pixels.subarray(0, 3))).toEqual([255, 255, 255]);
    expect(Array.from(pixels.subarray(-3))).toEqual([40, 40, 40]);
  });

  it('brings 16 bit down to 8, in colour and grey', async () => {
    const deep = new Uint16Array(original.length).map((_, i) => original[i] * 257);
    const shape = { width: size, height: size, channels: 3 } as const;
    const file = await sharp(deep, { raw: shape }).toColourspace('rgb16').png().toBuffer();
    expect((await sharp(file).metadata()).depth).toBe('ushort');
    expect(largestDifference(await decodeImage(file, size), original)).toBeLessThanOrEqual(1);
    const grey = new Uint16Array(size * size).fill(0x8080);
    const greyFile = await sharp(grey, { raw: { ...shape, channels: 1 } })
      .toColourspace('grey16')
      .png()
      .toBuffer();
    expect((await sharp(greyFile).metadata()).depth).toBe('ushort');
    expect(
      largestDifference(await decodeImage(greyFile, size), new Uint8Array(original.length).fill(128)),
    ).toBeLessThanOrEqual(1);
  });

  it('converts CMYK', async () => {
    const file = await raw(original, size, size).toColourspace('cmyk').jpeg({ quality: 95 }).toBuffer();
    expect((await sharp(file).metadata()).space).toBe('cmyk');
    expect(meanDifference(await decodeImage(file, size), original)).toBeLessThan(20);
  });

  it('turns and mirrors by EXIF orientation', async () => {
    for (let orientation = 1; orientation <= 8; orientation++) {
      // The pixels that a camera in this orientation would have stored: the inverse of the reader's rotation.
      const upright = raw(original, size, size);
      const turned = async (degrees: number) =>
        sharp(await raw(original, size, size).rotate(degrees).png().toBuffer());
      const store: Record<number, () => Sharp | Promise<Sharp>> = {
        1: () => upright,
        2: () => upright.flop(),
        3: () => upright.rotate(180),
        4: () => upright.flip(),
        5: async () => (await turned(90)).flop(),
        6: () => upright.rotate(270),
        7: async () => (await turned(270)).flop(),
        8: () => upright.rotate(90),
      };
      const stored = await store[orientation]();
      const file = await sharp(await stored.png().toBuffer())
        .withMetadata({ orientation })
        .png()
        .toBuffer();
      expect((await sharp(file).metadata()).orientation ?? 1).toBe(orientation);
      // The sRGB profile in the metadata causes a rounding error of one level.
      const difference = largestDifference(await decodeImage(file, size), original);
      expect([orientation, difference <= 2 ? 0 : difference]).toEqual([orientation, 0]);
    }
  });

  it('cuts the middle out of a wide image, squeezes or adds bars when asked', async () => {
    const width = 90;
    const bands = Buffer.alloc(width * 30 * 3).map((_, i) =>
      Math.floor((i % (width * 3)) / 90) === i % 3 ? 255 : 0,
    );
    const file = await raw(bands, width, 30).png().toBuffer();
    const middle = (pixels: Uint8Array) => Array.from(pixels.subarray((8 * 16 + 8) * 3, (8 * 16 + 9) * 3));
    const corner = (pixels: Uint8Array) => Array.from(pixels.subarray(0, 3));
    const cover = await decodeImage(file, 16);
    expect(middle(cover)).toEqual([0, 255, 0]);
    expect(cover[1]).toBeGreaterThan(200);
    expect(corner(await decodeImage(file, 16, { fit: 'squeeze' }))[0]).toBeGreaterThan(200);
    expect(corner(await decodeImage(file, 16, { fit: 'contain' }))).toEqual([0, 0, 0]);
  });

  it('averages when it shrinks, so that fine patterns do not alias', async () => {
    const stripes = Buffer.alloc(128 * 128 * 3).map((_, i) => (Math.floor(i / 3) % 2 === 0 ? 255 : 0));
    const pixels = await decodeImage(await raw(stripes, 128, 128).png().toBuffer(), 16);
    expect(largestDifference(pixels, new Uint8Array(pixels.length).fill(128))).toBeLessThanOrEqual(3);
  });

  it('takes the first frame of an animation', async () => {
    const frames = await Promise.all(
      [30, 200].map((level) =>
        raw(Buffer.alloc(size * size * 3, level), size, size)
          .png()
          .toBuffer(),
      ),
    );
    for (const format of ['gif', 'webp'] as const) {
      const file = await sharp(frames, { join: { animated: true } })
        .toFormat(format, { lossless: true })
        .toBuffer();
      expect((await sharp(file).metadata()).pages).toBe(2);
      const pixels = await decodeImage(file, size);
      expect(largestDifference(pixels, new Uint8Array(pixels.length).fill(30))).toBeLessThanOrEqual(2);
    }
  });
});
