import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { fgsm, type GradientOf, pgd, pgdOf } from './attacks';

const [size, count] = [48, 6];
const random = new Random(3);
const pixels = Uint8Array.from({ length: size * count }, (_, i) =>
  i % 5 === 0 ? 255 * (i % 2) : random.int(256),
);
const images = { pixels, size, from: 0 };
/** Of a loss that grows with the distance from a picture between black and white: its sign differs from pixel to pixel. */
const target = Float32Array.from(pixels, () => 255 * random.next());
const away: GradientOf = (shown) => shown.map((value, i) => value - target[i]);

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
    (epsilon) => {
      const attacked = pgd(images, away, pgdOf(epsilon, 1));
      expect(largestChange(attacked)).toBe(epsilon);
      expect(Math.min(...attacked)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...attacked)).toBeLessThanOrEqual(255);
    },
  );

  it('changes nothing with epsilon 0', () => {
    expect(pgd(images, away, pgdOf(0, 1))).toEqual(Float32Array.from(pixels));
  });

  it('asks for a gradient at each step, where the step before has led', () => {
    const seen: number[] = [];
    const one = { pixels: Uint8Array.of(100), size: 1, from: 0 };
    const settings = { epsilon: 8, steps: 4, stepSize: 3, seed: 2 };
    const down: GradientOf = (shown) => {
      seen.push(shown[0]);
      return Float32Array.of(-1);
    };
    pgd(one, down, settings);
    const start = seen[0];
    expect(Math.abs(start - 100)).toBeLessThan(8);
    expect(seen).toEqual([0, 3, 6, 9].map((moved) => Math.max(92, start - moved)));
  });

  it('starts elsewhere by seed, and at one point whatever pieces the images come in', () => {
    const still: GradientOf = (shown) => new Float32Array(shown.length);
    const whole = pgd(images, still, pgdOf(8, 1));
    expect(pgd(images, still, pgdOf(8, 1))).toEqual(whole);
    expect(pgd(images, still, pgdOf(8, 2))).not.toEqual(whole);
    const rest = { pixels: pixels.subarray(2 * size), size, from: 2 };
    expect(pgd(rest, still, pgdOf(8, 1))).toEqual(whole.subarray(2 * size));
    const changes = whole.map((value, i) => value - pixels[i]);
    expect(Math.min(...changes)).toBeLessThan(-7);
    expect(Math.max(...changes)).toBeGreaterThan(7);
  });

  it('takes steps that cross the ball two and a half times', () => {
    expect(pgdOf(8, 5)).toEqual({ epsilon: 8, steps: 20, stepSize: 1, seed: 5 });
  });
});
