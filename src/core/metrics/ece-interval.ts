import { Random } from '../numbers/random';
import { calibration } from './calibration';

const draws = 200;
/** Images that are drawn in all; of very many the interval is narrow after fewer draws. */
const mostDrawn = 2e7;

/**
 * The 95 % interval of the expected calibration error, by drawing as many images again and again (Efron's percentile bootstrap). Chance alone
 * leaves gaps in bins, so the middle of the draws lies above the error that was measured; the interval is moved back by as much and
 * ends at 0. Null for no images.
 */
export function eceInterval(
  confidence: ArrayLike<number>,
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  seed = 1,
): { low: number; high: number } | null {
  const images = labels.length;
  if (images === 0) return null;
  const measured = calibration(confidence, predicted, labels).ece;
  const random = new Random(seed, images);
  const times = Math.max(40, Math.min(draws, Math.floor(mostDrawn / images)));
  const [drawnConfidence, drawnRight] = [new Float32Array(images), new Uint8Array(images)];
  const ones = new Uint8Array(images).fill(1);
  const found = Float64Array.from({ length: times }, () => {
    for (let i = 0; i < images; i++) {
      const from = random.int(images);
      drawnConfidence[i] = confidence[from];
      drawnRight[i] = Number(predicted[from] === labels[from]);
    }
    return calibration(drawnConfidence, drawnRight, ones).ece;
  }).sort();
  const at = (share: number) => found[Math.round(share * (times - 1))];
  const above = at(0.5) - measured;
  return { low: Math.max(0, at(0.025) - above), high: Math.max(0, at(0.975) - above) };
}
