import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mixPair } from '../../data/augment/mix-pair';
import { writeHardTarget } from '../selection';
import { cutAt, drawMixes, mixTargets } from './mix';

const size = 8;
const part = { from: 2, count: 7 };

/** Images of one value each. */
const flat = (values: readonly number[]) =>
  Uint8Array.from(values.flatMap((value) => new Array<number>(size * size * 3).fill(value)));

describe('which images of a batch are mixed', () => {
  it('each with its neighbour, the odd one with none', () => {
    const mixes = drawMixes(part, size, { mixup: 1, cutmix: 0 }, 1, 0);
    expect(mixes.map(({ first, second }) => [first, second])).toEqual([
      [2, 3],
      [4, 5],
      [6, 7],
    ]);
    expect(mixes.every(({ box }) => box === null)).toBe(true);
    expect(drawMixes(part, size, { mixup: 0, cutmix: 0 }, 1, 0)).toEqual([]);
  });

  it('by seed and step alone, others at every step', () => {
    const at = (seed: number, step: number) => drawMixes(part, size, { mixup: 0.4, cutmix: 1 }, seed, step);
    expect(at(1, 5)).toEqual(at(1, 5));
    expect(at(1, 5)).not.toEqual(at(1, 6));
    expect(at(1, 5)).not.toEqual(at(2, 5));
  });

  it('each kind by a fair coin where both are on', () => {
    const many = drawMixes({ from: 0, count: 4000 }, size, { mixup: 1, cutmix: 1 }, 3, 0);
    const cuts = many.filter(({ box }) => box !== null).length;
    // Five standard deviations of 2,000 coins.
    expect(Math.abs(cuts - 1000)).toBeLessThan(112);
  });

  it('the share of a cut is what is left of the image when its part is swapped', () => {
    const cuts = drawMixes({ from: 0, count: 2000 }, size, { mixup: 0, cutmix: 1 }, 4, 0);
    for (const { share, box } of cuts) {
      const { left, top, width, height } = box!;
      expect(left >= 0 && top >= 0 && left + width <= size && top + height <= size).toBe(true);
      expect(share).toBeCloseTo(1 - (width * height) / 64, 12);
    }
    expect(new Set(cuts.map(({ box }) => box!.width)).size).toBeGreaterThan(4);
  });
});

describe('images and targets', () => {
  it('are blended by the same shares', () => {
    const images = flat([10, 200, 90]);
    const mix = { first: 0, second: 2, share: 0.3, box: null };
    mixPair(images, size, mix);
    // 0.3 x 10 + 0.7 x 90 = 66, 0.3 x 90 + 0.7 x 10 = 34.
    expect(images).toEqual(flat([66, 200, 34]));
    const targets = Float32Array.of(1, 0, 0, 1, 0.5, 0.5);
    mixTargets(targets, 2, [mix]);
    expect([...targets].map((t) => Math.round(t * 1e6) / 1e6)).toEqual([0.65, 0.35, 0, 1, 0.85, 0.15]);
  });

  it('rounds to the nearest value, and loses and makes none of the light', () => {
    for (const share of [0, 0.1, 0.25, 0.5, 0.77, 1]) {
      const images = Uint8Array.from({ length: 2 * size * size * 3 }, (_, i) => (i * 89) % 256);
      const before = images.slice();
      mixPair(images, size, { first: 0, second: 1, share, box: null });
      for (let i = 0, half = images.length / 2; i < half; i++) {
        const exact = share * before[i] + (1 - share) * before[half + i];
        expect(Math.abs(images[i] - exact)).toBeLessThanOrEqual(0.5 + 1e-9);
        expect(Math.abs(images[i] + images[half + i] - before[i] - before[half + i])).toBeLessThanOrEqual(1);
      }
    }
  });

  it('swap a part, and the targets by its area', () => {
    const images = flat([10, 200]);
    const box = { left: 2, top: 1, width: 3, height: 4 };
    const mix = { first: 0, second: 1, share: 1 - 12 / 64, box };
    mixPair(images, size, mix);
    const inside = (x: number, y: number) => x >= 2 && x < 5 && y >= 1 && y < 5;
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const at = (y * size + x) * 3;
        expect([images[at], images[size * size * 3 + at + 2]]).toEqual(inside(x, y) ? [200, 10] : [10, 200]);
      }
    const targets = Float32Array.of(1, 0, 0, 1);
    mixTargets(targets, 2, [mix]);
    expect([...targets]).toEqual([0.8125, 0.1875, 0.1875, 0.8125]);
  });
});

interface Golden {
  readonly size: number;
  readonly classes: number;
  readonly cases: readonly {
    readonly kind: 'mixup' | 'cutmix';
    readonly shares: readonly number[];
    readonly centres: readonly number[];
    readonly smoothing: number;
    readonly labels: readonly number[];
    readonly sha256: string;
    readonly targets: readonly number[];
  }[];
}

/** Made by `golden/make-mixes.py` with timm. */
const golden = JSON.parse(readFileSync(new URL('./golden/mixes.json', import.meta.url), 'utf8')) as Golden;

describe('beside timm, with the same shares and centres', () => {
  const { size: side, classes } = golden;
  const bytes = side * side * 3;
  const image = (number: number) =>
    Uint8Array.from({ length: bytes }, (_, at) => (number * 67 + at * 11 + ((at * at) % 97)) % 256);

  it.each(golden.cases)('$kind of $shares: images to the byte, targets to seven digits', (given) => {
    const images = new Uint8Array(4 * bytes);
    for (let i = 0; i < 4; i++) images.set(image(i), i * bytes);
    const targets = new Float32Array(4 * classes);
    given.labels.forEach((label, i) => {
      writeHardTarget(targets, i * classes, label, classes, given.smoothing);
    });
    // timm mixes the first with the last.
    const mixes = given.shares.map((share, i) => {
      const pair = { first: i, second: 3 - i };
      if (given.kind === 'mixup') return { ...pair, share, box: null };
      return { ...pair, ...cutAt(side, share, given.centres[2 * i], given.centres[2 * i + 1]) };
    });
    for (const mix of mixes) mixPair(images, side, mix);
    mixTargets(targets, classes, mixes);
    expect(createHash('sha256').update(images).digest('hex')).toBe(given.sha256);
    given.targets.forEach((target, i) => {
      expect(targets[i]).toBeCloseTo(target, 6);
    });
  });
});
