import { errorSentence, hasWords } from '../words/errors';
import type { InEach } from '../words/language';
import { systemReasons } from '../words/system-reasons';
import { messageOf, StudioError } from './';

/**
 * A thrown value as the reason within another sentence: a refusal by the system in words, an error of the studio in its own sentence,
 * anything else by its message.
 */
export function reasonFor(error: unknown): InEach<string> {
  const code = (error as { code?: unknown } | null)?.code;
  if (error instanceof StudioError) return studioReason(error);
  const known =
    typeof code === 'string' && Object.hasOwn(systemReasons, code) ? systemReasons[code] : undefined;
  return known ?? inEach(withoutStop(messageOf(error)));
}

function studioReason({ code, values, message }: StudioError): InEach<string> {
  if (!hasWords(code)) return inEach(withoutStop(message));
  const said = (language: 'en' | 'ko') => withoutStop(errorSentence(code, values, 'cli', language));
  return { en: said('en'), ko: said('ko') };
}

const inEach = (text: string): InEach<string> => ({ en: text, ko: text });
const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');
