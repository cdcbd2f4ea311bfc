import { type Note, note } from '../words/notes';
import { fractionText, thresholdText } from '../words/shares';

/** A threshold and what stands against it. */
export interface ThresholdFacts {
  readonly threshold: number;
  /** Outputs of the model. */
  readonly classes: number;
  readonly images: number;
  /** Images whose confidence reaches the threshold. */
  readonly passing: number;
  /** Half of the images are less sure than this. */
  readonly median: number;
}

/** A threshold that leaves less than this share of a pool drops nearly all of it. */
const leastPassing = 0.02;

/** Two decimals, or as many as show two figures: a thousandth is not 0.00, and 0.999 is not 1.00. */
const figure = (value: number): string =>
  value > 0 && value < 0.1
    ? value.toFixed(Math.min(9, 1 - Math.floor(Math.log10(value))))
    : fractionText(value);

/** Down to what two figures or two decimals say: the least there is must not be said to be more. */
function floored(value: number): number {
  const step = 10 ** Math.min(-2, Math.floor(Math.log10(value)) - 1);
  return Math.floor(value / step + 1e-9) * step;
}

/** Half way from chance to certainty, where a threshold begins to tell images apart. */
const halfWay = (classes: number): number => (1 / classes + 1) / 2;

/**
 * What is wrong with a confidence threshold, and what to use: the largest of n probabilities is never below 1 / n, so one that is not above that
 * drops nothing; and a model that is sure of little passes next to nothing. Null where it can work.
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
    return note('threshold-flat', {
      threshold: thresholdText(threshold),
      passing,
      images,
      median: figure(median),
    });
  return null;
}
