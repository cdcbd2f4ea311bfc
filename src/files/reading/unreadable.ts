import { reasonFor } from '../../core/errors/reason';
import type { InEach } from '../../core/words/language';
import { type UnreadableCode, type UnreadableValues, unreadableReason } from '../../core/words/unreadable';

/**
 * The reason why a file cannot be read: `reason` ends a sentence in each language, `message` is the English
 * one.
 */
export class Unreadable extends Error {
  readonly reason: InEach<string>;

  constructor(reason: InEach<string>, options?: ErrorOptions) {
    super(reason.en, options);
    this.reason = reason;
  }
}

/** An error with one of the studio's own reasons. */
export function unreadable<C extends UnreadableCode>(code: C, values: UnreadableValues<C>): Unreadable {
  return new Unreadable(unreadableReason(code, values));
}

/** An error with the message of the system or a library. */
export function unreadableBy(cause: unknown): Unreadable {
  return new Unreadable(reasonFor(cause), { cause });
}

/** The reason why a file cannot be read, for an error's sentence. */
export const reasonOf = (error: unknown): InEach<string> =>
  error instanceof Unreadable ? error.reason : reasonFor(error);
