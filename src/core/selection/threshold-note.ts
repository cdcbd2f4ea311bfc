import { type Note, note } from '../words/notes';
import { fractionText, thresholdText } from '../words/shares';

/** A threshold and the facts that it is judged by. */
export interface ThresholdFacts {
  readonly threshold: number;
  /** The number of the model's outputs. */
  readonly classes: number;
  readonly images: number;
  /** Images whose confidence reaches the threshold. */
  readonly passing: number;
  /** The median confidence. */
  readonly median: number;
}

/** A threshold that leaves less than this share of a pool drops nearly all of it. */
const leastPassing = 0.02;

/** Two decimals, or as many as show two significant figures: a thousandth is not 0.00, and 0.999 is not 1.00. */
const figure = (value: number): string =>
  value > 0 && value < 0.1
    ? value.toFixed(Math.min(9, 1 - Math.floor(Math.log10(value))))
    : fractionText(value);

/** Rounds down to two significant figures or two decimals: a least value must not be shown as a larger one. */
function floored(value: number): number {
  const step = 10 ** Math.min(-2, Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / step + 1e-9) * step;
}

/** Halfway from chance to certainty, where a threshold begins to separate images. */
const halfWay = (classes: number): number => (1 / classes + 1) / 2;

/**
 * Says what is wrong with a confidence threshold and what to use instead. The largest of n probabilities is never
 * below 1 / n, so a threshold up to that drops nothing; and if a model is rarely confident, nearly no image passes.
 * Null if the threshold can work.
 */
export function thresholdNote({ threshold, classes, images, passing, median }: ThresholdFacts): Note | null {
  if (images === 0 || classes < 2 || threshold === 0) return null;
  if (threshold <= 1 / classes)
    return note('threshold-idle', {
      threshold: thresholdText(threshold),
      classes,
      least: figure(floored(1 / classes)),
      better: figure(halfWay(classes)),
    });
  if (passing < leastPassing * images)
    return note(passing === 0 ? 'threshold-none' : 'threshold-flat', {
      threshold: thresholdText(threshold),
      passing,
      images,
      median: figure(median),
    });
  return null;
}
