import { parseArgs } from 'node:util';
import { type ArchName, architecture } from '../src/core/network/arch';
import { Random } from '../src/core/numbers/random';
import { describeDevice } from '../src/engine/runtime';
import type { Precision } from '../src/engine/training/settings';
import { Trainer } from '../src/engine/training/trainer';
import { median } from './pairs';
import { writeResult } from './result';
import { timed } from './timing';

/**
 * Compares training in bfloat16 and float16 with float32 on the device that TensorFlow finds (`npm run bench -- precision [--model b0]
 * [--size 224] [--batch N] [--turns N]`): steps of each in turns, from equal weights, including the copy of each batch to the device. On a
 * GPU, B0 at 224 pixels in mixed precision is compared with the 2,489 images a second that NVIDIA publishes for an A100.
 */
const { values } = parseArgs({
  options: {
    model: { type: 'string', default: 'b0' },
    size: { type: 'string', default: '224' },
    batch: { type: 'string' },
    turns: { type: 'string', default: '9' },
  },
});
const published = 2489;
const classes = 1000;
const device = describeDevice();
const [imageSize, turns] = [Number(values.size), Number(values.turns)];
const batch = Number(values.batch ?? (device.kind === 'gpu' ? 256 : 8));

const trainerOf = (precision: Precision) =>
  new Trainer({
    ...{ arch: architecture(values.model as ArchName), classes, imageSize, precision, seed: 1 },
    ...{ mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
    noise: { dropout: 0.2, survival: 0.8 },
    optimizer: { kind: 'rmsprop', decay: 0.9, momentum: 0.9, epsilon: 1e-3 },
    weightDecay: 1e-5,
    batchNorm: { momentum: 0.99, epsilon: 1e-3 },
    ema: true,
  });

const random = new Random(1);
const images = Uint8Array.from({ length: batch * imageSize ** 2 * 3 }, () => random.int(256));
const targets = new Float32Array(batch * classes);
for (let row = 0; row < batch; row++) targets[row * classes + random.int(classes)] = 1;
const step = {
  ...{ images, targets, weights: new Float32Array(batch).fill(1 / batch) },
  ...{ labelled: batch, learningRate: 1e-4, emaDecay: 0.99 },
};

const sides = (['float32', 'bfloat16', 'float16'] as const).map((precision) => ({
  ...{ precision, trainer: trainerOf(precision), milliseconds: [] as number[], losses: [] as number[] },
}));
for (const { trainer } of sides.slice(1)) trainer.setWeights(sides[0].trainer.weights());
for (let turn = -2; turn < turns; turn++)
  for (const { trainer, milliseconds, losses } of sides) {
    const taken = await timed(() => losses.push(trainer.train(step).loss));
    if (turn >= 0) milliseconds.push(taken);
  }
for (const { trainer } of sides) trainer.close();

const ratios = sides.slice(1).map(({ precision, milliseconds }) => {
  const ratio = median(sides[0].milliseconds.map((ms, turn) => ms / milliseconds[turn]));
  return { precision, ratio };
});
const told = sides.map(({ precision, milliseconds, losses }) => ({
  ...{ precision, imagesPerSecond: (1000 * batch) / median(milliseconds), milliseconds, losses },
}));
const setting = { model: values.model, imageSize, batch };
process.stdout.write(
  `${device.name} (${device.kind}), ${values.model} at ${imageSize}, batches of ${batch}\n`,
);
for (const { precision, imagesPerSecond, losses } of told)
  process.stdout.write(
    `${precision}: ${imagesPerSecond.toFixed(1)} images/s, loss ${losses[0].toFixed(4)} to ${losses.at(-1)?.toFixed(4)}\n`,
  );
for (const { precision, ratio } of ratios)
  process.stdout.write(`${precision} over float32: ${ratio.toFixed(2)}\n`);
process.stdout.write(`${writeResult('precision', { setting, device, ratios, sides: told })}\n`);

if (device.kind === 'gpu' && values.model === 'b0' && imageSize === 224) {
  const fast = Math.max(...told.slice(1).map(({ imagesPerSecond }) => imagesPerSecond)) >= published;
  process.stdout.write(`${fast ? 'right' : 'WRONG'}  at least ${published} images/s in mixed precision\n`);
  process.exitCode = fast ? 0 : 1;
}
