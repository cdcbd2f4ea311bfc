import { afterAll, describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { initialValue, parametersOf } from '../../core/network/parameters';
import { Random } from '../../core/numbers/random';
import { Program } from '../graph/program';
import { fold } from '../models/folded-layers';

import { binding } from '../runtime';
import { buildInference, Predictor } from './predictor';

const size = 16;
const settings = {
  arch: architecture('small', { smallInput: true }),
  classes: 5,
  imageSize: size,
  mean: [0.4, 0.5, 0.6],
  std: [0.2, 0.25, 0.3],
  batchNormEpsilon: 1e-3,
};
const layout = layoutOf(settings.arch, settings.classes);
const weights = new Map(parametersOf(layout).map((spec, i) => [spec.name, initialValue(spec, i, 5)]));
// A fresh classifier predicts the same for every image.
const classifier = `${layout.classifier.name}.weight`;
weights.set(
  classifier,
  (weights.get(classifier) as Float32Array).map((w) => 100 * w),
);
const random = new Random(2);
const images = (count: number) => Uint8Array.from({ length: count * size * size * 3 }, () => random.int(256));

describe('Predictor', () => {
  const predictors = [1, 3, 64].map((batch) => new Predictor({ ...settings, batch }, weights));
  afterAll(() => {
    for (const predictor of predictors) predictor.close();
  });

  it.each([1, 2, 3, 8, 11])('says the same of %i images however many it sees at a time', (count) => {
    const shown = images(count);
    const [one, ...others] = predictors.map((predictor) => predictor.predict(shown));
    expect(one.logits.length).toBe(count * settings.classes);
    expect(one.features.length).toBe(count * settings.arch.head);
    expect(Math.max(...one.logits.map(Math.abs))).toBeGreaterThan(0.1);
    for (const other of others)
      for (const part of ['logits', 'features'] as const)
        other[part].forEach((value, i) => {
          expect(Math.abs(value - one[part][i])).toBeLessThan(1e-5);
        });
  });

  it('keeps no number of images in its graph', () => {
    const folded = fold(weights, layout, settings.batchNormEpsilon);
    const graphOf = (rows: number) => {
      const program = buildInference(settings, layout, { frozen: folded }, new Program(rows));
      return Buffer.from(program.graph.savedModel());
    };
    const one = graphOf(1);
    for (const rows of [2, 3, 7]) expect(graphOf(rows).equals(one)).toBe(true);
  });

  it('keeps nothing of what it was shown', () => {
    const before = binding.getNumOfTensors();
    for (const count of [1, 9, 4]) predictors[2].predict(images(count));
    expect(binding.getNumOfTensors()).toBe(before);
  });
});
