import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { fitNearest, inMemory, scoreNearest } from '../../core/ood';
import { binding } from '../runtime';
import { NearestScorer } from './nearest';

const [size, classes] = [320, 5];
const random = new Random(7);
const featuresOf = (images: number) =>
  Float32Array.from({ length: images * size }, () => Math.abs(random.normal()));
const model = fitNearest(
  inMemory({ features: featuresOf(300), logits: new Float32Array(300 * classes), classes }),
  Array.from({ length: 300 }, (_, n) => n % classes),
);

describe('the nearest neighbours by the engine', () => {
  it.each([1, 16, 2100])('are those of core/ood for %i images', (images) => {
    const scorer = new NearestScorer(model);
    const features = featuresOf(images);
    const seen = scorer.score(features);
    const some = Math.min(images, 200);
    const expected = scoreNearest(model, features.subarray(0, some * size));
    expect(seen.length).toBe(images);
    expect(model.k).toBe(6);
    expected.forEach((value, i) => {
      expect(seen[i]).toBeCloseTo(value, 5);
    });
    scorer.close();
  });

  it('are as far as core/ood says for a labelled image, zeros and no numbers', () => {
    const features = new Float32Array(3 * size);
    features.set(model.rows.subarray(0, size));
    features[2 * size] = Number.NaN;
    const scorer = new NearestScorer({ ...model, k: 1 });
    const [own, zero, none] = scorer.score(features);
    scorer.close();
    // The limit is the square root of the rounding error of 1 - 1 in float32.
    expect(Math.abs(own)).toBeLessThan(2e-3);
    expect(zero).toBeCloseTo(-1, 6);
    expect(none).toBeNaN();
  });

  it('free what they make', () => {
    const before = binding.getNumOfTensors();
    const scorer = new NearestScorer(model);
    for (let i = 0; i < 5; i++) scorer.score(model.rows);
    scorer.close();
    expect(binding.getNumOfTensors()).toBe(before);
  });
});
