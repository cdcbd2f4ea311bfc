import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '../core/errors';
import type { CountMetricName, Figure } from '../core/metrics';
import type { CurvePoint } from '../core/vocabulary/runs';
import { errorSentence } from '../core/words/errors';
import type { InEach } from '../core/words/language';
import { type Note, note } from '../core/words/notes';
import type { Weights } from '../engine/models/folded-layers';
import type { Trainer } from '../engine/training/trainer';
import { withCheckpoint } from '../files/safetensors';
import type { SafetensorsReader } from '../files/safetensors-reader';
import { SafetensorsWriter } from '../files/safetensors-writer';

const checkpointFile = 'checkpoint.safetensors';
const previousFile = 'checkpoint.previous.safetensors';
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
  /** What the last validation gave; null where there was none, missing in a checkpoint of an older version. */
  figures?: Record<CountMetricName, Figure> | null;
  /** The best validation so far, by the metric that the recipe chooses by, and the validations without a better one. */
  best: number;
  sinceBest: number;
  bestWeights: Weights | null;
  bestFigures?: Record<CountMetricName, Figure> | null;
  /** Images in memory at a time, the whole batch or a part of it: a resumed run takes the same parts. */
  atOnce: number;
}

export function newProgress(atOnce: number): TrainProgress {
  return {
    atOnce,
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

/**
 * Writes the checkpoint of a training, some tensors in memory at a time. It takes the place of the one before only when it was read
 * back from the disk; that one stays beside it, to go on from where the newest is found damaged later.
 */
export function saveProgress(folder: string, trainer: Trainer, progress: TrainProgress): void {
  const { bestWeights, best, ...numbers } = progress;
  const metadata = {
    step: String(trainer.step),
    // JSON has no infinity.
    progress: JSON.stringify({ ...numbers, best: Number.isFinite(best) ? best : null }),
  };
  const bests = [...(bestWeights ?? [])].map(([name, data]) => ({ name: bestPrefix + name, data }));
  const shapes = [
    ...trainer.variables,
    ...bests.map(({ name, data }) => ({ name, shape: [data.length] })),
  ].map(({ name, shape }) => ({ name, shape, type: 'F32' as const }));
  const file = join(folder, checkpointFile);
  const writer = new SafetensorsWriter(file, shapes, metadata);
  try {
    for (const [name, { data }] of trainer.stateParts()) writer.append(name, data);
    for (const { name, data } of bests) writer.append(name, data);
  } catch (error) {
    writer.discard();
    throw error;
  }
  writer.commitProven(() => keepPrevious(folder));
}

/** Gives the newest checkpoint a second name, which it keeps when another takes the first. */
function keepPrevious(folder: string): void {
  const [newest, previous] = [join(folder, checkpointFile), join(folder, previousFile)];
  if (!existsSync(newest)) return;
  rmSync(previous, { force: true });
  try {
    linkSync(newest, previous);
  } catch {
    // A file system without hard links: for a moment there is the previous one only, which a resume takes too.
    renameSync(newest, previous);
  }
}

/** Frees the disk of checkpoints but the newest, at the end of a training. */
export function dropPrevious(folder: string): void {
  rmSync(join(folder, previousFile), { force: true });
}

/**
 * Brings the trainer to the newest checkpoint that can be read and gives the progress of then; null where the training begins from
 * its start. `tell` hears where that is not the newest: going on from an older one costs time and changes nothing of the result.
 * Throws `checkpoint-unreadable` where the disk, and not the file, is in the way.
 */
export function restoreProgress(
  folder: string,
  trainer: Trainer,
  tell: (note: Note) => void,
): TrainProgress | null {
  let damage: InEach<string> | null = null;
  for (const file of checkpointsIn(folder)) {
    try {
      const progress = withCheckpoint(file, (reader) => restore(reader, trainer));
      if (damage) tell(note('checkpoint-before', { damage, step: trainer.step }));
      return progress;
    } catch (error) {
      if (!(error instanceof StudioError) || error.code !== 'checkpoint-unreadable') throw error;
      if (isOfTheSystem(error.cause)) throw error;
      damage ??= inWords(error);
    }
  }
  if (damage) tell(note('checkpoint-none', { damage }));
  return null;
}

/** How many images at a time the training had in memory that a folder holds; undefined where it holds none, or one of an older version. */
export function storedParts(folder: string): number | undefined {
  for (const file of checkpointsIn(folder)) {
    try {
      return withCheckpoint(file, ({ metadata }) => (JSON.parse(metadata.progress) as TrainProgress).atOnce);
    } catch {
      // `restoreProgress` tells what is wrong with it.
    }
  }
  return undefined;
}

/** Newest first. */
const checkpointsIn = (folder: string) =>
  [checkpointFile, previousFile].map((name) => join(folder, name)).filter(existsSync);
const inWords = ({ values }: StudioError): InEach<string> => ({
  en: errorSentence('checkpoint-unreadable', values, 'cli', 'en'),
  ko: errorSentence('checkpoint-unreadable', values, 'window', 'ko'),
});

/** Whether the system could not read, as against a file that says the wrong things. */
function isOfTheSystem(cause: unknown): boolean {
  return cause instanceof Error && (cause.cause as NodeJS.ErrnoException | undefined)?.code !== undefined;
}

function restore(reader: SafetensorsReader, trainer: Trainer): TrainProgress {
  const names = [...reader.tensors.keys()];
  // All of it is compared with its checksums before any of it counts.
  for (const name of names) reader.prove(name);
  const { step, progress } = reader.metadata;
  const get = (name: string) => (reader.has(name) ? { data: reader.read(name) } : undefined);
  trainer.setState({ get }, Number(step));
  const stored = JSON.parse(progress) as TrainProgress;
  const best = names.filter((name) => name.startsWith(bestPrefix));
  return {
    ...stored,
    best: stored.best ?? Number.NEGATIVE_INFINITY,
    bestWeights: best.length
      ? new Map(best.map((name) => [name.slice(bestPrefix.length), reader.read(name) as Float32Array]))
      : null,
  };
}
