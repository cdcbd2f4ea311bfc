import { z } from 'zod';
import type { InEach } from './language';

const locales: InEach<z.core.$ZodErrorMap> = {
  en: z.locales.en().localeError,
  ko: z.locales.ko().localeError,
};

/**
 * Why a schema rejects a value, without the capital letter and the full stop of a sentence. The issue must
 * include the value: `safeParse(value, { reportInput: true })`.
 */
export function shapeReason(issue: z.core.$ZodIssue): InEach<string> {
  const said = (say: z.core.$ZodErrorMap) => {
    const message = say(issue as z.core.$ZodRawIssue);
    const text = (typeof message === 'object' ? message?.message : message) ?? issue.message;
    return (text.charAt(0).toLowerCase() + text.slice(1)).replace(/\.$/, '');
  };
  return { en: said(locales.en), ko: said(locales.ko) };
}
