import { useQuery } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languageFor } from '../../../core/words/language';
import { i18n } from '../strings';
import { ask } from '../studio/connection';
import { useSettings } from './settings';

/**
 * Sets the window's language: the chosen one, or else the system's. Null until it is known, so that nothing
 * is shown in the wrong language.
 */
export function useLanguage(): Language | null {
  const { data: settings, isPending } = useQuery(ask.app.settings.queryOptions());
  const spoken = useTranslation().i18n.language;
  const wanted = languageFor(settings?.language ? [settings.language] : navigator.languages);
  useLayoutEffect(() => {
    if (!isPending) void i18n.changeLanguage(wanted);
  }, [isPending, wanted]);
  return !isPending && spoken === wanted ? wanted : null;
}

/** The chosen language, null for the system's, and the function that sets it. */
export function useLanguageChoice(): [Language | null, (language: Language | null) => void] {
  const [settings, change] = useSettings();
  return [(settings?.language as Language | undefined) ?? null, (language) => change({ language })];
}
