import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawCrop } from '../../../core/noise/resized-crop';
import { Random } from '../../../core/numbers/random';
import { fingerprint, picture } from '../golden.fixture';
import { cropResize } from './crop-resize';
import type { Interpolation } from './resize-weights';

/** golden/make-crops.py wrote a line for each box, with Pillow 13.0.0, and for each draw, with timm 1.0.31. */
const lines = readFileSync(new URL('../golden/crops.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t'));
const resizes = lines
  .filter(([kind]) => kind === 'resize')
  .map(([, what, , , , sha, means, grey]) => ({ what, sha, means, grey }));
const boxes = lines.filter(([kind]) => kind === 'box');

/** Returns given numbers, and fails when they are used up. */
class Given extends Random {
  constructor(private readonly values: number[]) {
    super(0);
  }

  override next(): number {
    return this.values.shift() ?? Number.NaN;
  }

  get left(): number {
    return this.values.length;
  }
}

describe('a part of an image, resized', () => {
  const sides = [...new Set(resizes.map(({ what }) => `${what.split(' ')[0]} to ${what.split(' ')[5]}`))];

  it('covers the sizes of the acceptance, both ways', () => {
    expect(sides).toEqual(['42 to 32', '32 to 32', '291 to 224', '618 to 475', '224 to 475']);
    expect(resizes.length).toBeGreaterThan(120);
  });

  it.each(sides)('%s equals Pillow to the byte: boxes, kernels, mirrored', (name) => {
    const [side, size] = name.split(' to ').map(Number);
    const image = picture(side);
    const own = resizes.filter(({ what }) => what.startsWith(`${side} `) && what.split(' ')[5] === `${size}`);
    for (const { what, ...expected } of own) {
      const [, left, top, width, height, , kernel, mirror] = what.split(' ');
      const box = { left: +left, top: +top, width: +width, height: +height };
      const out = new Uint8Array(size * size * 3);
      cropResize(image, side, box, out, size, kernel as Interpolation, mirror === '1');
      expect({ what, ...fingerprint(out) }).toEqual({ what, ...expected });
    }
    expect(image).toEqual(picture(side));
  });
});

describe('the box of a random resized crop', () => {
  it.each(boxes.map(([, side, area, ratio], i) => ({ side, area, ratio, i })))(
    'of $side pixels, area from $area, ratio from $ratio is the one that timm draws ($i)',
    ({ i }) => {
      const [, side, area, ratio, numbers, expected] = boxes[i];
      const given = new Given(numbers.split(' ').map(Number));
      const range = { area: [+area, 1], ratio: [+ratio, 1 / +ratio] } as const;
      const { left, top, width, height } = drawCrop(+side, +side, range, given);
      expect([left, top, width, height].join(' ')).toBe(expected);
      expect(given.left).toBe(0);
    },
  );

  it('after ten that do not fit, is the largest in the middle', () => {
    // Area 1 with a ratio that is not 1 never fits a square.
    const given = new Given(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1 : 0.1)));
    const range = { area: [0.9, 1], ratio: [0.5, 2] } as const;
    expect(drawCrop(32, 32, range, given)).toEqual({ left: 0, top: 0, width: 32, height: 32 });
    expect(given.left).toBe(0);
    const largest = () => new Given(Array.from({ length: 20 }, () => 1));
    const narrow = { area: [1, 1], ratio: [0.75, 4 / 3] } as const;
    expect(drawCrop(100, 20, narrow, largest())).toEqual({ left: 36, top: 0, width: 27, height: 20 });
    expect(drawCrop(20, 100, narrow, largest())).toEqual({ left: 0, top: 36, width: 20, height: 27 });
  });

  it('keeps between 8 and 100 % of the area, evenly, anywhere', () => {
    const random = new Random(3);
    const range = { area: [0.08, 1], ratio: [3 / 4, 4 / 3] } as const;
    const drawn = Array.from({ length: 4000 }, () => drawCrop(291, 291, range, random));
    const areas = drawn.map(({ width, height }) => (width * height) / 291 ** 2);
    expect(Math.min(...areas)).toBeGreaterThan(0.075);
    // The largest areas do not fit with every ratio, so the mean is a little below (0.08 + 1) / 2.
    const mean = areas.reduce((sum, area) => sum + area, 0) / areas.length;
    expect(mean).toBeGreaterThan(0.48);
    expect(mean).toBeLessThan(0.54);
    for (const { left, top, width, height } of drawn) {
      expect(left >= 0 && top >= 0 && left + width <= 291 && top + height <= 291).toBe(true);
      expect(width / height).toBeGreaterThan(0.72);
      expect(width / height).toBeLessThan(1.38);
    }
  });
});
