import { hash32 } from '../numbers/random';

/** The number of images in a share of a pool of `count` images: at least one if there are any. */
export const sharedCount = (count: number, share: number): number =>
  Math.min(count, Math.max(1, Math.round(share * count)));

/**
 * A share of the pool, in its order: the images with the lowest rank. An image's rank depends only on the seed and
 * its content, so a smaller share is part of a larger one, and another machine or another import order draws the
 * same.
 */
export function poolShare<I extends { readonly contentHash: string }>(
  images: readonly I[],
  share: number,
  seed: number,
): readonly I[] {
  if (share === 1) return images;
  const ranked = images.map((image) => ({ image, rank: rankOf(image.contentHash, seed) }));
  ranked.sort((a, b) => a.rank - b.rank || (a.image.contentHash < b.image.contentHash ? -1 : 1));
  const kept = new Set(ranked.slice(0, sharedCount(images.length, share)).map(({ image }) => image));
  return images.filter((image) => kept.has(image));
}

const rankOf = (contentHash: string, seed: number) =>
  hash32(seed, Number.parseInt(contentHash.slice(0, 8), 16));
