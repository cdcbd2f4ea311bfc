/**
 * An error that a person can act on: `code` is stable and machine-readable, the message names the thing, the value seen
 * and what to do about it.
 */
export class StudioError extends Error {
  constructor(
    readonly code: string,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'StudioError';
  }
}

type Explanation = readonly [code: string, sentence: (place: string) => string];

/** What a person can do where the system refuses to write. By the system's own name of the error. */
const refusals: Readonly<Record<string, Explanation>> = {
  ENOSPC: [
    'disk-full',
    (place) =>
      `${place}: the disk is full. Free some space and try again; what was saved before is not lost.`,
  ],
  EDQUOT: [
    'disk-full',
    (place) => `${place}: your share of the disk is used up. Free some space and try again; nothing is lost.`,
  ],
  EROFS: ['read-only', (place) => `${place}: the disk can only be read. Choose a place on another disk.`],
  EACCES: [
    'no-permission',
    (place) => `${place}: you have no permission. Change the permissions, or choose another place.`,
  ],
};

function refusalOf(error: unknown): { code: string; message: string } | null {
  if (!(error instanceof Error)) return null;
  const { code, path } = error as Error & { code?: unknown; path?: unknown };
  const known = typeof code === 'string' ? refusals[code] : undefined;
  if (!known) return null;
  const place = typeof path === 'string' ? path : 'A file could not be written';
  return { code: known[0], message: known[1](place) };
}

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  return refusalOf(error)?.message ?? (error instanceof Error ? error.message : String(error));
}

/** The code for anything that was thrown: a StudioError's own, one for what the system refused, else `otherwise`. */
export function codeOf(error: unknown, otherwise = 'failed'): string {
  return error instanceof StudioError ? error.code : (refusalOf(error)?.code ?? otherwise);
}
