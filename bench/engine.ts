import { architecture } from '../src/core/network/arch';
import { Random } from '../src/core/numbers/random';
import { Predictor } from '../src/engine/inference/predictor';
import { describeDevice, tf } from '../src/engine/runtime';
import { eagerNetwork } from '../src/engine/training/eager-reference.fixture';
import { Trainer } from '../src/engine/training/trainer';
import { measurePairs, type Pair } from './pairs';
import { writeResult } from './result';

/**
 * Compares the traced engine with plain tfjs, in one process on one machine: EfficientNet-B0, 10 classes, batch 32 at 64x64. Both sides
 * take turns, so that other work of the machine affects both.
 */
const [batch, imageSize, classes] = [32, 64, 10];
const arch = architecture('b0');
const common = { arch, classes, imageSize, batch, mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25], seed: 1 };

const random = new Random(1);
const images = Uint8Array.from({ length: batch * imageSize * imageSize * 3 }, () => random.int(256));
const targets = new Float32Array(batch * classes);
for (let i = 0; i < batch; i++) targets[i * classes + (i % classes)] = 1;
const weights = new Float32Array(batch).fill(1 / batch);

function training(): Pair {
  const trainer = new Trainer({
    ...common,
    noise: { dropout: 0.2, survival: 0.8 },
    optimizer: { kind: 'sgd', momentum: 0.9 },
    weightDecay: 0,
    batchNorm: { momentum: 0.99, epsilon: 1e-3 },
    ema: false,
  });
  const eager = eagerNetwork({ ...common, epsilon: 1e-3 });
  const optimizer = tf.train.momentum(0.01, 0.9);
  return measurePairs('training', batch, {
    traced: () => {
      trainer.train({ images, targets, weights, learningRate: 0.01 });
    },
    eager: () => {
      tf.tidy(() => {
        const x = tf.tensor(Float32Array.from(images), [batch, imageSize, imageSize, 3]);
        const [y, w] = [tf.tensor(targets, [batch, classes]), tf.tensor(weights)];
        optimizer.minimize(() => eager.loss(x, y, w) as never, true)?.dataSync();
      });
    },
  });
}

function inference(): Pair {
  const trainer = new Trainer({
    ...common,
    noise: { dropout: 0, survival: 1 },
    optimizer: { kind: 'sgd', momentum: 0.9 },
    weightDecay: 0,
    batchNorm: { momentum: 0.99, epsilon: 1e-3 },
    ema: false,
  });
  const predictor = new Predictor({ ...common, batchNormEpsilon: 1e-3 }, trainer.weights());
  trainer.close();
  const eager = eagerNetwork({ ...common, epsilon: 1e-3 });
  return measurePairs('inference', batch, {
    traced: () => {
      predictor.predict(images);
    },
    eager: () => {
      tf.tidy(() => {
        eager.logits(tf.tensor(Float32Array.from(images), [batch, imageSize, imageSize, 3])).dataSync();
      });
    },
  });
}

const pairs = [training(), inference()];
const floors: Record<string, number> = { training: 1.8, inference: 2.5 };
const file = writeResult('engine', {
  setting: { arch: arch.name, batch, imageSize, classes },
  device: describeDevice(),
  tfjs: tf.version['tfjs-core'],
  pairs,
  floors,
});
for (const { name, traced, eager, ratio } of pairs)
  process.stdout.write(
    `${name}: traced ${Math.round(traced)} images/s, eager ${Math.round(eager)} images/s, ratio ${ratio.toFixed(2)} (at least ${floors[name]})\n`,
  );
process.stdout.write(`${file}\n`);
process.exitCode = pairs.every(({ name, ratio }) => ratio >= floors[name]) ? 0 : 1;
