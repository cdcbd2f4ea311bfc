import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { crossValidate } from './cross-validate';

/** Features around a centre of each class, at this distance from the next one. */
function clouds(images: number, classes: number, apart: number, seed: number) {
  const random = new Random(seed);
  const width = 8;
  const labels = Int32Array.from({ length: images }, (_, i) => i % classes);
  const features = Float32Array.from({ length: images * width }, (_, at) => {
    const label = labels[Math.floor(at / width)];
    return random.normal() + (at % width === label ? apart : 0);
  });
  return { features, width, labels };
}

describe('a linear probe by folds', () => {
  it('says what it is worth on images that it has not seen, and how much folds differ', async () => {
    const far = await crossValidate(clouds(120, 3, 6, 1), 3, { folds: 5, seed: 1 });
    expect(far).toMatchObject({ folds: 5, images: 120 });
    expect(far.accuracy).toBeGreaterThan(0.97);
    const near = await crossValidate(clouds(120, 3, 0, 1), 3, { folds: 5, seed: 1 });
    // Nothing to learn: a third, within four standard errors.
    expect(Math.abs(near.accuracy - 1 / 3)).toBeLessThan(4 * Math.sqrt(2 / 9 / 120));
    expect(near.deviation).toBeGreaterThan(0.01);
    expect(near.deviation).toBeLessThan(0.3);
  });

  it('is not deceived by copies where they are of one group', async () => {
    // Four copies of each of thirty images, whose labels have nothing to do with them.
    const { features, width, labels } = clouds(30, 3, 0, 2);
    const four = <T extends Float32Array | Int32Array>(of: T, each: number): number[] =>
      Array.from({ length: 120 * each }, (_, at) => of[Math.floor(at / each / 4) * each + (at % each)]);
    const copied = {
      features: Float32Array.from(four(features, width)),
      width,
      labels: Int32Array.from(four(labels, 1)),
    };
    const groups = Array.from({ length: 120 }, (_, i) => Math.floor(i / 4));
    const deceived = await crossValidate(copied, 3, { folds: 5, seed: 1 });
    const honest = await crossValidate(copied, 3, { folds: 5, seed: 1, groups });
    expect(deceived.accuracy - honest.accuracy).toBeGreaterThan(0.2);
    expect(honest.accuracy).toBeLessThan(0.6);
  });
});
