import { afterAll } from 'vitest';
import type { Random } from '../../core/numbers/random';
import { tinyNetworks } from '../models/tiny.fixture';
import type { TrainSettings } from './settings';
import { Trainer } from './trainer';

export const [classes, size] = [5, 16];
/** Settings that the eager network shares. */
export const shared = { classes, mean: [0.4, 0.5, 0.6], std: [0.2, 0.25, 0.3], seed: 3 };

/** A step at rate 1 subtracts exactly the gradient from each weight. */
export const plain: TrainSettings = {
  ...shared,
  arch: tinyNetworks['MBConv with squeeze-excite'],
  imageSize: size,
  noise: { dropout: 0, survival: 1 },
  optimizer: { kind: 'sgd', momentum: 0 },
  weightDecay: 0,
  batchNorm: { momentum: 0.9, epsilon: 1e-3 },
  ema: false,
};

/** Makes trainers of `settings` with changes, `most` rows at a time, and closes them after all tests. */
export function trainersOf(settings: TrainSettings) {
  const open: Trainer[] = [];
  afterAll(() => {
    for (const trainer of open) trainer.close();
  });
  return (changes: Partial<TrainSettings> = {}, most?: number): Trainer => {
    const trainer = new Trainer({ ...settings, ...changes }, most);
    open.push(trainer);
    return trainer;
  };
}

/** Rows of random pixels, with a random class as the target of the first `labelled` of them. */
export function drawnRows(
  random: Random,
  rows: number,
  of: { size: number; classes: number },
  labelled = rows,
) {
  const images = Uint8Array.from({ length: rows * of.size ** 2 * 3 }, () => random.int(256));
  const targets = new Float32Array(rows * of.classes);
  for (let row = 0; row < labelled; row++) targets[row * of.classes + random.int(of.classes)] = 1;
  return { images, targets };
}

/** The relative distance between two lists of numbers. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const difference = Math.hypot(...Array.from(a, (value, i) => value - b[i]));
  return difference / (Math.hypot(...Array.from(b)) + 1e-3);
}
