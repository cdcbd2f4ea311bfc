/** Limits that a set of hard images may start with, in percent, highest first. */
const starts = Array.from({ length: 11 }, (_, i) => 50 - 5 * i);

/**
 * The limit of confidence, in percent, that a set of hard images starts with: 50 %, which suits a model that is often sure, or less if the
 * set would otherwise hold fewer than a quarter of the images that the model gets wrong. `confidences` are the model's confidences for
 * these images, from 0 to 1.
 */
export function startingLimit(confidences: readonly number[]): number {
  const enough = Math.max(1, confidences.length / 4);
  const holds = (limit: number) => confidences.filter((each) => each >= limit / 100).length >= enough;
  return starts.find(holds) ?? 0;
}
