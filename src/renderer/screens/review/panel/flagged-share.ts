import type { Histogram } from '../../../../contract';

/**
 * The share of images whose score is below the limit, as precisely as the bins of the histogram allow: a bin that the limit divides counts
 * by the part that lies below. These are the images with the flag on their tile. Most of those that are also below the threshold of the
 * confidence are dropped for that reason, so the number of images that are dropped as out-of-domain can be much smaller.
 */
export function flaggedShare(
  { counts, min, max }: Pick<Histogram, 'counts' | 'min' | 'max'>,
  limit: number | null,
): number {
  const images = counts.reduce((sum, each) => sum + each, 0);
  if (limit === null || images === 0) return 0;
  const width = (max - min) / counts.length;
  let flagged = 0;
  counts.forEach((each, bin) => {
    const part = width > 0 ? (limit - min) / width - bin : Number(limit > min);
    flagged += each * Math.min(1, Math.max(0, part));
  });
  return flagged / images;
}
