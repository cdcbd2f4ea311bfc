import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en';

/** Every word of the window, by language. A second one is a file beside `en.ts` and a line here. */
export const i18n = i18next.createInstance();

void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  resources: { en: { translation: en } },
  interpolation: { escapeValue: false },
  initAsync: false,
});

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof en };
  }
}
