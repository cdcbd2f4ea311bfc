import { drawBeta } from '../numbers/beta';
import type { Random } from '../numbers/random';

/** How many images the out-of-domain flag lets pass, at the limit that was found on held-out images. */
export interface Passing {
  readonly held: number;
  readonly heldPassing: number;
  readonly pool: number;
  readonly poolPassing: number;
}

/**
 * At least this share of out-of-domain images is assumed to be flagged: labelled images alone cannot tell.
 */
const leastFound = 0.5;

/**
 * Draws the shares of images that belong to some class, among those that the flag lets pass and among those that it
 * takes. If the flag takes a larger share of the pool than of held-out images, the surplus belongs to no class. The
 * flag finds between half and all of the images of no class, with equal probability; the rest of them pass. A pool
 * that looks like the labelled images gives about 1 for both.
 */
export function drawInDomain(
  { held, heldPassing, pool, poolPassing }: Passing,
  random: Random,
): { passing: number; flagged: number } {
  if (pool === 0 || held === 0) return { passing: 1, flagged: 1 };
  const taken = 1 - poolPassing / pool;
  const usual = drawBeta(held - heldPassing + 0.5, heldPassing + 0.5, random);
  const found = Math.max(taken, leastFound + (1 - leastFound) * random.next());
  // taken = usual x (1 - others) + found x others
  const others = usual < taken ? (taken - usual) / Math.max(1e-9, found - usual) : 0;
  const share = (ofOthers: number, of: number) =>
    of > 0 ? Math.max(0, 1 - (Math.min(1, others) * ofOthers) / of) : 1;
  return { passing: share(1 - found, 1 - taken), flagged: share(found, taken) };
}
