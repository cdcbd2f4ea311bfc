import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { noteSentence } from '../../core/words/notes';
import { type TrainBatch, Trainer } from '../../engine/training/trainer';
import { dropPrevious, newProgress, restoreProgress, saveProgress } from './train-state';

const folder = mkdtempSync(join(tmpdir(), 'train-state-'));
const newest = join(folder, 'checkpoint.safetensors');
const previous = join(folder, 'checkpoint.previous.safetensors');
const trainer = new Trainer({
  arch: architecture('small'),
  classes: 2,
  imageSize: 8,
  mean: [0.5, 0.5, 0.5],
  std: [0.25, 0.25, 0.25],
  noise: { dropout: 0, survival: 1 },
  optimizer: { kind: 'sgd', momentum: 0.9 },
  weightDecay: 0,
  batchNorm: { momentum: 0.9, epsilon: 1e-3 },
  ema: false,
  seed: 3,
});
const batch: TrainBatch = {
  images: Uint8Array.from({ length: 2 * 8 * 8 * 3 }, (_, i) => i % 200),
  targets: Float32Array.of(1, 0, 0, 1),
  weights: Float32Array.of(0.5, 0.5),
  learningRate: 0.01,
};

/** Damages a file at any place. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  bytes[bytes.length - 5] ^= 4;
  writeFileSync(file, bytes);
}

const notes: string[] = [];
const restore = () =>
  restoreProgress(folder, trainer, (note) => notes.push(noteSentence(note, 'cli') ?? note.code));

beforeEach(() => {
  notes.length = 0;
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  trainer.step = 0;
  for (let step = 1; step <= 2; step++) {
    trainer.train(batch);
    saveProgress(folder, trainer, {
      ...newProgress(2),
      images: step,
      best: step / 4,
      bestWeights: trainer.weights(),
    });
  }
});
afterAll(() => {
  trainer.close();
  rmSync(folder, { recursive: true });
});

it('goes on from the newest checkpoint, all of it', () => {
  const before = [...trainer.state()];
  const best = trainer.weights();
  trainer.train(batch);
  const progress = restore();
  expect(trainer.step).toBe(2);
  expect(progress).toMatchObject({ images: 2, best: 0.5, sinceBest: 0, curve: [] });
  expect([...(progress?.bestWeights ?? [])]).toEqual([...best]);
  expect([...trainer.state()]).toEqual(before);
  expect(notes).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['checkpoint.previous.safetensors', 'checkpoint.safetensors']);
  dropPrevious(folder);
  expect(readdirSync(folder)).toEqual(['checkpoint.safetensors']);
});

it('goes on from the one before where the newest is damaged, and says so', () => {
  damage(newest);
  expect(restore()).toMatchObject({ images: 1 });
  expect(trainer.step).toBe(1);
  expect(notes).toEqual([expect.stringMatching(/checkpoint\.safetensors could not be read: .* is damaged/)]);
  expect(notes[0]).toContain('The training continues from the previous one, at step 1.');
});

it('goes on from the one before where a crash left no newest', () => {
  rmSync(newest);
  expect(restore()).toMatchObject({ images: 1 });
  expect(notes).toEqual([]);
});

it('begins anew where none can be read, and says so', () => {
  damage(newest);
  writeFileSync(previous, 'cut');
  expect(restore()).toBeNull();
  expect(notes).toEqual([expect.stringContaining('There is no other one, so the training starts again.')]);
  rmSync(newest);
  rmSync(previous);
  expect(restore()).toBeNull();
  expect(notes).toHaveLength(1);
});

it('never takes the weights of a checkpoint that is damaged behind them', () => {
  const before = [...trainer.state()];
  damage(newest);
  rmSync(previous);
  restore();
  expect([...trainer.state()]).toEqual(before);
});
