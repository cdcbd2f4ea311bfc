import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './pairs';
import { writeResult } from './result';

/**
 * Compares peak memory with PyTorch's (timm's EfficientNet-B0, channels last) on one machine: each kind of work runs in processes of its
 * own, both sides in turns, and the peak is measured above what a process has after the import and a tiny step. The bench fails above 1.1
 * times PyTorch's peak. Linux only; needs Python with `bench/requirements.txt`, which `npm run bench -- memory` installs into a folder of
 * the cache, or `PYTHON`.
 */
const python = process.env.PYTHON ?? 'python3';
const works = [
  { work: 'training', size: 224, batch: 16 },
  { work: 'inference', size: 224, batch: 64 },
] as const;
const turns = 3;
const most = 1.1;

interface Measured {
  readonly peakBytes: number;
  readonly baselineBytes: number;
  readonly imagesPerSecond: number;
}

const [ourPeak, theirPeak] = ['../src/engine/peak.fixture.ts', './peers/pytorch_memory.py'].map((name) =>
  fileURLToPath(new URL(name, import.meta.url)),
);

function measure(command: string, args: readonly string[]): Measured {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').at(-1) as string) as Measured;
}

const results = works.map(({ work, size, batch }) => {
  const [sizeText, batchText] = [size, batch].map(String);
  const [ours, theirs]: [Measured[], Measured[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    const peak = ['--import', 'tsx', ourPeak, work, 'b0', sizeText, batchText, '2', 'used'];
    ours.push(measure(process.execPath, peak));
    theirs.push(measure(python, [theirPeak, work, sizeText, batchText]));
  }
  const middle = (of: Measured[], key: keyof Measured) => median(of.map((each) => each[key]));
  const [studio, pytorch] = [ours, theirs].map((of) => middle(of, 'peakBytes'));
  const ratio = studio / pytorch;
  const [fast, peer] = [ours, theirs].map((of) => middle(of, 'imagesPerSecond').toFixed(1));
  const megabytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  process.stdout.write(
    `${work}, batch ${batch} at ${size}x${size}: studio ${megabytes(studio)}, PyTorch ${megabytes(pytorch)} above their baselines, ` +
      `ratio ${ratio.toFixed(2)} (${fast} and ${peer} images/s)\n`,
  );
  return { work, size, batch, studio, pytorch, ratio, turns: { studio: ours, pytorch: theirs } };
});
process.stdout.write(`${writeResult('memory', { most, results })}\n`);
process.exit(results.some(({ ratio }) => ratio > most) ? 1 : 0);
