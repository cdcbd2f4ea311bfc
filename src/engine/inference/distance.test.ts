import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { fitMahalanobis, scoreMahalanobis } from '../../core/ood';
import { binding } from '../runtime';
import { DistanceScorer } from './distance';

const [size, classes] = [320, 5];

/**
 * Resembles a network's features: none negative, most of the variance in few directions, and one dead
 * feature.
 */
function featuresOf(images: number, random: Random, mixing: Float32Array): Float32Array {
  const features = new Float32Array(images * size);
  for (let n = 0; n < images; n++) {
    const hidden = Array.from({ length: 12 }, (_, h) => 3 * random.normal() + (n % classes === h ? 6 : 0));
    for (let i = 0; i < size; i++) {
      let sum = 0.05 * random.normal();
      for (let h = 0; h < 12; h++) sum += hidden[h] * mixing[h * size + i];
      features[n * size + i] = i === 7 ? 0 : Math.max(0, sum);
    }
  }
  return features;
}

describe('the distance by the engine', () => {
  const random = new Random(3);
  const mixing = Float32Array.from({ length: 12 * size }, () => random.normal());
  const labelled = featuresOf(60, random, mixing);
  const model = fitMahalanobis(
    labelled,
    Array.from({ length: 60 }, (_, n) => n % classes),
  );

  it.each([1, 16, 2100])('is that of core/ood for %i images, in domain or far from it', (images) => {
    const scorer = new DistanceScorer(model);
    const others = featuresOf(images, random, mixing);
    const far = others.map((value) => 20 * value + random.normal());
    for (const features of [others, far]) {
      const expected = scoreMahalanobis(model, features);
      const seen = scorer.score(features);
      expect(seen.length).toBe(images);
      expected.forEach((value, i) => {
        expect(Math.abs(seen[i] / value - 1)).toBeLessThan(1e-4);
      });
    }
    scorer.close();
  });

  it('frees what it makes', () => {
    const before = binding.getNumOfTensors();
    const scorer = new DistanceScorer(model);
    for (let i = 0; i < 5; i++) scorer.score(labelled);
    scorer.close();
    expect(binding.getNumOfTensors()).toBe(before);
  });
});
