import { bestClass, sharpened } from '../graph/ops';
import type { Tensor } from '../runtime';

/**
 * The targets made from a guess, which is constant logits `[images, classes]`: the best class at temperature 0, and p^(1/T) at another one.
 */
export const targetsOfGuess = (guess: Tensor, temperature: number): Tensor =>
  temperature === 0 ? bestClass(guess) : sharpened(guess, temperature);
