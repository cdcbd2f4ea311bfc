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
 * The shares that belong to some class, of the images that the flag lets pass and of those that it takes, as likely as they are. The flag takes
 * few held-out images, so what it takes of the pool beyond that is of no class; of images of no class it finds a half to all, evenly likely, and
 * the others are still there. A pool that looks like the labelled images gives about 1 for both.
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
