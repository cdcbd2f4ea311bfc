import type { CommonImages, SeenImages } from '../metrics/evaluation';

/**
 * What a reader of a measurement has to know about images that the model had seen; null where it had seen none. English, for the
 * command line and the report.
 */
export function seenSentence(seen: SeenImages | null, split: string): string | null {
  if (!seen)
    return 'It is not known whether this model had seen some of these images: its inputs are gone, or an older version measured it.';
  const { trained, validated, leftOut } = seen;
  if (trained + validated === 0) return null;
  const parts = [
    trained > 0 ? `${images(trained)} that it, or a model that it learnt from, was trained on` : null,
    validated > 0 ? `${images(validated)} of its validation, by which its weights were chosen` : null,
  ].filter((part) => part !== null);
  const what = parts.join(' and ');
  return leftOut
    ? `Left out of the ${split} split: ${what}.`
    : `Measured with ${what}: this is no measure of how good the model is.`;
}

function images(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'image' : 'images'}`;
}

/** Says of two accuracies that they come from different images, and what is compared instead; null where they do not. */
export function comparisonSentence({ images: both, others }: CommonImages): string | null {
  if (others === 0) return null;
  return both === 0
    ? 'The two were measured on different images: their accuracies cannot be compared.'
    : `The two were not measured on the same images: the gain counts the ${images(both)} that both were measured on.`;
}

/** By how much the first of two models is ahead on the images of both, as a share; null where they have none in common. */
export function gainOn({ images: both, right, rightOfOther }: CommonImages): number | null {
  return both === 0 ? null : (right - rightOfOther) / both;
}
