import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AppSettings } from '../../studio/contract';
import { i18n, type Language, languageFor } from '../strings';
import { complain } from '../studio/announce';
import { ask, studio } from '../studio/connection';

/** Speaks the language that a person chose, or else the system's, for as long as the window is open. */
export function useLanguage(): void {
  const { data: settings } = useQuery(ask.app.settings.queryOptions());
  useEffect(() => {
    if (!settings) return;
    const wanted = settings.language === null ? navigator.languages : [settings.language];
    void i18n.changeLanguage(languageFor(wanted));
  }, [settings]);
}

/** The chosen language, null for the system's, and how to choose one. */
export function useLanguageChoice(): [Language | null, (language: Language | null) => void] {
  const queries = useQueryClient();
  const { data: settings } = useQuery(ask.app.settings.queryOptions());
  const choose = (language: Language | null) => {
    const next: AppSettings = { ...settings, language };
    queries.setQueryData(ask.app.settings.queryKey(), next);
    studio.app.setSettings(next).catch(complain);
  };
  return [(settings?.language as Language | undefined) ?? null, choose];
}
