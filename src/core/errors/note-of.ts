import { type Note, note } from '../words/notes';
import { failureOf } from './index';

/** A thrown error that stops nothing, as a note. */
export function noteOf(error: unknown): Note {
  const { code, message, values } = failureOf(error);
  return values ? { code, values } : note('failed', { reason: message });
}
