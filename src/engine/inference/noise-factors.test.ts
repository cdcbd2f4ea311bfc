import { afterAll, describe, expect, it } from 'vitest';
import { layoutOf } from '../../core/network/layers';
import { initialValue, parametersOf } from '../../core/network/parameters';
import { blockSurvival } from '../../core/noise/stochastic-depth';
import { Random } from '../../core/numbers/random';
import { tinyNetworks } from '../models/tiny.fixture';
import type { ModelNoise } from '../models/training-layers';
import { Predictor } from './predictor';

const [size, classes, count] = [16, 5, 12];
const arch = tinyNetworks['MBConv with squeeze-excite'];
const layout = layoutOf(arch, classes);
const settings = {
  ...{ arch, classes, imageSize: size, batch: count, batchNormEpsilon: 1e-3 },
  ...{ mean: [0.4, 0.5, 0.6], std: [0.2, 0.25, 0.3] },
};
const weights = new Map(parametersOf(layout).map((spec, i) => [spec.name, initialValue(spec, i, 5)]));
const weight = (name: string) => weights.get(name) as Float32Array;
const head = layout.classifier.name;
// A fresh classifier predicts nearly the same for every image.
weights.set(
  `${head}.weight`,
  weight(`${head}.weight`).map((w) => 100 * w),
);
const random = new Random(2);
const images = Uint8Array.from({ length: count * size * size * 3 }, () => random.int(256));
const seeds = Uint32Array.from({ length: count }, (_, i) => 1000 + 7 * i);
const stride = size * size * 3;
const image = (i: number) => images.subarray(i * stride, (i + 1) * stride);

describe('predictions with noise', () => {
  const open: Predictor[] = [];
  afterAll(() => {
    for (const predictor of open) predictor.close();
  });
  const predictorOf = (noise?: ModelNoise, with_ = weights, batch = count) => {
    const predictor = new Predictor({ ...settings, batch }, with_, noise);
    open.push(predictor);
    return predictor;
  };
  const whole = layout.blocks.map(() => 1);
  const clean = predictorOf().predict(images);
  const close = (a: ArrayLike<number>, b: ArrayLike<number>) => {
    expect(a.length).toBe(b.length);
    for (let i = 0; i < a.length; i++) expect(Math.abs(a[i] - b[i])).toBeLessThan(1e-4);
  };

  it('drop features before the classifier, to plain arithmetic', () => {
    const { logits, features } = predictorOf({ dropout: 0.4, survival: whole }).predict(images, seeds);
    expect(features).toEqual(clean.features);
    const [kernel, bias] = [weight(`${head}.weight`), weight(`${head}.bias`)];
    const expected = new Float32Array(count * classes);
    for (let i = 0; i < count; i++) {
      const draws = new Random(seeds[i], 6);
      for (let c = 0; c < classes; c++) expected[i * classes + c] = bias[c];
      for (let f = 0; f < arch.head; f++) {
        const factor = draws.next() < 0.6 ? 1 / 0.6 : 0;
        for (let c = 0; c < classes; c++)
          expected[i * classes + c] += factor * clean.features[i * arch.head + f] * kernel[f * classes + c];
      }
    }
    close(logits, expected);
    expect(Math.max(...logits.map((value, i) => Math.abs(value - clean.logits[i])))).toBeGreaterThan(0.05);
  });

  it('drop blocks: an image’s network is one whose last normalisation in each block is scaled', () => {
    const survival = blockSurvival(arch, 0.3);
    const { logits } = predictorOf({ dropout: 0, survival }).predict(images, seeds);
    let dropped = 0;
    for (let i = 0; i < count; i++) {
      const draws = new Random(seeds[i], 6);
      const scaled = new Map(weights);
      layout.blocks.forEach(({ residual, layers }, block) => {
        if (!residual || survival[block] === 1) return;
        const factor = draws.next() < survival[block] ? 1 / survival[block] : 0;
        if (factor === 0) dropped++;
        const last = layers.findLast((layer) => layer.kind === 'conv');
        for (const part of ['weight', 'bias'])
          scaled.set(
            `${last?.norm}.${part}`,
            weight(`${last?.norm}.${part}`).map((value) => factor * value),
          );
      });
      close(
        logits.subarray(i * classes, (i + 1) * classes),
        predictorOf(undefined, scaled).predict(image(i)).logits,
      );
    }
    expect(dropped).toBeGreaterThan(0);
  });

  it('are the same of an image however many it is shown with', () => {
    const noise = { dropout: 0.4, survival: blockSurvival(arch, 0.5) };
    const [one, other] = [count, 5].map((batch) => predictorOf(noise, weights, batch).predict(images, seeds));
    close(one.logits, other.logits);
    const alone = predictorOf(noise).predict(image(3), seeds.subarray(3, 4));
    close(alone.logits, one.logits.subarray(3 * classes, 4 * classes));
  });
});
