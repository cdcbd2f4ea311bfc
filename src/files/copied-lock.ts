import { statSync } from 'node:fs';

/**
 * Whether a lock that was taken in the folder `taken` lies in the folder `here` because that was copied while it was open: nobody holds
 * the copy. Of a folder that was moved nothing is left at its old place. Null where an older version took the lock and did not say.
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
