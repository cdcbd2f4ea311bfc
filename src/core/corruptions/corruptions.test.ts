import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { corruptionTools } from '../../data/corrupted/corruption-tools';
import { type Cell, corruptImage, nearestSide } from './corrupt';
import { publishedSides, severities } from './corruption';
import { measured } from './measured.fixture';
import { picture } from './picture.fixture';
import { benchmarkNames, type CorruptionName, corruptionNames, corruptionOf } from './table';

const golden = (name: string) => JSON.parse(readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8'));
const hashOf = (text: string) => new Uint8Array(createHash('sha256').update(text).digest());

const corrupted = (size: number, cell: Cell, name = 'a', pixels = picture(size)) =>
  corruptImage(pixels, size, cell, hashOf(name), corruptionTools);

interface Golden extends Cell {
  readonly size: number;
  readonly mean: [number, number, number];
  readonly deviation?: [number, number, number];
  readonly draws?: number;
  /** Row, column, red, green, blue. */
  readonly pixels?: [number, number, number, number, number][];
}

const cases: Golden[] = golden('cases.json');
const of = (name: CorruptionName) => cases.filter(({ corruption }) => corruption === name);
const certain = corruptionNames.filter((name) => of(name).some(({ pixels }) => pixels));
const drawn = corruptionNames.filter((name) => of(name).some(({ deviation }) => deviation));

describe('the parameters', () => {
  it('are those of the released code, read from it', () => {
    const published: Record<CorruptionName, Record<string, unknown[]>> = golden('published.json');
    for (const name of corruptionNames)
      for (const side of publishedSides)
        for (const severity of severities) {
          const own = [corruptionOf(name).published[side][severity - 1]].flat() as unknown[];
          const theirs = [published[name][side][severity - 1]].flat() as unknown[];
          expect(own.length, `${name} ${side}`).toBe(theirs.length);
          own.forEach((value, i) => {
            if (typeof value !== 'number') expect(value).toBe(theirs[i]);
            else expect(value, `${name} ${side} ${severity}`).toBeCloseTo(theirs[i] as number, 10);
          });
        }
  });

  it('are those of the nearest published side', () => {
    expect([1, 28, 45, 46, 64, 119, 120, 224, 600].map(nearestSide)).toEqual([
      32, 32, 32, 64, 64, 64, 224, 224, 224,
    ]);
  });

  it('are of 15 corruptions of the benchmark and 4 others', () => {
    expect([benchmarkNames.length, corruptionNames.length]).toEqual([15, 19]);
  });
});

describe('beside NumPy, SciPy, scikit-image, OpenCV and Pillow', () => {
  it('covers all but frost', () => {
    expect([...certain, ...drawn, 'frost'].sort()).toEqual([...corruptionNames].sort());
  });

  it.each(certain)('%s gives the same pixels', async (name) => {
    // Builds of libjpeg round a transform differently.
    const [most, onMean] = name === 'jpeg-compression' ? [12, 0.5] : [1, 0.05];
    for (const { size, mean, pixels = [], ...cell } of of(name)) {
      const image = await corrupted(size, cell);
      const place = `${size} pixels, severity ${cell.severity}`;
      measured(image, picture(size)).forEach((value, i) => {
        expect(Math.abs(value - mean[i]), place).toBeLessThan(onMean);
      });
      for (const [y, x, ...values] of pixels) {
        const own = image.subarray((y * size + x) * 3, (y * size + x) * 3 + 3);
        const away = Math.max(...values.map((value, c) => Math.abs(value - own[c])));
        expect(away, `${place}, ${x} ${y}`).toBeLessThanOrEqual(most);
      }
    }
  });

  it.each(drawn)('%s has the same mean, deviation and distance', async (name) => {
    for (const { size, mean, deviation = [0, 0, 0], draws = 1, ...cell } of of(name)) {
      const count = size === 224 ? 4 : 24;
      const sums = [0, 0, 0];
      for (let draw = 0; draw < count; draw++) {
        const image = await corrupted(size, cell, `draw ${draw}`);
        measured(image, picture(size)).forEach((value, i) => {
          sums[i] += value / count;
        });
      }
      sums.forEach((own, i) => {
        // Both sides are means over draws, and the deviation itself is estimated from a few of them.
        const error = deviation[i] * Math.sqrt(1 / count + 1 / draws);
        const place = `${['mean', 'deviation', 'distance'][i]} at ${size} pixels, severity ${cell.severity}`;
        expect(Math.abs(own - mean[i]), place).toBeLessThan(4.5 * error + 0.25);
      });
    }
  });
});

describe('every corruption', () => {
  /**
   * Corruptions whose distance from the clean image does not grow with every published severity: saturation, for example, first falls, then
   * rises.
   */
  const notByDistance: readonly CorruptionName[] = ['elastic-transform', 'saturate', 'spatter'];

  it.each(corruptionNames.filter((name) => !notByDistance.includes(name)))(
    '%s goes farther from the image with severity',
    async (name) => {
      for (const size of publishedSides) {
        const clean = picture(size);
        const distances = await Promise.all(
          severities.map(async (severity) => {
            const images = Array.from({ length: size === 224 ? 4 : 20 }, (_, i) =>
              corrupted(size, { corruption: name, severity }, `image ${i}`),
            );
            const all = await Promise.all(images);
            return all.reduce((sum, image) => sum + measured(image, clean)[2] / all.length, 0);
          }),
        );
        expect(distances[0], `${name} ${size}`).toBeGreaterThan(0);
        expect(distances[4], `${name} ${size}`).toBeGreaterThan(distances[0]);
        // Glass blur and fog trade one length for another, and the blocks of pixelate fit a picture better or worse, so a step may go back
        // a little.
        for (let i = 1; i < 5; i++)
          expect(distances[i], `${name} at ${size}: ${distances}`).toBeGreaterThan(0.8 * distances[i - 1]);
      }
    },
  );

  it.each(corruptionNames)('%s does the same to the same image, and keeps it', async (name) => {
    const pixels = picture(40);
    const before = pixels.slice();
    let different = 0;
    for (const severity of severities) {
      const cell = { corruption: name, severity };
      const [once, again, other] = await Promise.all([
        corrupted(40, cell, 'a', pixels),
        corrupted(40, cell, 'a', pixels),
        corrupted(40, cell, 'b', pixels),
      ]);
      expect(once).toEqual(again);
      if (Buffer.compare(once, other) !== 0) different++;
    }
    // Two directions of a short blur may give the same pixels.
    if (certain.includes(name)) expect(different).toBe(0);
    else expect(different).toBeGreaterThanOrEqual(3);
    expect(pixels).toEqual(before);
  });

  it.each(corruptionNames)('%s takes images of any size, black, white and grey ones', async (name) => {
    for (const size of [1, 2, 3, 5, 8, 28, 90])
      for (const level of [0, 128, 255]) {
        const even = new Uint8Array(size * size * 3).fill(level);
        for (const severity of severities) {
          const image = await corrupted(size, { corruption: name, severity }, 'a', even);
          expect(image).toBeInstanceOf(Uint8Array);
          expect(image.length).toBe(even.length);
        }
      }
  });

  it('leaves an even image even where nothing is added', async () => {
    const even = new Uint8Array(48 * 48 * 3).fill(77);
    for (const corruption of [
      'gaussian-blur',
      'zoom-blur',
      'glass-blur',
      'motion-blur',
      'pixelate',
      'contrast',
      'elastic-transform',
    ] as const)
      expect(await corrupted(48, { corruption, severity: 5 }, 'a', even), corruption).toEqual(even);
  });

  it('scales lengths with the image', async () => {
    // The spread of a white point under a blur, as a share of the side.
    const spread = async (size: number, corruption: CorruptionName) => {
      const point = new Uint8Array(size * size * 3);
      const middle = size / 2;
      const half = Math.round(size / 32);
      for (let y = middle - half; y < middle + half; y++)
        for (let x = middle - half; x < middle + half; x++)
          point.fill(255, (y * size + x) * 3, (y * size + x) * 3 + 3);
      const image = await corrupted(size, { corruption, severity: 5 }, 'a', point);
      let [sum, squares] = [0, 0];
      for (let i = 0; i < image.length; i += 3) {
        const [x, y] = [(i / 3) % size, Math.floor(i / 3 / size)];
        sum += image[i];
        squares += image[i] * ((x + 0.5 - middle) ** 2 + (y + 0.5 - middle) ** 2);
      }
      return Math.sqrt(squares / sum) / size;
    };
    for (const corruption of ['gaussian-blur', 'defocus-blur'] as const)
      expect((await spread(448, corruption)) / (await spread(224, corruption)), corruption).toBeCloseTo(1, 1);
  });
});
