import { join } from 'node:path';
import type { CurvePoint } from '../core/vocabulary/runs';
import type { Weights } from '../engine/models/folded-layers';
import type { Trainer } from '../engine/training/trainer';
import { readCheckpoint, type StoredTensor, writeCheckpoint } from '../files/safetensors';

export const checkpointFile = 'checkpoint.safetensors';
const bestPrefix = 'best/';

/** What a training knows besides the network: all of it is in the checkpoint, so that a resumed run reports the same curve. */
export interface TrainProgress {
  curve: CurvePoint[];
  /** Sums since the last point of the curve. */
  lossSum: number;
  right: number;
  labelledSeen: number;
  steps: number;
  seconds: number;
  waitSeconds: number;
  images: number;
  /** Best validation accuracy so far and the validations without a better one. */
  best: number;
  sinceBest: number;
  bestWeights: Weights | null;
}

export function newProgress(): TrainProgress {
  return {
    curve: [],
    ...freshSums(),
    best: Number.NEGATIVE_INFINITY,
    sinceBest: 0,
    bestWeights: null,
  };
}

export function freshSums() {
  return { lossSum: 0, right: 0, labelledSeen: 0, steps: 0, seconds: 0, waitSeconds: 0, images: 0 };
}

export function saveProgress(folder: string, trainer: Trainer, progress: TrainProgress): void {
  const { bestWeights, best, ...numbers } = progress;
  const tensors = new Map<string, StoredTensor>(trainer.state());
  for (const [name, data] of bestWeights ?? [])
    tensors.set(bestPrefix + name, { shape: [data.length], data });
  const metadata = {
    step: String(trainer.step),
    // JSON has no infinity.
    progress: JSON.stringify({ ...numbers, best: Number.isFinite(best) ? best : null }),
  };
  writeCheckpoint(join(folder, checkpointFile), { tensors, metadata });
}

/** Brings trainer and progress to the last checkpoint. */
export function restoreProgress(folder: string, trainer: Trainer): TrainProgress {
  const { tensors, metadata } = readCheckpoint(join(folder, checkpointFile));
  trainer.setState(tensors, Number(metadata.step));
  const stored = JSON.parse(metadata.progress) as TrainProgress;
  const best = [...tensors].filter(([name]) => name.startsWith(bestPrefix));
  return {
    ...stored,
    best: stored.best ?? Number.NEGATIVE_INFINITY,
    bestWeights: best.length
      ? new Map(best.map(([name, { data }]) => [name.slice(bestPrefix.length), data as Float32Array]))
      : null,
  };
}
