import type { Run } from '../../catalog';
import type { PredictResult, PredictSet, Progress } from '../../runner/messages';
import type { Stage, StudioContext } from '../project/context';
import { recipeOf } from '../project/run-model';
import { runWithinMemory } from '../project/run-within-memory';
import { modelJob } from './model-job';

/** Numbers of what a model says of all classes that are in memory at a time: 32 MB, and as much again for each form of them. */
const mostNumbers = 2 ** 23;

/** How many images of so many classes a model is shown before what it said is summed up. */
export function imagesAtOnce(classes: number): number {
  return Math.max(1, Math.floor(mostNumbers / classes));
}

/** Images that are shown a piece at a time: `total` of them, whose pixels are in a cache. */
interface Shown {
  readonly cacheFolder: string;
  readonly stage: Stage;
  readonly total: number;
}

/** What the model says of one piece; `before` images were shown in the pieces before it. */
export type ShowPiece = (sets: readonly PredictSet[], before: number) => Promise<PredictResult>;

/**
 * Shows images to a finished model a piece at a time. Where memory runs out in one piece, the pieces after it are shown as few images at a
 * time as that one needed: each of them would end the engine once more.
 */
export function pieceByPiece(
  context: StudioContext,
  run: Run,
  { cacheFolder, stage, total }: Shown,
): ShowPiece {
  let batch = recipeOf(run).inferenceBatch;
  return (sets, before) => {
    const job = { kind: 'predict', ...modelJob(context, run), cacheFolder, batch, sets, ood: null } as const;
    return runWithinMemory(context, job, batch, {
      // Of what computes it a person is told once.
      ...(before === 0 ? { onNote: (note) => context.tell({ type: 'note', note }) } : {}),
      onProgress: (progress) =>
        context.tell({ type: 'progress', stage, progress: ofAll(progress, before, total) }),
      onFewer: (most) => {
        batch = most;
      },
    });
  };
}

/** The progress of a piece as that of all images. */
function ofAll(progress: Progress, before: number, total: number): Progress {
  if (progress.unit !== 'images' || progress.total === total) return progress;
  const { imagesPerSecond } = progress;
  const done = before + progress.done;
  const secondsLeft = imagesPerSecond > 0 ? (total - done) / imagesPerSecond : null;
  return { ...progress, done, total, secondsLeft };
}
