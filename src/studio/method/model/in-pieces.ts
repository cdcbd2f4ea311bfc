import type { Run } from '../../../catalog';
import type { FittedScores } from '../../../core/ood';
import type { PredictResult, PredictSet, Progress } from '../../../runner/job/messages';
import type { Stage, StudioContext } from '../../project/context';
import { recipeOf } from '../../project/run-model';
import { runWithinMemory } from '../../project/run-within-memory';
import { modelJob } from './model-job';

/**
 * The most output values of a model in memory at a time: 32 MB, and as much again for each converted form.
 */
const mostNumbers = 2 ** 23;

/** How many images with so many classes are predicted before the results are reduced. */
export function imagesAtOnce(classes: number): number {
  return Math.max(1, Math.floor(mostNumbers / classes));
}

/** Images that are shown a piece at a time: `total` of them, whose pixels are in a cache. */
interface Shown {
  readonly cacheFolder: string;
  readonly stage: Stage;
  readonly total: number;
  /** Asks for the out-of-domain scores of each image too, as they were fitted. */
  readonly fitted?: FittedScores;
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
  { cacheFolder, stage, total, fitted }: Shown,
): ShowPiece {
  let batch = recipeOf(run).inferenceBatch;
  return (sets, before) => {
    const asked = { cacheFolder, batch, sets, ood: null, fitted } as const;
    const job = { kind: 'predict', ...modelJob(context, run), ...asked } as const;
    return runWithinMemory(context, job, batch, {
      // The computing device is reported once.
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
