import type { Run } from '../../../catalog';
import type { FittedScores } from '../../../core/ood';
import type { PredictResult, PredictSet, Progress } from '../../../runner/job/messages';
import type { Stage, StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { recipeOf } from '../../project/runs/run-model';
import { modelJob } from './model-job';

/** The most output values of a model in memory at a time: 32 MB, and the same again for each converted form. */
const mostNumbers = 2 ** 23;

/** How many images are predicted at a time for this number of classes before the results are reduced. */
export function imagesAtOnce(classes: number): number {
  return Math.max(1, Math.floor(mostNumbers / classes));
}

/** Images that are shown in pieces: `total` of them, whose pixels are in a cache. */
interface Shown {
  readonly cacheFolder: string;
  readonly stage: Stage;
  readonly total: number;
  /** If given, each image's out-of-domain scores are computed too, with these fits. */
  readonly fitted?: FittedScores;
}

/** Returns what the model says of one piece; `before` images were shown in earlier pieces. */
export type ShowPiece = (sets: readonly PredictSet[], before: number) => Promise<PredictResult>;

/**
 * Shows images to a finished model in pieces. If memory runs out in one piece, later pieces use the smaller batch that this one needed;
 * otherwise each of them would crash the engine again.
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

/** Converts the progress of a piece to that of all images. */
function ofAll(progress: Progress, before: number, total: number): Progress {
  if (progress.unit !== 'images' || progress.total === total) return progress;
  const { imagesPerSecond } = progress;
  const done = before + progress.done;
  const isKnown = progress.secondsLeft !== null && imagesPerSecond > 0;
  const secondsLeft = isKnown ? (total - done) / imagesPerSecond : null;
  return { ...progress, done, total, secondsLeft };
}
