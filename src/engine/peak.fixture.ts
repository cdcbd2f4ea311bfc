import { readFileSync, writeFileSync } from 'node:fs';
import { type ArchName, architecture, isSmallInput } from '../core/network/arch';
import { layoutOf } from '../core/network/layers';
import { initialValue, parametersOf } from '../core/network/parameters';
import { Random } from '../core/numbers/random';
import { InputGradient } from './inference/input-gradient';
import { openNetwork } from './inference/open-network';
import { Predictor } from './inference/predictor';
import type { OptimizerSettings } from './training/optimizers';
import { Trainer } from './training/trainer';

/**
 * Run by tests and benches in a process of its own, `peak.fixture.ts WORK ARCH SIZE BATCH COPIES BASELINE`, where WORK is `training`,
 * `training-recomputing` with gradient checkpointing, `training-bfloat16` in mixed precision, `inference` with the library that this
 * machine uses, `inference-tensorflow`, or `input-gradient`. It prints the peak of the process above its baseline, and its speed, as one
 * line of JSON. Linux only. COPIES: 2 trains with momentum alone, 4 with RMSProp and an average of the weights. BASELINE: `loaded` is
 * measured after TensorFlow was loaded, `used` after a step on two images of 64 pixels.
 */
type Work =
  | 'training'
  | 'training-recomputing'
  | 'training-bfloat16'
  | 'inference'
  | 'inference-tensorflow'
  | 'input-gradient';
const [work, arch, ...rest] = process.argv.slice(2) as [Work, ArchName, ...string[]];
const [size, batch, copies] = rest.map(Number);
const baseline = rest[3] as 'loaded' | 'used';
const [classes, rounds] = [10, 4];

const scale = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
const optimizer: OptimizerSettings =
  copies === 2
    ? { kind: 'sgd', momentum: 0.9 }
    : { kind: 'rmsprop', decay: 0.9, momentum: 0.9, epsilon: 1e-3 };

interface Measured {
  run(): unknown;
  close(): unknown;
}

/** A network and a function that runs it on a batch. */
function make(imageSize: number, images: number): Measured | Promise<Measured> {
  const random = new Random(1);
  const pixels = Uint8Array.from({ length: images * imageSize ** 2 * 3 }, () => random.int(256));
  const network = architecture(arch, { smallInput: isSmallInput(imageSize) });
  const common = { arch: network, classes, imageSize, ...scale };
  if (work.startsWith('training')) return training(common, pixels, images);
  if (work === 'input-gradient') return inputGradient(common, pixels, images);
  return inference(common, pixels, images);
}

interface Common {
  arch: ReturnType<typeof architecture>;
  classes: number;
  imageSize: number;
  mean: number[];
  std: number[];
}

function trainerOf(common: Common): Trainer {
  return new Trainer({
    ...common,
    noise: { dropout: 0.2, survival: 0.8 },
    optimizer,
    weightDecay: 0,
    batchNorm: { momentum: 0.9, epsilon: 1e-3 },
    ...{ ema: copies === 4, seed: 1, recompute: work === 'training-recomputing' },
    precision: work === 'training-bfloat16' ? 'bfloat16' : 'float32',
  });
}

function training(common: Common, images: Uint8Array, rows: number): Measured {
  const trainer = trainerOf(common);
  const targets = new Float32Array(rows * classes);
  for (let i = 0; i < rows; i++) targets[i * classes + (i % classes)] = 1;
  const weights = new Float32Array(rows).fill(1 / rows);
  return {
    run: () => void trainer.train({ images, targets, weights, learningRate: 0.01 }),
    close: () => trainer.close(),
  };
}

function inputGradient(common: Common, images: Uint8Array, batch: number): Measured {
  const network = new InputGradient({ ...common, batch, batchNormEpsilon: 1e-3 }, initialWeights(common));
  const pixels = Float32Array.from(images);
  const classIndex = Int32Array.from({ length: batch }, (_, i) => i % classes);
  return {
    run: () => {
      network.logits(pixels);
      network.gradient(pixels, classIndex);
    },
    close: () => network.close(),
  };
}

async function inference(common: Common, images: Uint8Array, batch: number): Promise<Measured> {
  const weights = initialWeights(common);
  const settings = { ...common, batch, batchNormEpsilon: 1e-3 };
  const predictor =
    work === 'inference'
      ? (await openNetwork(settings, weights)).predictor
      : new Predictor(settings, weights);
  return { run: () => predictor.predict(images), close: () => predictor.close() };
}

/** Weights as if they came from a file; those of a trainer would add its memory to that of the predictions. */
function initialWeights({ arch: network }: Common): Map<string, Float32Array> {
  const specs = parametersOf(layoutOf(network, classes));
  return new Map(specs.map((spec, i) => [spec.name, initialValue(spec, i, 1)]));
}

/** The bytes in a line of this process's status. */
function status(line: 'VmRSS' | 'VmHWM'): number {
  const text = readFileSync('/proc/self/status', 'utf8');
  return 1024 * Number(new RegExp(`^${line}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]);
}

if (baseline === 'used') {
  const tiny = await make(64, 2);
  await tiny.run();
  await tiny.close();
}
// The peak is measured from here on.
writeFileSync('/proc/self/clear_refs', '5');
const before = status('VmRSS');
const measured = await make(size, batch);
await measured.run();
const began = performance.now();
for (let i = 1; i < rounds; i++) await measured.run();
const imagesPerSecond = ((rounds - 1) * batch * 1000) / (performance.now() - began);
const peakBytes = status('VmHWM') - before;
process.stdout.write(`${JSON.stringify({ peakBytes, baselineBytes: before, imagesPerSecond })}\n`);
process.exit(0);
