import { beta } from '../numbers/beta';
import { Random } from '../numbers/random';
import type { Box } from './resized-crop';

// A tag, so that different uses of one seed do not draw the same numbers.
const mixTag = 0x31c5;

/** Two images of a batch, each of which becomes a mixture of both. */
export interface PairMix {
  readonly first: number;
  readonly second: number;
  /** The proportion of each image itself; the rest is the other's. Targets are mixed in the same proportion. */
  readonly share: number;
  /** CutMix: the part that they swap. Null for Mixup, which blends them. */
  readonly box: Box | null;
}

export interface MixSettings {
  /** Both numbers of the Beta distribution that shares are drawn from; 0 for none. */
  readonly mixup: number;
  readonly cutmix: number;
}

/**
 * Draws the mixtures for `count` images of a batch from place `from` on. Each image is mixed with its neighbour,
 * which is a random one because batches are drawn; if the number is odd, the last image stays. Otherwise as timm's
 * `Mixup` in mode "pair" with probability 1. If both kinds are on, a fair coin decides for each pair. Mixup: Zhang et
 * al. 2018, arXiv 1710.09412; CutMix: Yun et al. 2019, arXiv 1905.04899. A function of its arguments alone.
 */
export function drawMixes(
  { from, count }: { readonly from: number; readonly count: number },
  size: number,
  { mixup, cutmix }: MixSettings,
  seed: number,
  step: number,
): PairMix[] {
  if (mixup <= 0 && cutmix <= 0) return [];
  return Array.from({ length: count >> 1 }, (_, i) => {
    const random = new Random(seed, mixTag, step, from + i);
    const pair = { first: from + 2 * i, second: from + 2 * i + 1 };
    const cuts = cutmix > 0 && (mixup <= 0 || random.next() < 0.5);
    const share = beta(cuts ? cutmix : mixup, random);
    if (!cuts) return { ...pair, share, box: null };
    return { ...pair, ...cutAt(size, share, random.int(size), random.int(size)) };
  });
}

/**
 * The box that a pair swaps, and the proportion of each image that then remains: a square with the area of the rest,
 * as far as it lies inside the image (timm's `rand_bbox`).
 */
export function cutAt(size: number, share: number, y: number, x: number): { box: Box; share: number } {
  const side = Math.trunc(size * Math.sqrt(1 - share));
  const inside = (at: number) => Math.max(0, Math.min(size, at));
  const [left, top] = [inside(x - (side >> 1)), inside(y - (side >> 1))];
  const [right, bottom] = [inside(x + ((side + 1) >> 1)), inside(y + ((side + 1) >> 1))];
  const box = { left, top, width: right - left, height: bottom - top };
  return { box, share: 1 - (box.width * box.height) / size ** 2 };
}

/**
 * Mixes targets, or any rows of the same width, `[batch, classes]` in place, as the images are mixed. If rows have
 * `weights` `[batch]` by their classes, each row contributes to a mixture's target by its weight. The loss of the
 * mixture, weighted with the mean of both weights in the same proportion, is then the sum of its two parts, each with
 * its own weight (PyTorch's weighted cross entropy with probabilities as targets).
 */
export function mixTargets(
  targets: Float32Array,
  classes: number,
  mixes: readonly PairMix[],
  weights?: ArrayLike<number>,
): void {
  for (const { first, second, share } of mixes) {
    const [one, two] = weights ? [weights[first], weights[second]] : [1, 1];
    const ofFirst = one === two ? share : (share * one) / (share * one + (1 - share) * two);
    const ofSecond = one === two ? share : (share * two) / (share * two + (1 - share) * one);
    for (let c = 0; c < classes; c++) {
      const [a, b] = [first * classes + c, second * classes + c];
      const [own, other] = [targets[a], targets[b]];
      targets[a] = ofFirst * own + (1 - ofFirst) * other;
      targets[b] = ofSecond * other + (1 - ofSecond) * own;
    }
  }
}
