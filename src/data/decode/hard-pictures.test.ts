import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readImageFile } from '../facts/read-image';
import { asWebp, shrunk } from '../facts/thumbnail';
import { tiff } from './deep/tiff.fixture';
import { type EncodedFormat, encoders, picture, raw } from './images.fixture';
import { decodeImage } from './pixels/decode';
import { imageSource } from './pixels/image-source';

let folder: string;
let count = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hard-pictures-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads these bytes as an import does. */
async function read(bytes: Uint8Array) {
  const file = join(folder, `${count++}`);
  writeFileSync(file, bytes);
  return readImageFile(file, { alone: true });
}

const mean = (pixels: Uint8Array) => pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
const spread = (pixels: Uint8Array) => Math.max(...pixels) - Math.min(...pixels);

/** The picture is so fine that every part of its file holds a part of the picture. */
const [width, height] = [320, 240];
const busy = picture(width, height).map((value, i) => (value + ((i * 2654435761) % 61)) % 256);
const code = (facts: { ok: boolean; code?: string }) => (facts.ok ? 'ok' : facts.code);

describe('a TIFF of more channels than colours', () => {
  const colours = [200, 40, 90];
  const side = 64;
  /** Pixels of one colour, each followed by the further values `more`; one pixel is brighter, so that the range is known. */
  const bands = <T extends Uint8Array | Uint16Array | Float32Array = Uint8Array>(
    more: readonly number[],
    times = 1,
    make: (numbers: readonly number[]) => T = (numbers) => Uint8Array.from(numbers) as T,
  ): T => {
    const pixel = [...colours, ...more].map((value) => value * times);
    const values = Array.from({ length: side * side * pixel.length }, (_, i) => pixel[i % pixel.length]);
    return make([255 * times, ...values.slice(1)]);
  };
  const none = (count: number) => Array.from({ length: count }, () => 0);
  const words = (numbers: readonly number[]) => Uint16Array.from(numbers);
  const reals = (numbers: readonly number[]) => Float32Array.from(numbers);
  const coloured = { 262: 2 };
  const cases: [title: string, bytes: Buffer, channels: number | undefined][] = [
    ['near infrared after red, green and blue', tiff(bands([30]), side, 4, { ...coloured, 338: 0 }), 4],
    ['two more', tiff(bands([30, 60]), side, 5, { ...coloured, 338: none(2) }), 5],
    ['grey by name, as rasterio has them', tiff(bands([]), side, 3, { 262: 1, 338: none(2) }), 3],
    ['four of grey', tiff(bands([30]), side, 4, { 262: 1, 338: none(3) }), 4],
    ['with transparency after them', tiff(bands([30, 255]), side, 5, { ...coloured, 338: [0, 2] }), 5],
    ['thirteen of 16 bits', tiff(bands(none(10), 10, words), side, 13, { 262: 1, 338: none(12) }), 13],
    ['four of 16 bits', tiff(bands([30], 10, words), side, 4, { ...coloured, 338: 0 }), 4],
    ['real numbers', tiff(bands([9], 1 / 255, reals), side, 4, { 262: 1, 338: none(3) }), 4],
    ['transparency alone', tiff(bands([255]), side, 4, { ...coloured, 338: 2 }), undefined],
    ['one more without a word', tiff(bands([255]), side, 4, coloured), undefined],
  ];

  it.each(cases)('%s: the first three are its colours', async (_, bytes, channels) => {
    const facts = await read(bytes);
    expect(facts).toMatchObject({ ok: true });
    expect(facts.ok && facts.channels).toBe(channels);
    const pixels = await decodeImage(bytes, side);
    const last = Array.from(pixels.subarray(-3));
    expect(last).toEqual(colours.map((value) => expect.closeTo(value, -0.5)));
  });

  it('of two the first is shown', async () => {
    const values = Uint8Array.from({ length: side * side * 2 }, (_, i) => (i % 2 === 0 ? 200 : 30));
    const pixels = await decodeImage(tiff(values, side, 2, { 338: 0 }), side);
    expect(Array.from(pixels.subarray(-3))).toEqual([200, 200, 200]);
  });

  it('one grey channel after the other is put aside: it would be read as pixels of the first', async () => {
    const bytes = tiff(bands([30]), side, 4, { 262: 1, 284: 2, 338: none(3) });
    expect(await read(bytes)).toMatchObject({ ok: false, code: 'unread-coding' });
  });
});

it('an animated PNG is said to have several pictures, of which the first is shown', async () => {
  const png = await encoders.png(picture(48, 32), 48, 32);
  const chunk = Buffer.alloc(20);
  chunk.writeUInt32BE(8);
  chunk.write('acTL', 4, 'latin1');
  chunk.writeUInt32BE(3, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 16)), 16);
  const animated = Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
  expect(await read(png)).toMatchObject({ ok: true, pictures: 1 });
  expect(await read(animated)).toMatchObject({ ok: true, pictures: 3 });
});

describe('half a picture', () => {
  const ends: Partial<Record<EncodedFormat | 'progressive', Buffer>> = {
    jpeg: Buffer.from('ffd9', 'hex'),
    progressive: Buffer.from('ffd9', 'hex'),
    png: Buffer.from('0000000049454e44ae426082', 'hex'),
    gif: Buffer.from('003b', 'hex'),
  };
  const whole = (format: EncodedFormat | 'progressive') =>
    format === 'progressive'
      ? raw(busy, width, height).jpeg({ progressive: true }).toBuffer()
      : encoders[format](busy, width, height);
  for (const format of [...(Object.keys(encoders) as EncodedFormat[]), 'progressive'] as const)
    it(`of ${format} is put aside, also where its end was put back or its length filled up`, async () => {
      const bytes = await whole(format);
      expect(code(await read(bytes))).toBe('ok');
      for (const share of [0.1, 0.5, 0.9]) {
        const cut = bytes.subarray(0, Math.floor(bytes.length * share));
        expect([share, (await read(cut)).ok]).toEqual([share, false]);
        const end = ends[format];
        if (end) expect([share, code(await read(Buffer.concat([cut, end])))]).toEqual([share, 'truncated']);
      }
    });

  it('of TIFF is put aside where the directory stands before the pixels', async () => {
    const bytes = tiff(
      new Uint16Array(64 * 64).map((_, i) => i * 16),
      64,
    );
    expect(code(await read(bytes))).toBe('ok');
    expect(code(await read(bytes.subarray(0, bytes.length / 2)))).toBe('truncated');
  });

  it('is none where a JPEG has bytes too many: before its end, after it, within', async () => {
    const bytes = await whole('jpeg');
    const stray = [
      Buffer.concat([bytes.subarray(0, -2), Buffer.alloc(228), bytes.subarray(-2)]),
      Buffer.concat([bytes, Buffer.alloc(500, 7)]),
      Buffer.concat([bytes.subarray(0, 2), Buffer.alloc(3, 0xff), bytes.subarray(2)]),
    ];
    for (const each of stray) expect(code(await read(each))).toBe('ok');
  });

  it('is seen behind a warning that is none of its', async () => {
    const bytes = await raw(busy, width, height).jpeg().toBuffer();
    // The colour transform of this marker is undefined, and the decoder warns about that first.
    const adobe = Buffer.concat([
      Buffer.from('ffee000e', 'hex'),
      Buffer.from('Adobe'),
      Buffer.from('00640000000009', 'hex'),
    ]);
    const warned = Buffer.concat([bytes.subarray(0, 2), adobe, bytes.subarray(2)]);
    await expect(sharp(warned, { failOn: 'warning' }).raw().toBuffer()).rejects.toThrow(/adobe/i);
    expect(code(await read(warned))).toBe('ok');
    const lacking = Buffer.concat([warned.subarray(0, warned.length / 2), Buffer.from('ffd9', 'hex')]);
    expect(code(await read(lacking))).toBe('truncated');
  });
});

describe('numbers of more than 8 bits', () => {
  /** A grey ramp from 147 to 255, with 201 in the middle. */
  const ramp = Float64Array.from({ length: 64 * 64 }, (_, i) => 147 + (108 * (i % 64)) / 63);
  const withNan = Float32Array.from(ramp, (value) => value / 255);
  withNan[5] = Number.NaN;
  const hot = Float32Array.from(ramp, (value) => value * 3);
  hot[9] = 1e9;
  const files: [what: string, bytes: Uint8Array][] = [
    ['8 bits', tiff(Uint8Array.from(ramp), 64)],
    [
      '16 bits',
      tiff(
        Uint16Array.from(ramp, (value) => value * 257),
        64,
      ),
    ],
    [
      '12 of 16 bits',
      tiff(
        Uint16Array.from(ramp, (value) => (value / 255) * 4095),
        64,
      ),
    ],
    [
      '14 of 16 bits',
      tiff(
        Uint16Array.from(ramp, (value) => (value / 255) * 16_383),
        64,
      ),
    ],
    ['8 of 16 bits', tiff(Uint16Array.from(ramp), 64)],
    [
      'a limit in a tag',
      tiff(
        Uint16Array.from(ramp, (value) => value * 20),
        64,
        1,
        { 281: 5100 },
      ),
    ],
    [
      'signed',
      tiff(
        Int16Array.from(ramp, (value) => value * 100),
        64,
      ),
    ],
    [
      '32 bits',
      tiff(
        Uint32Array.from(ramp, (value) => value * 1e6),
        64,
      ),
    ],
    [
      'real, to 1',
      tiff(
        Float32Array.from(ramp, (value) => value / 255),
        64,
      ),
    ],
    [
      'real, to 65,535',
      tiff(
        Float32Array.from(ramp, (value) => value * 257),
        64,
      ),
    ],
    [
      'real, to 0.003',
      tiff(
        Float32Array.from(ramp, (value) => value / 1e5),
        64,
      ),
    ],
    ['real, with NaN', tiff(withNan, 64)],
    ['real, with a dead pixel', tiff(hot, 64)],
  ];
  for (const [what, bytes] of files)
    it(`${what}: the picture's contrast`, async () => {
      expect(await read(bytes)).toMatchObject({ ok: true, flat: false, width: 64, height: 64 });
      const pixels = await decodeImage(bytes, 64);
      expect(mean(pixels)).toBeGreaterThan(198);
      expect(mean(pixels)).toBeLessThan(204);
      expect(spread(pixels.subarray(64 * 3 * 3, 64 * 3 * 60))).toBeGreaterThan(100);
    });

  it('with negative ones: from the least to the greatest', async () => {
    const pixels = await decodeImage(
      tiff(
        Int16Array.from(ramp, (value) => (value - 201) * 19),
        64,
      ),
      64,
    );
    expect([Math.min(...pixels), Math.max(...pixels)]).toEqual([0, 255]);
  });

  it('of three channels keep their colours', async () => {
    const rgb = Float32Array.from(ramp, (_, i) => [1, 0.5, 0.25][i % 3]);
    const pixels = await decodeImage(
      tiff(rgb.subarray(0, 63 * 63 * 3 - ((63 * 63 * 3) % (63 * 3))).slice(0, 21 * 21 * 3), 21, 3),
      21,
    );
    expect(Array.from(pixels.subarray(0, 3))).toEqual(
      [255, 127, 63].map((value) => expect.closeTo(value, -0.5)),
    );
  });

  it('whose lowest value stands for nothing: it is black, and takes no contrast from the others', async () => {
    const without = (mark: number, of: (value: number) => number) =>
      Float32Array.from(ramp, (value, i) => (i < 640 ? mark : of(value)));
    const asOne = (value: number) => value / 255;
    const files = [
      tiff(without(-3.4028234663852886e38, asOne), 64),
      tiff(without(-9999, asOne), 64),
      tiff(without(-1, asOne), 64, 1, { 42113: '-1' }),
      tiff(Int16Array.from(without(-32_768, (value) => value * 100)), 64),
    ];
    for (const bytes of files) {
      const pixels = await decodeImage(bytes, 64);
      expect(Math.max(...pixels.subarray(0, 639 * 3))).toBe(0);
      expect(mean(pixels.subarray(640 * 3))).toBeCloseTo(201, -0.8);
    }
  });

  it('of 8 bits with a sign: from the least to the greatest', async () => {
    const pixels = await decodeImage(
      tiff(
        Int8Array.from(ramp, (value) => value - 201),
        64,
      ),
      64,
    );
    expect([Math.min(...pixels), Math.max(...pixels)]).toEqual([0, 255]);
  });

  it('of real numbers of 16 bits are put aside where they are grey: they would be black', async () => {
    const facts = await read(
      tiff(
        Uint16Array.from(ramp, () => 0x3800),
        64,
        1,
        { 339: 3 },
      ),
    );
    expect(facts).toMatchObject({ ok: false, code: 'unread-coding' });
  });

  it('that libvips cannot read are put aside in words', async () => {
    const facts = await read(tiff(ramp, 64));
    expect(facts).toMatchObject({ ok: false, code: 'unread-coding' });
  });

  it('of a PNG mean what they say, but for those of a camera that leaves out the upper bits', async () => {
    const png = (most: number) =>
      sharp(
        Uint16Array.from(ramp, (value) => (value / 255) * most),
        { raw: { width: 64, height: 64, channels: 1 } },
      )
        .toColourspace('grey16')
        .png()
        .toBuffer();
    expect(mean(await decodeImage(await png(65_535), 64))).toBeCloseTo(201, -0.5);
    expect(mean(await decodeImage(await png(4095), 64))).toBeCloseTo(201, -0.5);
    expect(mean(await decodeImage(await png(16_383), 64))).toBeCloseTo(50, -0.5);
  });

  it('of one value are said to be flat, as any picture of one colour', async () => {
    expect(await read(tiff(new Uint16Array(64 * 64).fill(900), 64))).toMatchObject({ ok: true, flat: true });
    expect(await read(await encoders.jpeg(Buffer.alloc(800 * 700 * 3, 90), 800, 700))).toMatchObject({
      flat: true,
    });
    expect(await read(await encoders.png(picture(90, 90), 90, 90))).toMatchObject({ flat: false });
  });

  it('of AVIF with 10 and 12 bits', async () => {
    for (const bitdepth of [10, 12] as const) {
      const bytes = await raw(picture(64, 48), 64, 48).avif({ bitdepth, quality: 90, effort: 1 }).toBuffer();
      const pixels = await decodeImage(bytes, 48);
      const plain = await decodeImage(await encoders.png(picture(64, 48), 64, 48), 48);
      expect(Math.abs(mean(pixels) - mean(plain))).toBeLessThan(2);
    }
  });
});

describe('HEIC', () => {
  const heic = (name: string) => readFileSync(new URL(`golden/${name}.heic`, import.meta.url));
  for (const name of ['plain', 'ten-bit'])
    it(`${name} is decoded`, async () => {
      expect(await read(heic(name))).toMatchObject({ ok: true, format: 'heic', width: 64, height: 48 });
      const pixels = await decodeImage(heic(name), 48);
      const plain = await decodeImage(await encoders.png(picture(64, 48), 64, 48), 48);
      const difference =
        pixels.reduce((sum, value, i) => sum + Math.abs(value - plain[i]), 0) / pixels.length;
      expect(difference).toBeLessThan(6);
    });

  it('that was cut is put aside, and one of too many pixels refused', async () => {
    for (const share of [0.1, 0.5, 0.9])
      expect(code(await read(heic('plain').subarray(0, heic('plain').length * share)))).toBe('truncated');
    await expect(decodeImage(heic('plain'), 48, { maxPixels: 1000 })).rejects.toMatchObject({
      code: 'too-many-pixels',
    });
  });
});

describe('transparency', () => {
  it('is shown as it is trained on: over white', async () => {
    const size = 600;
    const drawing = Buffer.alloc(size * size * 4);
    for (let i = 60; i < 540; i++)
      drawing.fill(0, (i * size + i) * 4).writeUInt8(255, (i * size + i) * 4 + 3);
    for (const shape of [size, 64]) {
      const bytes = await sharp(drawing, { raw: { width: size, height: size, channels: 4 } })
        .resize(shape)
        .png()
        .toBuffer();
      const shown = await asWebp(shrunk((await imageSource(bytes)).open(), 64));
      const { data, info } = await sharp(shown).raw().toBuffer({ resolveWithObject: true });
      expect(info.channels).toBe(3);
      const trained = await decodeImage(bytes, 64);
      expect(Math.abs(mean(data) - mean(trained))).toBeLessThan(2);
      expect(mean(trained)).toBeGreaterThan(200);
    }
  });
});
