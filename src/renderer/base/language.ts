import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '../../contract';
import { type Language, languageFor } from '../../core/words/language';
import { i18n } from './strings';
import { complain } from './studio/announce';
import { ask, studio } from './studio/connection';

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
  const queries = useQueryClient();
  const { data: settings } = useQuery(ask.app.settings.queryOptions());
  const choose = (language: Language | null) => {
    const next: AppSettings = { toured: false, ...settings, language };
    queries.setQueryData(ask.app.settings.queryKey(), next);
    studio.app.setSettings(next).catch(complain);
  };
  return [(settings?.language as Language | undefined) ?? null, choose];
}
