import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { JobView } from './jobs';

/** What every measurement on changed test images contains. */
export interface MeasurementView {
  readonly runId: number;
  /** Measurements on equal sets of images can be compared. */
  readonly imageSet: string;
  readonly measuredAt: number;
}

const id = z.int().positive();

/** The requests for one kind of measurement on changed test images. */
export const measurementContract = <View extends MeasurementView>() => ({
  /** The newest measurement of each of these runs on the test images. */
  list: oc.input(z.object({ runIds: z.array(id).max(1000) })).output(type<View[]>()),
  /** Starts or resumes a job that measures each of these runs. Throws `run-unfinished`, and for attacks also `attack-encoder`. */
  start: oc.input(z.object({ runIds: z.array(id).min(1).max(100) })).output(type<JobView>()),
  /** Whether the test images of a run, or their labels, have changed since its newest measurement. */
  changed: oc.input(z.object({ runId: id })).output(type<boolean>()),
});
