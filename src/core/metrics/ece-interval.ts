import { Random } from '../numbers/random';
import { reliabilityBinOf, reliabilityBins } from './calibration';

const draws = 1000;

/**
 * The 95 % interval of the expected calibration error, by resampling the images many times (Efron's percentile bootstrap). The sum of the
 * gaps of a bin's images in a draw is nearly normal, so a draw takes one random number for each bin, however many images there are. Chance
 * alone leaves gaps in bins, so the median of the draws lies above the measured error; the interval is moved back by the difference and cut
 * off at 0. Null for no images.
 */
export function eceInterval(
  confidence: ArrayLike<number>,
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  seed = 1,
): { low: number; high: number } | null {
  const images = labels.length;
  if (images === 0) return null;
  const [gaps, squares] = [new Float64Array(reliabilityBins), new Float64Array(reliabilityBins)];
  for (let i = 0; i < images; i++) {
    const said = confidence[i];
    const bin = reliabilityBinOf(said);
    const gap = Number(predicted[i] === labels[i]) - said;
    gaps[bin] += gap;
    squares[bin] += gap * gap;
  }
  const spread = squares.map((sum, bin) => Math.sqrt(Math.max(0, sum - gaps[bin] ** 2 / images)));
  const measured = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / images;
  const random = new Random(seed, images);
  const found = Float64Array.from({ length: draws }, () => {
    let sum = 0;
    for (let bin = 0; bin < reliabilityBins; bin++)
      sum += Math.abs(gaps[bin] + spread[bin] * random.normal());
    return sum / images;
  }).sort();
  const at = (share: number) => found[Math.round(share * (draws - 1))];
  const above = at(0.5) - measured;
  return { low: Math.max(0, at(0.025) - above), high: Math.max(0, at(0.975) - above) };
}
