import { StudioError } from '../errors';

export interface ReliabilityBin {
  /** Confidences in (from, to]; the first bin holds 0 too. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  /** Mean confidence and share of right predictions of its images; NaN for an empty bin. */
  readonly confidence: number;
  readonly accuracy: number;
}

export interface Calibration {
  /** Expected calibration error: mean of |accuracy - confidence| over bins, weighted by their images; NaN for none. */
  readonly ece: number;
  /** The largest of these gaps. */
  readonly mce: number;
  readonly bins: ReliabilityBin[];
}

/** Bins of equal width. */
export const reliabilityBins = 15;

/** The bin that a confidence falls into. */
export function reliabilityBinOf(confidence: number, binCount = reliabilityBins): number {
  return Math.min(binCount - 1, Math.max(0, Math.ceil(confidence * binCount) - 1));
}

/** Reliability diagram and expected calibration error (Guo et al. 2017; 15 bins of equal width). `confidence` `[images]`. */
export function calibration(
  confidence: ArrayLike<number>,
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  binCount = reliabilityBins,
): Calibration {
  const images = labels.length;
  if (confidence.length !== images || predicted.length !== images)
    throw new StudioError(
      'bad-metrics',
      `${confidence.length} confidences and ${predicted.length} predictions do not fit ${images} labels.`,
    );
  const counts = new Uint32Array(binCount);
  const sums = new Float64Array(binCount);
  const right = new Uint32Array(binCount);
  for (let i = 0; i < images; i++) {
    const bin = reliabilityBinOf(confidence[i], binCount);
    counts[bin]++;
    sums[bin] += confidence[i];
    if (predicted[i] === labels[i]) right[bin]++;
  }
  const bins = Array.from(counts, (count, b) => ({
    from: b / binCount,
    to: (b + 1) / binCount,
    count,
    confidence: sums[b] / count,
    accuracy: right[b] / count,
  }));
  const gaps = bins.filter((bin) => bin.count > 0).map((bin) => Math.abs(bin.accuracy - bin.confidence));
  const filled = bins.filter((bin) => bin.count > 0);
  const total = gaps.reduce((sum, gap, b) => sum + gap * filled[b].count, 0);
  return { ece: total / images, mce: images === 0 ? Number.NaN : Math.max(...gaps), bins };
}
