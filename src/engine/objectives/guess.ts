import { bestClass, sharpened } from '../graph/ops';
import type { Tensor } from '../runtime';

/** What is learnt of a guess, constant logits `[images, classes]`: the best class at temperature 0, p^(1/T) at another. */
export const targetsOfGuess = (guess: Tensor, temperature: number): Tensor =>
  temperature === 0 ? bestClass(guess) : sharpened(guess, temperature);
