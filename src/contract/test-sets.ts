import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ModelName } from '../core/vocabulary/models';
import type { TestSet } from '../core/vocabulary/test-sets';
import type { JobView } from './jobs';

/** A named test set with its usable images. */
export interface TestSetView extends TestSet {
  /** Labelled images, on which models are measured. */
  readonly images: number;
  readonly unlabelled: number;
  /** The model by which a hard set was made, and its experiment; null for an imported set, and if the model was deleted. */
  readonly madeBy: { readonly runId: number; readonly name: ModelName; readonly experiment: string } | null;
}

const id = z.int().positive();

export const testSetsContract = {
  list: oc.output(type<TestSetView[]>()),
  /**
   * Starts a job that freezes the test images which a run predicts wrongly with at least this confidence, and measures these runs on the
   * new set. Throws `run-unfinished`, `test-set-name`, `test-set-taken`.
   */
  makeHard: oc
    .input(
      z.object({
        name: z.string().max(200),
        runId: id,
        confidence: z.number().min(0).max(1),
        measure: z.array(id).max(1000).default([]),
      }),
    )
    .output(type<JobView>()),
  /** Deletes a hard set and the measurements on it. Throws `unknown-test-set`, `test-set-imported`, `job-running`. */
  remove: oc.input(z.object({ id })).output(type<null>()),
};
