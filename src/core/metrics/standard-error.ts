import type { ConfusionCounts } from './confusion';
import type { CountMetric } from './metric';

/**
 * The amount by which a count is changed to measure the metric's derivative: far below one, and a power of
 * two, so that sums are restored exactly.
 */
const step = 2 ** -10;

/**
 * Standard error of a metric on images that are independent draws: the infinitesimal jackknife (Efron 1982, "The Jackknife, the
 * Bootstrap and Other Resampling Plans", chapter 6), sqrt(sum over cells of count x (d metric / d count)^2). For accuracy this is
 * sqrt(p (1 - p) / n), for balanced accuracy sqrt(sum of r (1 - r) / n by class) / classes. 0 where the metric does not apply.
 */
export function standardError({ measure }: CountMetric, confusion: ConfusionCounts): number {
  const { cells } = confusion;
  let variance = 0;
  for (let at = 0; at < cells.length; at += 3) {
    const [label, predicted, count] = [cells[at], cells[at + 1], cells[at + 2]];
    const moved = (by: number) => {
      confusion.add(label, predicted, by);
      return measure(confusion) ?? Number.NaN;
    };
    const slope = (moved(step) - moved(-2 * step)) / (2 * step);
    confusion.add(label, predicted, step);
    variance += count * slope * slope;
  }
  return Number.isFinite(variance) ? Math.sqrt(variance) : 0;
}
