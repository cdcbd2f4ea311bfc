import { statSync } from 'node:fs';

/**
 * Whether a lock that was taken in the folder `taken` is in the folder `here` because the folder was copied while it was open: nobody holds
 * the copy of a lock. If the folder was moved instead, nothing is left at its old place. `taken` is null if an older version, which did not
 * record it, took the lock.
 */
export function isCopied(taken: string | null, here: string): boolean {
  if (taken === null) return false;
  const [before, now] = [stateOf(taken), stateOf(here)];
  return before !== null && now !== null && (before.dev !== now.dev || before.ino !== now.ino);
}

function stateOf(folder: string) {
  try {
    return statSync(folder, { bigint: true });
  } catch {
    return null;
  }
}
