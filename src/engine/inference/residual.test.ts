import { describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { inMemory, oodScore, scoreResidual, type VirtualModel } from '../../core/ood';
import { binding } from '../runtime';
import { doubleMatrices } from './double-matrices';
import { ResidualScorer } from './residual';

const [size, classes] = [96, 5];
const random = new Random(17);
const featuresOf = (images: number) =>
  Float32Array.from({ length: images * size }, (_, at) => 1 + (random.normal() * 4) / (1 + (at % size)));
/** Each logit is the difference of two features. */
const outputsOf = (images: number) => {
  const features = featuresOf(images);
  const logits = Float32Array.from({ length: images * classes }, (_, at) => {
    const from = Math.floor(at / classes) * size + (at % classes);
    return 3 * features[from] - features[from + classes];
  });
  return { features, logits, classes };
};
const fittedOn = (images: number) =>
  oodScore('vim').fit(inMemory(outputsOf(images)), [], doubleMatrices) as VirtualModel;

describe('the residual of the virtual logit by the engine', () => {
  it.each([
    [300, 64],
    [40, 20],
    [2, 1],
  ])('is that of core/ood, fitted on %i images', (images, dimension) => {
    const model = fittedOn(images);
    expect(model.dimension).toBe(dimension);
    const scorer = new ResidualScorer(model);
    const features = featuresOf(2100);
    const seen = scorer.score(features);
    scorer.close();
    scoreResidual(model, features.subarray(0, 200 * size)).forEach((value, i) => {
      // With two images the origin is far away, which costs float32 as many digits.
      expect(seen[i] / value).toBeCloseTo(1, images === 2 ? 2 : 5);
    });
  });

  it('takes all of a feature vector where there is no principal direction', () => {
    const none = { ...fittedOn(40), dimension: 0, principal: new Float64Array() };
    const scorer = new ResidualScorer(none);
    const features = featuresOf(3);
    const seen = scorer.score(features);
    scorer.close();
    scoreResidual(none, features).forEach((value, i) => {
      expect(seen[i]).toBeCloseTo(value, 4);
    });
  });

  it('is fitted by the engine as without it', () => {
    const outputs = inMemory(outputsOf(120));
    const [seen, expected] = [doubleMatrices, undefined].map(
      (matrices) => oodScore('vim').fit(outputs, [], matrices) as VirtualModel,
    );
    expect(seen.alpha / expected.alpha).toBeCloseTo(1, 8);
    expected.origin.forEach((value, i) => {
      expect(seen.origin[i]).toBeCloseTo(value, 6);
    });
  });

  it('leaves nothing behind', () => {
    const model = fittedOn(40);
    const before = binding.getNumOfTensors();
    const scorer = new ResidualScorer(model);
    scorer.score(featuresOf(4));
    scorer.close();
    expect(binding.getNumOfTensors()).toBe(before);
  });
});
