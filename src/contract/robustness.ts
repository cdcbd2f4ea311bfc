import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { type Severity, severities } from '../core/corruptions/corruption';
import type { CorruptedResults } from '../core/corruptions/measures';
import { type MeasurementView, measurementContract } from './measurement';

/** A model's predictions for test images, clean and corrupted, as far as they were measured. */
export interface RobustnessView extends CorruptedResults, MeasurementView {}

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
  ...measurementContract<RobustnessView>(),
  example: oc.input(z.object({ runId: id, imageId: id, severity })).output(type<CorruptedExample>()),
};
