import { afterAll, describe, expect, it } from 'vitest';
import { fgsm, pgd, pgdOf } from '../../core/adversarial/attacks';
import { type Architecture, architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { parametersOf } from '../../core/network/parameters';
import { Random } from '../../core/numbers/random';
import { Program } from '../graph/program';
import { fold } from '../models/folded-layers';
import { drawnWeights, tinyNetworks } from '../models/tiny.fixture';
import { binding, tf } from '../runtime';
import { eagerNetwork } from '../training/eager-reference.fixture';
import { Trainer } from '../training/trainer';
import { buildInputGradient, InputGradient } from './input-gradient';
import { Predictor } from './predictor';

const [classes, size, count] = [5, 16, 7];
const stride = size * size * 3;
const common = {
  classes,
  imageSize: size,
  mean: [0.4, 0.5, 0.6],
  std: [0.2, 0.25, 0.3],
  batchNormEpsilon: 1e-3,
};

/** Weights for which the classes are so close that no probability rounds to 1, since the loss of such an image would have no gradient. */
function nearWeights(arch: Architecture): Map<string, Float32Array> {
  const weights = drawnWeights(arch, classes);
  const name = `${layoutOf(arch, classes).classifier.name}.weight`;
  const classifier = weights.get(name) as Float32Array;
  return weights.set(
    name,
    classifier.map((w) => 0.01 * w),
  );
}

const random = new Random(2);
const shown = Float32Array.from({ length: count * stride }, () => 255 * random.next());
const classIndex = Int32Array.from({ length: count }, () => random.int(classes));

/** The gradient of each image's own loss by plain tfjs, with the normalisation as it is. */
function eagerGradient(arch: Architecture, weights: Map<string, Float32Array>): Float32Array {
  const eager = eagerNetwork({ ...common, arch, epsilon: common.batchNormEpsilon, seed: 1 });
  for (const [name, variable] of eager.variables)
    variable.assign(tf.tensor(weights.get(name) as Float32Array, variable.shape));
  const gradient = tf.tidy(() => {
    const targets = tf.oneHot(tf.tensor1d(classIndex, 'int32'), classes);
    const loss = (x: never) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(eager.logits(x)))));
    return tf
      .grad(loss as never)(tf.tensor(shown, [count, size, size, 3]))
      .dataSync() as Float32Array;
  });
  tf.dispose([...eager.variables.values()]);
  return gradient;
}

describe('the gradient with respect to the images', () => {
  it.each(Object.entries(tinyNetworks))('is that of plain tfjs, and of its sign: %s', (_, arch) => {
    const weights = nearWeights(arch);
    const expected = eagerGradient(arch, weights);
    const network = new InputGradient({ ...common, arch, batch: count }, weights);
    const gradient = network.gradient(shown, classIndex);
    network.close();
    let compared = 0;
    for (let image = 0; image < count; image++) {
      const [ours, theirs] = [gradient, expected].map((all) =>
        all.subarray(image * stride, (image + 1) * stride),
      );
      const largest = Math.max(...theirs.map(Math.abs));
      expect(largest).toBeGreaterThan(0);
      ours.forEach((value, i) => {
        expect(Math.abs(value - theirs[i]) / largest).toBeLessThan(1e-4);
        if (Math.abs(theirs[i]) < 1e-4 * largest) return;
        expect(Math.sign(value)).toBe(Math.sign(theirs[i]));
        compared++;
      });
    }
    expect(compared).toBeGreaterThan(0.9 * count * stride);
  });

  const architectures = (['small', 'b0', 'lite0', 'v2-b0'] as const).map(
    (name) => [name, architecture(name, { smallInput: name === 'small' })] as const,
  );

  it.each(architectures)('keeps no number of images in its graph: %s', (_, arch) => {
    const layout = layoutOf(arch, classes);
    const settings = { ...common, arch, imageSize: 40 };
    const folded = fold(nearWeights(arch), layout, common.batchNormEpsilon);
    const graphOf = (rows: number) =>
      Buffer.from(buildInputGradient(settings, layout, folded, new Program(rows)).graph.savedModel());
    const one = graphOf(1);
    for (const rows of [2, 5]) expect(graphOf(rows).equals(one)).toBe(true);
  });
});

describe('InputGradient', () => {
  const arch = architecture('small', { smallInput: true });
  const weights = nearWeights(arch);
  const networks = [1, 9, 64].map((batch) => new InputGradient({ ...common, arch, batch }, weights));
  afterAll(() => {
    for (const network of networks) network.close();
  });

  // oneDNN has other kernels for another number of images. They agreed to 1e-5 on one machine, to 8e-4 on one with AVX2 alone; images
  // that were mixed up would differ by as much as the gradient itself.
  it('says the same however many images it sees at a time', () => {
    const [one, ...others] = networks.map((network) => network.gradient(shown, classIndex));
    const largest = Math.max(...one.map(Math.abs));
    for (const other of others)
      other.forEach((value, i) => {
        expect(Math.abs(value - one[i]) / largest).toBeLessThan(3e-3);
      });
  });

  it('gives the logits of a predictor for whole pixels', () => {
    const whole = Uint8Array.from(shown);
    const predictor = new Predictor({ ...common, arch, batch: 4 }, weights);
    const { logits } = predictor.predict(whole);
    predictor.close();
    const largest = Math.max(...logits.map(Math.abs));
    networks[1].logits(Float32Array.from(whole)).forEach((value, i) => {
      expect(Math.abs(value - logits[i]) / largest).toBeLessThan(1e-5);
    });
  });

  it('keeps nothing of what it was shown', () => {
    const before = binding.getNumOfTensors();
    networks[1].gradient(shown, classIndex);
    networks[1].logits(shown);
    expect(binding.getNumOfTensors()).toBe(before);
  });
});

describe('attacks on a network that has learnt', () => {
  const arch = architecture('small', { smallInput: true });
  const settings = { ...common, arch, batch: 64 };

  /** Pictures whose class is a faint pattern under noise. */
  function drawn(seed: number, images: number) {
    const draws = new Random(seed);
    const labels = Int32Array.from({ length: images }, (_, i) => i % classes);
    const pixels = Uint8Array.from({ length: images * stride }, (_, i) => {
      const [label, column] = [labels[Math.floor(i / stride)], Math.floor(i / 3) % size];
      return 100 + 24 * Math.sin((2 * Math.PI * (label + 1) * column) / size) + draws.int(40);
    });
    return { labels, pixels };
  }

  function learnt(): Map<string, Float32Array> {
    const trainer = new Trainer({
      ...common,
      arch,
      noise: { dropout: 0, survival: 1 },
      optimizer: { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      weightDecay: 0,
      batchNorm: { momentum: 0.8, epsilon: common.batchNormEpsilon },
      ema: false,
      seed: 7,
    });
    const rows = 40;
    for (let step = 0; step < 60; step++) {
      const { labels, pixels } = drawn(100 + step, rows);
      const targets = new Float32Array(rows * classes);
      labels.forEach((label, i) => {
        targets[i * classes + label] = 1;
      });
      const weight = new Float32Array(rows).fill(1 / rows);
      trainer.train({ images: pixels, targets, weights: weight, learningRate: 3e-3 });
    }
    const state = trainer.state();
    trainer.close();
    return new Map(
      parametersOf(layoutOf(arch, classes)).map(({ name }) => [name, state.get(name)?.data as Float32Array]),
    );
  }

  it('lower its accuracy with epsilon, PGD at least as much as FGSM, and the same each time', async () => {
    const network = new InputGradient(settings, learnt());
    const { labels, pixels } = drawn(1, 50);
    const clean = Float32Array.from(pixels);
    const accuracy = (attacked: Float32Array) => {
      const logits = network.logits(attacked);
      const right = labels.filter((label, i) => {
        const row = logits.subarray(i * classes, (i + 1) * classes);
        return row.indexOf(Math.max(...row)) === label;
      });
      return right.length / labels.length;
    };
    const gradientOf = (x: Float32Array) => network.gradient(x, labels);
    const slope = gradientOf(clean);
    const hashes = Uint8Array.from({ length: 32 * labels.length }, (_, i) => i % 251);
    const images = { pixels, size: stride, hashes };
    const curve: { byFgsm: number; byPgd: number }[] = [];
    for (const epsilon of [0, 4, 16])
      curve.push({
        byFgsm: accuracy(fgsm(pixels, slope, epsilon)),
        byPgd: accuracy(await pgd(images, gradientOf, pgdOf(epsilon, 20))),
      });
    const unharmed = accuracy(clean);
    const again = await pgd(images, gradientOf, pgdOf(8, 20));
    expect(await pgd(images, gradientOf, pgdOf(8, 20))).toEqual(again);
    network.close();
    expect(unharmed).toBeGreaterThan(0.9);
    expect(curve[0]).toEqual({ byFgsm: unharmed, byPgd: unharmed });
    for (const { byFgsm, byPgd } of curve) expect(byPgd).toBeLessThanOrEqual(byFgsm);
    const last = curve[curve.length - 1];
    expect(last.byFgsm).toBeLessThan(unharmed - 0.3);
    expect(last.byPgd).toBeLessThan(0.2);
  });
});
