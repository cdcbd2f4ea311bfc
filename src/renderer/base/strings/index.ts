import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { InEach, Language } from '../../../core/words/language';
import { en } from './en';
import { ko } from './ko';

/**
 * Languages by code, each with its own name for itself. A new language is a folder beside `en`, a line here
 * and one in `resources`.
 */
export const languages: InEach<string> = { en: 'English', ko: '한국어' };

export const languageCodes = Object.keys(languages) as Language[];

/** Every word of the window, by language. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en }, ko: { translation: ko } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

/** Sentences written in all languages, in the window's language. */
export const spoken = <T>(words: InEach<T>): T => words[i18n.language as Language];

i18n.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}
