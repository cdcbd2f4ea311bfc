import { app } from 'electron';
import { desktopWords } from '../core/words/desktop';
import { type Language, languageFor } from '../core/words/language';

let language: Language = 'en';

/** Sets the language of texts outside of the window; null follows the system. */
export function speak(chosen: string | null): void {
  language = languageFor(chosen ? [chosen] : app.getPreferredSystemLanguages());
}

export const words = () => desktopWords[language];
