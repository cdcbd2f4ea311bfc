import { parseArgs } from 'node:util';
import { drawCrop } from '../src/core/noise/resized-crop';
import { Random } from '../src/core/numbers/random';
import { type InputNoise, presets } from '../src/core/recipe';
import { augmentImage, cleanImage } from '../src/data/augment';
import { cropResize } from '../src/data/augment/crops/crop-resize';
import { opsOf } from '../src/data/augment/table';
import { median } from './pairs';
import { writeResult } from './result';

/**
 * Measures how many images one thread makes: a random resized crop, mirroring and two operations of RandAugment at 224 pixels from cached
 * images of 291 pixels; then the parts of that, and every operation. `--rounds <n>` sets the number of rounds (9); results are medians.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = Number(values.rounds);
const [size, side, images] = [224, 291, 64];

/** Smooth colours with grain, a different picture for each number. */
function picture(of: number, seed: number): Uint8Array {
  const random = new Random(seed);
  const slope = [0, 1, 2].map(() => [random.next(), random.next(), random.int(100)]);
  const image = new Uint8Array(of * of * 3);
  for (let y = 0, to = 0; y < of; y++)
    for (let x = 0; x < of; x++)
      for (const [a, b, c] of slope) image[to++] = ((a * x + b * y) * 0.6 + c + random.int(24)) % 256;
  return image;
}

const cached = Array.from({ length: images }, (_, i) => picture(side, i));
const whole = Array.from({ length: images }, (_, i) => picture(size, i));
const out = new Uint8Array(size * size * 3);

/** The seconds that the processor worked for this process, without other work of the machine. */
function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** The images per second of a thread that has a core to itself, as the median of the rounds. */
function speed(make: (i: number, round: number) => void): number {
  for (let i = 0; i < images; i++) make(i, -1);
  const times = Array.from({ length: rounds }, (_, round) => {
    const began = processorTime();
    for (let i = 0; i < images; i++) make(i, round);
    return processorTime() - began;
  });
  return Math.round(images / median(times));
}

const workstation = presets.workstation.noise.student;
const noiseOf = (set: InputNoise['randAugment']['set'], ops: number, cropArea: number): InputNoise => ({
  ...workstation,
  cropArea,
  randAugment: { ops, magnitude: 9, set },
});
const seedOf = (i: number, round: number) => (round + 1) * 1000 + i;
const range = { area: [0.08, 1], ratio: [3 / 4, 4 / 3] } as const;
const drawn = (i: number, round: number) => drawCrop(side, side, range, new Random(seedOf(i, round)));

const figures: Record<string, number> = {};
for (const set of ['increasing', 'released'] as const) {
  const noise = noiseOf(set, 2, 0.08);
  figures[`crop, mirror, 2 operations (${set})`] = speed((i, round) =>
    augmentImage(cached[i], out, size, noise, seedOf(i, round)),
  );
  const alone = noiseOf(set, 2, 1);
  figures[`mirror, 2 operations (${set})`] = speed((i, round) =>
    augmentImage(whole[i], out, size, alone, seedOf(i, round)),
  );
}
for (const kernel of ['bicubic', 'bilinear'] as const)
  figures[`crop, ${kernel}`] = speed((i, round) =>
    cropResize(cached[i], side, drawn(i, round), out, size, kernel, round % 2 === 0),
  );
figures.clean = speed((i) => cleanImage(cached[i], out, size));
for (const [name, apply] of opsOf('increasing'))
  figures[name] = speed((i, round) => {
    out.set(whole[i]);
    apply(out, size, 9, new Random(seedOf(i, round)));
  });

for (const [name, value] of Object.entries(figures))
  process.stdout.write(`${name.padEnd(44)} ${value.toLocaleString('en').padStart(7)} images/s\n`);
process.stdout.write(`${writeResult('augment', { size, side, imagesPerSecond: figures })}\n`);
