import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { PerturbedResults } from '../core/perturbations/measures';
import { type PerturbationName, perturbationNames } from '../core/perturbations/table';
import { type MeasurementView, measurementContract } from './measurement';

/** A model's predictions for sequences of test images, as far as they were measured. */
export interface PerturbationsView extends PerturbedResults, MeasurementView {}

/** Frames of a test image, as a model receives them. */
export interface PerturbedExample {
  readonly imageId: number;
  readonly imageSize: number;
  readonly perturbation: PerturbationName;
  /** Positions in the sequence, from 0. */
  readonly places: readonly number[];
  /** uint8 RGB `[places, size, size, 3]`. */
  readonly frames: Uint8Array;
}

const id = z.int().positive();
const perturbation = z.custom<PerturbationName>((value) => perturbationNames.some((each) => each === value));

export const perturbationsContract = {
  ...measurementContract<PerturbationsView>(),
  /** Some evenly chosen frames of the sequence, including the first and the last. */
  example: oc.input(z.object({ runId: id, imageId: id, perturbation })).output(type<PerturbedExample>()),
};
