import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { OodScoreName } from '../core/ood';
import type { ModelName } from '../core/vocabulary/models';
import { mostPredictedPaths } from '../core/vocabulary/paths';
import type { Values } from '../core/words/template';
import type { JobView } from './jobs';

/** Predictions for images outside the project. They are kept until the next ones, or until the project is closed. */

/** A file that could not be read. */
export interface FailedFileView {
  /** The path below the chosen folder, or the absolute path if there are several folders. */
  readonly path: string;
  readonly code: string;
  readonly values: Values;
}

export interface PredictedView {
  readonly id: number;
  /** The folders and files that were chosen. */
  readonly paths: readonly string[];
  /** Whether all of `paths` are folders, which can be added to the project. */
  readonly folders: boolean;
  readonly runId: number;
  readonly model: ModelName;
  readonly experiment: string | null;
  readonly images: number;
  /** Images by predicted class, the most frequent first. */
  readonly classes: readonly { readonly classId: number; readonly images: number }[];
  /** The out-of-domain score, its limit and the number of images below it; null if the project has too few images to fit it. */
  readonly ood: { readonly score: OodScoreName; readonly limit: number; readonly flagged: number } | null;
  /** The first of the files that could not be read; `failedCount` is the number of all. */
  readonly failed: readonly FailedFileView[];
  readonly failedCount: number;
  readonly finishedAt: number;
}

/** The data of the tiles of some rows, as columns of equal length in the order of the request. */
export interface PredictedTiles {
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  /** 1 for an image that is flagged as out-of-domain. */
  readonly flagged: Uint8Array;
  /** Paths below the chosen folder. */
  readonly names: readonly string[];
}

/** The order as found on disk, the most or the least confident first, or the most out-of-domain first. */
export const predictedOrders = ['found', 'sure', 'unsure', 'outside'] as const;
export type PredictedOrder = (typeof predictedOrders)[number];

const id = z.int().positive();
const share = z.number().min(0).max(1);
const filter = {
  classId: id.optional(),
  least: share.default(0),
  most: share.default(1),
  /** Only images that are flagged as out-of-domain (true), or only the others (false). */
  flagged: z.boolean().optional(),
  search: z.string().max(200).default(''),
};

export const predictContract = {
  /**
   * Starts a job in which a finished model predicts the images of folders, or single images. The files are only read. Throws
   * `run-unfinished`, `no-image-files`; the job fails with `unreadable-path`, `nothing-to-predict`.
   */
  start: oc
    .input(
      z.object({ runId: id, paths: z.array(z.string().min(1).max(4096)).min(1).max(mostPredictedPaths) }),
    )
    .output(type<JobView>()),
  /** The predictions that are kept; null if there are none. */
  current: oc.output(type<PredictedView | null>()),
  /** The rows that pass a filter, in an order. Throws `prediction-gone`, as the other requests about a prediction do. */
  query: oc
    .input(z.object({ predictionId: id, order: z.enum(predictedOrders).default('found'), ...filter }))
    .output(type<Int32Array>()),
  tiles: oc
    .input(z.object({ predictionId: id, rows: z.instanceof(Int32Array) }))
    .output(type<PredictedTiles>()),
  /**
   * Writes the predictions that pass a filter: `csv` with class, confidence and the out-of-domain flag and score of each, or a format of
   * `export.formats`. Throws `export-target-exists`.
   */
  export: oc
    .input(
      z.object({
        predictionId: id,
        target: z.string().min(1).max(4096),
        /** `predictions`, or a name of `export.formats`. */
        format: z.string().min(1).max(60),
        absolute: z.boolean(),
        ...filter,
      }),
    )
    .output(type<JobView>()),
  /** Forgets the predictions. */
  forget: oc.output(type<null>()),
};
