import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { StudioError } from '../../core/errors';
import type { CountMetricName, Figure } from '../../core/metrics';
import type { CurvePoint } from '../../core/stored/runs';
import { errorSentence } from '../../core/words/errors';
import type { InEach } from '../../core/words/language';
import { type Note, note } from '../../core/words/notes';
import type { Weights } from '../../engine/models/folded-layers';
import type { Trainer } from '../../engine/training/trainer';
import { withCheckpoint } from '../../files/safetensors/safetensors';
import type { SafetensorsReader } from '../../files/safetensors/safetensors-reader';
import { SafetensorsWriter } from '../../files/safetensors/safetensors-writer';

const checkpointFile = 'checkpoint.safetensors';
const previousFile = 'checkpoint.previous.safetensors';
const bestPrefix = 'best/';

/**
 * The state of a training besides the network. All of it is in the checkpoint, so that a resumed run reports
 * the same curve.
 */
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
  /**
   * The metrics of the last validation; null if there was none, and missing in a checkpoint of an older
   * version.
   */
  figures?: Record<CountMetricName, Figure> | null;
  /** The best value of the metric that the recipe selects by, and the number of validations since. */
  best: number;
  sinceBest: number;
  bestWeights: Weights | null;
  bestFigures?: Record<CountMetricName, Figure> | null;
  /** Images in memory at a time, the whole batch or a part: a resumed run uses the same parts. */
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
 * Writes the checkpoint of a training, a few tensors at a time. It replaces the previous checkpoint only
 * after it was read back from the disk; the previous one is kept beside it, in case the newest is found
 * damaged later.
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

/** Links the newest checkpoint under a second name, which keeps it when the next one replaces it. */
function keepPrevious(folder: string): void {
  const [newest, previous] = [join(folder, checkpointFile), join(folder, previousFile)];
  if (!existsSync(newest)) return;
  rmSync(previous, { force: true });
  try {
    linkSync(newest, previous);
  } catch {
    // On a file system without hard links only the previous checkpoint exists for a moment; a resume accepts
    // that too.
    renameSync(newest, previous);
  }
}

/** Deletes all checkpoints but the newest at the end of a training. */
export function dropPrevious(folder: string): void {
  rmSync(join(folder, previousFile), { force: true });
}

/**
 * Loads the newest readable checkpoint into the trainer and returns its progress; null if the training
 * starts from the beginning. `tell` is called if it is not the newest: resuming from an older one costs time
 * but does not change the result. Throws `checkpoint-unreadable` if the disk fails rather than the file.
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

/**
 * The number of images that the training in a folder has in memory at a time; undefined if there is no
 * checkpoint, or one of an older version.
 */
export function storedParts(folder: string): number | undefined {
  for (const file of checkpointsIn(folder)) {
    try {
      return withCheckpoint(file, ({ metadata }) => (JSON.parse(metadata.progress) as TrainProgress).atOnce);
    } catch {
      // `restoreProgress` reports what is wrong with the checkpoint.
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

/** Whether the system could not read the file, as opposed to a file with wrong contents. */
function isOfTheSystem(cause: unknown): boolean {
  return cause instanceof Error && (cause.cause as NodeJS.ErrnoException | undefined)?.code !== undefined;
}

function restore(reader: SafetensorsReader, trainer: Trainer): TrainProgress {
  const names = [...reader.tensors.keys()];
  // All checksums are verified before any value is used.
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
