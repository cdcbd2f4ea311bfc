import { ORPCError } from '@orpc/client';
import type { Failure } from '../../../contract';
import { i18n } from '../strings';

/** What went wrong, from whatever a call threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const { code } = (error.data ?? {}) as { code?: string };
    return { code: code ?? error.code, message: error.message };
  }
  return { code: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** The sentence to show: the window's own where it has one, else the studio's. */
export function sentenceOf({ code, message }: Failure): string {
  const key = `errors.${code}`;
  return i18n.exists(key) ? i18n.t(key as never, { fact: factOf(message) }) : message;
}

/** A message without its last sentence, which says what to do about it. */
function factOf(message: string): string {
  return /^(.*[.!?]) \p{Lu}.*$/su.exec(message)?.[1] ?? message;
}
