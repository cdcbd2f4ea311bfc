import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { architecture } from '../src/core/network/arch';
import { Random } from '../src/core/numbers/random';
import { Predictor } from '../src/engine/inference/predictor';
import { describeDevice } from '../src/engine/runtime';
import { Trainer } from '../src/engine/training/trainer';
import { median } from './pairs';
import { writeResult } from './result';

/**
 * The engine against PyTorch (timm's EfficientNet-B0, channels last) on one machine: both sides do a few rounds in turns, so that
 * what else the machine does hits both. Needs a Python with torch and timm: `PYTHON=/path/to/python npm run bench -- pytorch`.
 */
const python = process.env.PYTHON ?? 'python3';
const classes = 10;
const settings = [
  { batch: 32, size: 64 },
  { batch: 8, size: 224 },
];
const turns = 7;
const rounds = 3;

/** PyTorch in a process of its own, spoken to line by line. */
class Peer {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor() {
    const script = fileURLToPath(new URL('./pytorch_peer.py', import.meta.url));
    this.#process = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process.on('error', () => {});
    const lines: Interface = createInterface({ input: this.#process.stdout as NodeJS.ReadableStream });
    this.#lines = lines[Symbol.asyncIterator]();
  }

  async next<T>(): Promise<T> {
    const { value, done } = await this.#lines.next();
    if (done)
      throw new Error(
        `${python} has no torch and timm. Install them ("pip install torch timm") or set PYTHON.`,
      );
    return JSON.parse(value) as T;
  }

  async time(work: string, setting: { batch: number; size: number }, count: number): Promise<number[]> {
    this.#process.stdin?.write(`${JSON.stringify({ work, ...setting, rounds: count })}\n`);
    return (await this.next<{ ms: number[] }>()).ms;
  }

  close(): void {
    this.#process.stdin?.end();
  }
}

interface Work {
  readonly name: 'training' | 'inference';
  run(): void;
  close(): void;
}

function worksOf({ batch, size }: { batch: number; size: number }): Work[] {
  const random = new Random(1);
  const images = Uint8Array.from({ length: batch * size * size * 3 }, () => random.int(256));
  const targets = new Float32Array(batch * classes);
  for (let i = 0; i < batch; i++) targets[i * classes + (i % classes)] = 1;
  const weights = new Float32Array(batch).fill(1 / batch);
  const common = { arch: architecture('b0'), classes, imageSize: size, batch, seed: 1 };
  const scale = { mean: [0.5, 0.5, 0.5], std: [0.25, 0.25, 0.25] };
  const trainer = new Trainer({
    ...common,
    ...scale,
    noise: { dropout: 0.2, survival: 0.8 },
    optimizer: { kind: 'sgd', momentum: 0.9 },
    weightDecay: 0,
    batchNorm: { momentum: 0.9, epsilon: 1e-3 },
    ema: false,
  });
  const predictor = new Predictor({ ...common, ...scale, batchNormEpsilon: 1e-3 }, trainer.weights());
  const train = () => {
    trainer.train({ images, targets, weights, learningRate: 0.01 });
  };
  return [
    { name: 'training', run: train, close: () => trainer.close() },
    { name: 'inference', run: () => void predictor.predict(images), close: () => predictor.close() },
  ];
}

function timeHere(run: () => void, count: number): number[] {
  return Array.from({ length: count }, () => {
    const began = performance.now();
    run();
    return performance.now() - began;
  });
}

async function compare(peer: Peer, setting: (typeof settings)[number], work: Work) {
  timeHere(work.run, rounds);
  await peer.time(work.name, setting, rounds);
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    ours.push(median(timeHere(work.run, rounds)));
    theirs.push(median(await peer.time(work.name, setting, rounds)));
  }
  const speed = (times: number[]) => (setting.batch / median(times)) * 1000;
  return {
    work: work.name,
    ...setting,
    studio: speed(ours),
    pytorch: speed(theirs),
    ratio: median(ours.map((ms, i) => theirs[i] / ms)),
    turns: { studio: ours, pytorch: theirs },
  };
}

const peer = new Peer();
const versions = await peer.next<Record<string, unknown>>();
const results = [];
for (const setting of settings)
  for (const work of worksOf(setting)) {
    const result = await compare(peer, setting, work);
    work.close();
    results.push(result);
    process.stdout.write(
      `${work.name}, batch ${setting.batch} at ${setting.size}x${setting.size}: studio ${result.studio.toFixed(1)} images/s, ` +
        `PyTorch ${result.pytorch.toFixed(1)} images/s, ratio ${result.ratio.toFixed(2)}\n`,
    );
  }
peer.close();
process.stdout.write(`${writeResult('pytorch', { device: describeDevice(), peer: versions, results })}\n`);
process.exit(results.some(({ work, ratio }) => work === 'training' && ratio < 1) ? 1 : 0);
