import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { type Severity, severities } from '../core/corruptions/corruption';
import type { CorruptedResults } from '../core/corruptions/measures';
import type { JobView } from './jobs';

/** A model's predictions for test images, clean and corrupted, as far as they were measured. */
export interface RobustnessView extends CorruptedResults {
  readonly runId: number;
  /** Measurements on equal sets of images can be compared. */
  readonly imageSet: string;
  readonly measuredAt: number;
}

/** A test image under every corruption, as a model receives it. */
export interface CorruptedExample {
  readonly imageId: number;
  readonly imageSize: number;
  /** uint8 RGB `[size, size, 3]`. */
  readonly clean: Uint8Array;
  /** `[corruptions, size, size, 3]`, in the order of the table. */
  readonly corrupted: Uint8Array;
}

const id = z.int().positive();
const severity = z.custom<Severity>((value) => severities.some((each) => each === value));

export const robustnessContract = {
  /** The newest measurement of each of these runs on the test images. */
  list: oc.input(z.object({ runIds: z.array(id).max(1000) })).output(type<RobustnessView[]>()),
  /** Starts or resumes a job that measures these runs under every corruption. Throws `run-unfinished`. */
  start: oc.input(z.object({ runIds: z.array(id).min(1).max(100) })).output(type<JobView>()),
  /** Whether the test images of a run, or their labels, have changed since its newest measurement. */
  changed: oc.input(z.object({ runId: id })).output(type<boolean>()),
  example: oc.input(z.object({ runId: id, imageId: id, severity })).output(type<CorruptedExample>()),
};
