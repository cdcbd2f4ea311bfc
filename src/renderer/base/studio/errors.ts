import { ORPCError } from '@orpc/client';
import type { Failure } from '../../../contract';
import { errorSentence, hasWords } from '../../../core/words/errors';
import type { Language } from '../../../core/words/language';
import { type Note, noteSentence, reasonSentence, type StoredReason } from '../../../core/words/notes';
import { i18n } from '../strings';
import { withWords } from '../words/named-values';
import { StudioGone } from './studio-gone';

/** The failure described by whatever a call threw. */
export function failureOf(error: unknown): Failure {
  // The contract rejected an input: too long, or not a valid value. Fields should prevent this.
  if (error instanceof ORPCError && error.code === 'BAD_REQUEST')
    return { code: 'input-refused', message: error.message };
  if (error instanceof ORPCError) {
    const { code, values } = (error.data ?? {}) as Partial<Failure>;
    return { code: code ?? error.code, message: error.message, values };
  }
  if (error instanceof StudioGone) return { code: 'studio-gone', message: i18n.t('errors.studioGone') };
  return { code: 'failed', message: error instanceof Error ? error.message : String(error) };
}

const language = () => i18n.language as Language;

/** The sentence to show, in the window's language; an error that only a programmer can fix has only an English sentence. */
export function sentenceOf({ code, message, values }: Failure): string {
  return hasWords(code) && values ? errorSentence(code, withWords(values), 'window', language()) : message;
}

/** A note of a job, in the window's language. */
export function noteText(note: Note): string {
  return noteSentence({ ...note, values: withWords(note.values) }, 'window', language()) ?? note.code;
}

/** Why an image or a line of a list was excluded, in the window's language. */
export function reasonText(stored: StoredReason): string {
  return reasonSentence(stored, 'window', language()) ?? '';
}
