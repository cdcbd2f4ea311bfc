import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../core/network/layers';
import { Random } from '../../core/numbers/random';
import { Predictor } from '../inference/predictor';
import { tf } from '../runtime';
import { eagerNetwork } from '../training/eager-reference.fixture';
import { fold, foldedParametersOf } from './folded-layers';
import { drawnWeights, tinyNetworks } from './tiny.fixture';

const [classes, size, images] = [5, 16, 6];
const common = { mean: [0.4, 0.5, 0.6], std: [0.2, 0.25, 0.3] };

const pixels = new Random(2);
const shown = Uint8Array.from({ length: images * size * size * 3 }, () => pixels.int(256));

describe('a folded network', () => {
  it.each(Object.entries(tinyNetworks))('gives the logits of the network as it is: %s', (_, arch) => {
    const weights = drawnWeights(arch, classes);
    const eager = eagerNetwork({ ...common, arch, classes, epsilon: 1e-3, seed: 1 });
    for (const [name, variable] of eager.variables)
      variable.assign(tf.tensor(weights.get(name) as Float32Array, variable.shape));
    const expected = tf.tidy(() => {
      const input = tf.tensor(Float32Array.from(shown), [images, size, size, 3]);
      return eager.logits(input).dataSync();
    });
    const settings = { ...common, arch, classes, imageSize: size, batch: images, batchNormEpsilon: 1e-3 };
    const predictor = new Predictor(settings, weights);
    const { logits } = predictor.predict(shown);
    predictor.close();
    tf.dispose([...eager.variables.values()]);
    const largest = Math.max(...expected.map(Math.abs));
    expect(largest).toBeGreaterThan(0.1);
    logits.forEach((logit, i) => {
      expect(Math.abs(logit - expected[i]) / largest).toBeLessThan(2e-5);
    });
  });

  it('has a bias for every normalisation, and no normalisation', () => {
    const arch = tinyNetworks['fused MBConv with squeeze-excite'];
    const layout = layoutOf(arch, classes);
    const folded = fold(drawnWeights(arch, classes), layout, 1e-3);
    expect([...folded.keys()].sort()).toEqual(
      foldedParametersOf(layout)
        .map(({ name }) => name)
        .sort(),
    );
    expect([...folded.keys()].filter((name) => /bn|running/.test(name))).toEqual([]);
    expect(folded.get('blocks.0.1.conv_exp.bias')?.length).toBe(16);
  });

  it('multiplies the kernel by scale over deviation, and moves the mean into the bias', () => {
    const arch = tinyNetworks['plain convolution'];
    const weights = drawnWeights(arch, classes);
    const folded = fold(weights, layoutOf(arch, classes), 0.25);
    const at = (name: string, i: number) => (weights.get(name) as Float32Array)[i];
    const output = 3;
    const factor = at('bn1.weight', output) / Math.sqrt(at('bn1.running_var', output) + 0.25);
    // The kernel is [3, 3, 3, 8]: this is the ninth input weight of the fourth output.
    expect(folded.get('conv_stem.weight')?.[8 * 8 + output]).toBeCloseTo(
      at('conv_stem.weight', 8 * 8 + output) * factor,
      6,
    );
    expect(folded.get('conv_stem.bias')?.[output]).toBeCloseTo(
      at('bn1.bias', output) - at('bn1.running_mean', output) * factor,
      6,
    );
  });
});
