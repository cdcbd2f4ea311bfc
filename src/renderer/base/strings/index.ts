import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { InEach, Language } from '../../../core/words/language';
import { unparted } from '../../../core/words/shares';
import { en } from './en';
import { ko } from './ko';

/**
 * Languages by code, each with its own name for itself. A new language is a folder beside `en`, a line here
 * and one in `resources`.
 */
export const languages: InEach<string> = { en: 'English', ko: '한국어' };

export const languageCodes = Object.keys(languages) as Language[];

/** Words as the window shows them. */
function asShown<W extends object>(words: W): W {
  const entries = Object.entries(words).map(([key, word]) => [
    key,
    typeof word === 'string' ? unparted(word) : asShown(word),
  ]);
  return Object.fromEntries(entries) as W;
}

/** All texts of the window, by language. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: asShown(en) }, ko: { translation: asShown(ko) } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Picks the window's language from texts that are written in all languages. */
export const spoken = <T>(words: InEach<T>): T => words[i18n.language as Language];

i18n.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}
