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

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
