import type { InEach } from '../core/words/language';
import { type UnreadableCode, type UnreadableValues, unreadableReason } from '../core/words/unreadable';

/** Says why a file cannot be read: `reason` ends a sentence in each language, `message` is the English one. */
export class Unreadable extends Error {
  readonly reason: InEach<string>;

  constructor(reason: InEach<string>, options?: ErrorOptions) {
    super(reason.en, options);
    this.reason = reason;
  }
}

/** An error with a reason of the studio's own. */
export function unreadable<C extends UnreadableCode>(code: C, values: UnreadableValues<C>): Unreadable {
  return new Unreadable(unreadableReason(code, values));
}

/** An error for what the system, or a library, says in its own words. */
export function unreadableBy(cause: unknown): Unreadable {
  return new Unreadable(unreadableReason('system', { message: messageOf(cause) }), { cause });
}

/** Why a file cannot be read, for the sentence of the error that a person meets. */
export function reasonOf(error: unknown): InEach<string> {
  return error instanceof Unreadable
    ? error.reason
    : unreadableReason('system', { message: messageOf(error) });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
