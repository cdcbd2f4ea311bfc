import { ORPCError } from '@orpc/client';
import type { Failure } from '../../../contract';
import { errorSentence, hasWords } from '../../../core/words/errors';
import type { Language } from '../../../core/words/language';
import { i18n } from '../strings';

/** What went wrong, from whatever a call threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const { code, values } = (error.data ?? {}) as Partial<Failure>;
    return { code: code ?? error.code, message: error.message, values };
  }
  return { code: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** The sentence to show, in the window's language. */
export function sentenceOf({ code, message, values }: Failure): string {
  if (hasWords(code) && values) return errorSentence(code, values, 'window', i18n.language as Language);
  const key = `errors.${code}`;
  return i18n.exists(key) ? i18n.t(key as never, { fact: factOf(message) }) : message;
}

/** A message without its last sentence, which says what to do about it. */
function factOf(message: string): string {
  return /^(.*[.!?]) \p{Lu}.*$/su.exec(message)?.[1] ?? message;
}
