import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AppSettings } from '../../../contract';
import { createStore } from '../../base/store';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { type Stop, stops } from './stops';

/** Where the tour is; null while there is none. */
export const tourStop = createStore<Stop | null>(null);

export function startTour(): void {
  tourStop.set(stops[0]);
}

/** Starts the tour when a project is opened for the first time on this machine. */
export function useFirstTour(): void {
  const { data: settings } = useQuery(ask.app.settings.queryOptions());
  const isNew = settings !== undefined && !settings.toured;
  useEffect(() => {
    if (isNew) startTour();
  }, [isNew]);
}

/** Ends the tour; it does not start by itself again. */
export function useEndTour(): () => void {
  const queries = useQueryClient();
  const { data: settings } = useQuery(ask.app.settings.queryOptions());
  return () => {
    tourStop.set(null);
    if (!settings || settings.toured) return;
    const next: AppSettings = { ...settings, toured: true };
    queries.setQueryData(ask.app.settings.queryKey(), next);
    studio.app.setSettings(next).catch(complain);
  };
}
