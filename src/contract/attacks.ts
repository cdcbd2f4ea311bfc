import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { type AttackedResults, type AttackName, attackNames } from '../core/adversarial/strength';
import { type MeasurementView, measurementContract } from './measurement';

/** A model's predictions for test images, clean and attacked, as far as they were measured. */
export interface AttacksView extends AttackedResults, MeasurementView {}

/** A model's prediction for an image. */
export interface SeenAs {
  readonly classId: number;
  readonly confidence: number;
}

/** A test image as a model receives it, clean and under an attack at every ε. */
export interface AttackedExample {
  readonly imageId: number;
  /** Its present label. */
  readonly labelId: number | null;
  readonly imageSize: number;
  /** uint8 RGB `[size, size, 3]`, as are the others. */
  readonly clean: Uint8Array;
  readonly seen: SeenAs;
  readonly steps: readonly AttackedStep[];
  /** How many examples there are. */
  readonly of: number;
}

export interface AttackedStep extends SeenAs {
  /** In units of 1/255. */
  readonly epsilon: number;
  /** What was changed: grey for no change, black and white for a change by all of ε. */
  readonly perturbation: Uint8Array;
  readonly attacked: Uint8Array;
}

const id = z.int().positive();
const attack = z.custom<AttackName>((value) => attackNames.some((each) => each === value));

export const attacksContract = {
  ...measurementContract<AttacksView>(),
  /**
   * An example of a run's newest measurement. `turn` counts from 0, and after the last example begins again with the first. Null if none
   * was kept.
   */
  example: oc
    .input(z.object({ runId: id, attack, turn: z.int().nonnegative() }))
    .output(type<AttackedExample | null>()),
};
