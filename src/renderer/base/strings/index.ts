import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';
import { ko } from './ko';

/** Languages by code, each under its own name. Another one is a folder beside `en`, a line here and one in `resources`. */
export const languages = { en: 'English', ko: '한국어' } as const satisfies Record<string, string>;

export type Language = keyof typeof languages;

export const languageCodes = Object.keys(languages) as Language[];

/** The first of these tags (`ko-KR`) that the window speaks; English where it speaks none. */
export function languageFor(wanted: readonly string[]): Language {
  const known = wanted.map((tag) => tag.toLowerCase().split('-')[0]);
  return (known.find((code) => code in languages) as Language | undefined) ?? 'en';
}

/** Every word of the window, by language. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en }, ko: { translation: ko } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

i18n.on('languageChanged', (language) => {
  document.documentElement.lang = language;
});

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}
