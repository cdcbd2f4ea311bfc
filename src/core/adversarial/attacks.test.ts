import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { fgsm, type GradientOf, pgd, pgdOf } from './attacks';

const [size, count] = [48, 6];
const random = new Random(3);
const pixels = Uint8Array.from({ length: size * count }, (_, i) =>
  i % 5 === 0 ? 255 * (i % 2) : random.int(256),
);
const hashes = Uint8Array.from({ length: 32 * count }, () => random.int(256));
const images = { pixels, size, hashes };
/** The gradient of a loss that grows with the distance from this random picture: its sign differs from pixel to pixel. */
const target = Float32Array.from(pixels, () => 255 * random.next());
const away = (shown: Float32Array) => shown.map((value, i) => value - target[i]);

const largestChange = (attacked: Float32Array) =>
  attacked.reduce((most, value, i) => Math.max(most, Math.abs(value - pixels[i])), 0);

describe('FGSM', () => {
  it('adds epsilon along the sign, nothing where the gradient is zero, and stays within black and white', () => {
    const attacked = fgsm(Uint8Array.of(100, 100, 100, 254, 3), Float32Array.of(1e-9, -7, 0, 2, -2), 8);
    expect([...attacked]).toEqual([108, 92, 100, 255, 0]);
  });

  it('changes nothing with epsilon 0', () => {
    expect(fgsm(pixels, away(Float32Array.from(pixels)), 0)).toEqual(Float32Array.from(pixels));
  });
});

describe('PGD', () => {
  it.each([1, 2, 4, 8, 16])(
    'stays in the ball of %i and within black and white, and reaches its edge',
    async (epsilon) => {
      const attacked = await pgd(images, away, pgdOf(epsilon, 20));
      expect(largestChange(attacked)).toBe(epsilon);
      expect(Math.min(...attacked)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...attacked)).toBeLessThanOrEqual(255);
    },
  );

  it('changes nothing with epsilon 0', async () => {
    expect(await pgd(images, away, pgdOf(0, 20))).toEqual(Float32Array.from(pixels));
  });

  it('asks for a gradient at each step, where the step before has led', async () => {
    const seen: number[] = [];
    const one = { pixels: Uint8Array.of(100), size: 1, hashes };
    const settings = { epsilon: 8, steps: 4, stepSize: 3 };
    const down: GradientOf = (shown) => {
      seen.push(shown[0]);
      return Float32Array.of(-1);
    };
    await pgd(one, down, settings);
    const start = seen[0];
    expect(Math.abs(start - 100)).toBeLessThan(8);
    expect(seen).toEqual([0, 3, 6, 9].map((moved) => Math.max(92, start - moved)));
  });

  it('starts elsewhere for another file, and at one point whatever pieces the images come in', async () => {
    const still: GradientOf = (shown) => new Float32Array(shown.length);
    const settings = pgdOf(8, 1);
    const whole = await pgd(images, still, settings);
    expect(await pgd(images, still, settings)).toEqual(whole);
    const others = { ...images, hashes: hashes.map((byte) => 255 - byte) };
    expect(await pgd(others, still, settings)).not.toEqual(whole);
    const rest = { pixels: pixels.subarray(2 * size), size, hashes: hashes.subarray(64) };
    expect(await pgd(rest, still, settings)).toEqual(whole.subarray(2 * size));
    const changes = whole.map((value, i) => value - pixels[i]);
    expect(Math.min(...changes)).toBeLessThan(-7);
    expect(Math.max(...changes)).toBeGreaterThan(7);
  });

  it('takes steps that cross the ball two and a half times', () => {
    expect(pgdOf(8, 20)).toEqual({ epsilon: 8, steps: 20, stepSize: 1 });
  });

  it('is projected as by hand: back into the ball, then to black and white', async () => {
    // Four pixels, three steps of 4 in a ball of 6, uphill, uphill, downhill and flat; the first is 3 below white.
    const one = { pixels: Uint8Array.of(252, 100, 100, 100), size: 4, hashes };
    const slope: GradientOf = () => Float32Array.of(1, 1e-6, -5, 0);
    const start = await pgd(one, slope, { epsilon: 6, steps: 0, stepSize: 4 });
    const end = await pgd(one, slope, { epsilon: 6, steps: 3, stepSize: 4 });
    expect([...end]).toEqual([255, 106, 94, start[3]]);
    const middle = await pgd(one, slope, { epsilon: 6, steps: 1, stepSize: 4 });
    expect(middle[1]).toBe(Math.fround(Math.min(106, start[1] + 4)));
  });
});
