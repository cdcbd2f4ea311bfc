import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { architecture } from '../../src/core/network/arch';
import { parameterCount } from '../../src/core/network/parameters';
import { fromTorch } from '../../src/core/network/torch-layout';
import type { WeightsCard } from '../../src/core/weights/card';
import { readTimmName } from '../../src/core/weights/timm-name';
import { timmWeights } from '../../src/core/weights/timm-weights';
import { Predictor } from '../../src/engine/inference/predictor';
import type { Weights } from '../../src/engine/models/folded-layers';
import { Trainer } from '../../src/engine/training/trainer';
import { SafetensorsReader } from '../../src/files/safetensors/safetensors-reader';
import { addWeights, listWeights, readyWeights } from '../../src/studio/weights/library';
import { type WeightsPlaces, weightsPlaces } from '../../src/studio/weights/places';
import { storedSpecs } from '../../src/studio/weights/stored';
import { writeTimm } from '../../src/studio/weights/to-timm';

/**
 * Compares our models with timm's (`npm run verify -- timm`): parameters, logits, and the loss and gradients of one step from equal
 * weights, which timm draws and writes and our own reader imports. Arguments: a Python with timm, then the names of the models to check, or
 * `facts` (all if none is named).
 */
const [python, ...only] = process.argv.slice(2);
const peer = fileURLToPath(new URL('../../scripts/verify/timm_peer.py', import.meta.url));

interface Case {
  /** timm's name; a model with a tag in its name has published weights, the others random ones. */
  readonly name: string;
  readonly size: number;
  readonly batch: number;
  readonly train?: boolean;
}

const cases: readonly Case[] = [
  { name: 'tf_efficientnet_b0', size: 96, batch: 8, train: true },
  { name: 'efficientnet_b0', size: 97, batch: 8, train: true },
  { name: 'tf_efficientnet_b1', size: 101, batch: 4 },
  { name: 'tf_efficientnet_b4', size: 96, batch: 4 },
  { name: 'tf_efficientnet_b7', size: 96, batch: 2 },
  { name: 'tf_efficientnet_l2', size: 64, batch: 2 },
  { name: 'tf_efficientnet_lite0', size: 96, batch: 8, train: true },
  { name: 'tf_efficientnet_lite0.in1k', size: 224, batch: 4 },
  { name: 'tf_efficientnet_lite1.in1k', size: 240, batch: 4 },
  { name: 'tf_efficientnet_lite2.in1k', size: 260, batch: 4 },
  { name: 'tf_efficientnetv2_b0', size: 96, batch: 4 },
  { name: 'tf_efficientnetv2_s', size: 96, batch: 4 },
];

const limits = { logits: 1e-3, loss: 1e-4, gradient: 1e-2 };
/** A gradient that is such a small part of all gradients together counts as zero, and ours must then be as small. */
const zeroShare = 1e-4;

interface Told {
  readonly parameters: number;
  readonly loss?: number;
}

let wrong = 0;
const say = (isRight: boolean, text: string) => {
  if (!isRight) wrong++;
  process.stdout.write(`${isRight ? 'right' : 'WRONG'}  ${text}\n`);
};

function ask<T>(asked: string): T {
  const { status, stdout, stderr } = spawnSync(python, [peer, asked], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as T;
}

/** Compares every fact in our table of timm's weights with timm. */
function lookAtFacts(): void {
  const theirs = ask<Record<string, Record<string, unknown>>>('cards');
  const names = Object.keys(theirs).filter(readTimmName);
  const differing = names.filter((name) => {
    const ours = timmWeights[name] as unknown as Record<string, unknown> | undefined;
    return !ours || Object.entries(theirs[name]).some(([key, value]) => String(ours[key]) !== String(value));
  });
  const extra = Object.keys(timmWeights).filter((name) => !names.includes(name));
  const odd = [...differing, ...extra];
  say(odd.length === 0, `facts of ${names.length} sets of weights${odd.length ? `: ${odd.join(', ')}` : ''}`);
}

async function look(each: Case): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-timm-'));
  try {
    await compare(each, folder);
  } catch (error) {
    say(false, `${each.name}: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function compare(each: Case, folder: string): Promise<void> {
  const isOwn = each.name.includes('.');
  if (isOwn) await writeBack(each.name, join(folder, 'own.safetensors'));
  const weights = isOwn ? { weights: join(folder, 'own.safetensors') } : {};
  const told = ask<Told>(JSON.stringify({ ...each, ...weights, folder }));
  const { card, file } = isOwn ? await readyWeights(each.name) : await takeIn(each, folder);
  const arch = architecture(card.arch, { padding: card.padding });
  const count = parameterCount(arch, card.classes);
  const ours = weightsOf(file, card);
  const images = readFileSync(join(folder, 'images.bin'));
  const model = { ...card, arch, imageSize: each.size, batch: each.batch };
  const error = differenceOf(logitsOf(model, ours, images), floats(folder, 'logits.bin'));
  const isRight = count === told.parameters && error < limits.logits;
  say(
    isRight,
    `${each.name.padEnd(27)} ${count.toLocaleString('en')} parameters (timm ${told.parameters.toLocaleString('en')}), logits at ${each.size} pixels within ${error.toExponential(1)}`,
  );
  if (each.train) train(each, folder, card, ours, told.loss as number);
}

/** Built-in weights in timm's own form. */
async function writeBack(name: string, target: string): Promise<void> {
  const { card, file } = await readyWeights(name);
  writeTimm(file, card, target);
}

/** Imports what timm wrote in the same way as everybody's files. */
async function takeIn({ name }: Case, folder: string) {
  const places: WeightsPlaces = { ...weightsPlaces(), added: join(folder, 'added') };
  await addWeights(join(folder, 'model.safetensors'), { as: name }, places);
  const entry = listWeights(places).find(({ card }) => card.name === name);
  if (!entry?.file) throw new Error('the weights were not taken in');
  return { card: entry.card, file: entry.file };
}

function weightsOf(file: string, card: WeightsCard): Weights {
  return SafetensorsReader.with(
    file,
    (reader) => new Map(storedSpecs(card).map(({ name }) => [name, reader.read(name) as Float32Array])),
  );
}

function logitsOf(
  model: ConstructorParameters<typeof Predictor>[0],
  weights: Weights,
  images: Uint8Array,
): Float32Array {
  const predictor = new Predictor(model, weights);
  try {
    return predictor.predict(images).logits;
  } finally {
    predictor.close();
  }
}

/** Trains one step of plain gradient descent at rate 1, which shows the gradient: it is what the step subtracts from each weight. */
function train({ name, size, batch }: Case, folder: string, card: WeightsCard, start: Weights, loss: number) {
  const trainer = new Trainer({
    ...{ arch: architecture(card.arch, { padding: card.padding }), classes: card.classes, imageSize: size },
    ...{ mean: card.mean, std: card.std, noise: { dropout: 0, survival: 1 } },
    optimizer: { kind: 'sgd', momentum: 0 },
    weightDecay: 0,
    batchNorm: { momentum: 0.9, epsilon: card.batchNormEpsilon },
    ema: false,
    seed: 1,
  });
  try {
    trainer.setWeights(start);
    const done = trainer.train({
      images: readFileSync(join(folder, 'images.bin')),
      targets: floats(folder, 'targets.bin'),
      weights: new Float32Array(batch).fill(1 / batch),
      learningRate: 1,
    });
    const lossError = Math.abs(done.loss - loss);
    const worst = worstGradient(card, start, trainer.weights(), join(folder, 'gradients.safetensors'));
    say(
      lossError < limits.loss && worst.error < limits.gradient,
      `${name.padEnd(27)} one step: loss ${done.loss.toFixed(5)} (timm ${loss.toFixed(5)}), ${worst.count} gradients (${worst.zero} of them zero), the worst within ${worst.error.toExponential(1)} (${worst.name})`,
    );
  } finally {
    trainer.close();
  }
}

function worstGradient(card: WeightsCard, before: Weights, after: Weights, file: string) {
  return SafetensorsReader.with(file, (theirs) => {
    const specs = storedSpecs(card).filter(({ name }) => theirs.has(name));
    if (specs.length !== theirs.tensors.size) throw new Error('timm has gradients that the studio has not');
    const gradients = specs.map((spec) => {
      const expected = fromTorch(theirs.read(spec.name) as Float32Array, spec);
      const [old, now] = [before, after].map((each) => each.get(spec.name) as Float32Array);
      const distance = norm(expected.map((g, i) => old[i] - now[i] - g));
      return { name: spec.name, distance, length: norm(expected) };
    });
    // An offset before a 1x1 convolution with normalisation has no effect, so its gradient is zero and only rounding errors remain.
    const least = zeroShare * norm(Float32Array.from(gradients, ({ length }) => length));
    const errors = gradients.map(({ name, distance, length }) => ({
      name,
      error: distance / Math.max(length, least),
      isZero: length < least,
    }));
    const worst = errors.reduce((a, b) => (b.error > a.error ? b : a));
    return { ...worst, count: specs.length, zero: errors.filter(({ isZero }) => isZero).length };
  });
}

function norm(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
}

/** The largest difference, relative to the largest value. */
function differenceOf(ours: Float32Array, theirs: Float32Array): number {
  if (ours.length !== theirs.length) return Number.POSITIVE_INFINITY;
  let [most, largest] = [0, 0];
  theirs.forEach((value, i) => {
    most = Math.max(most, Math.abs(value - ours[i]));
    largest = Math.max(largest, Math.abs(value));
  });
  return largest > 0 ? most / largest : Number.POSITIVE_INFINITY;
}

function floats(folder: string, name: string): Float32Array {
  return new Float32Array(new Uint8Array(readFileSync(join(folder, name))).buffer);
}

if (only.length === 0 || only.includes('facts')) lookAtFacts();
for (const each of cases) if (only.length === 0 || only.includes(each.name)) await look(each);
process.stdout.write(wrong === 0 ? 'All are right.\n' : `${wrong} wrong.\n`);
process.exitCode = wrong === 0 ? 0 : 1;
