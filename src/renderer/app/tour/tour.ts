import { useEffect } from 'react';
import { createStore } from '../../base/kept/store';
import { useSettings } from '../../base/program/settings';
import { type Stop, stops } from './stops';

/** The stop where the tour is; null while no tour runs. */
export const tourStop = createStore<Stop | null>(null);

export function startTour(): void {
  tourStop.set(stops[0]);
}

/** Starts the tour when a project is opened for the first time on this machine. */
export function useFirstTour(): void {
  const [settings] = useSettings();
  const isNew = settings !== undefined && !settings.toured;
  useEffect(() => {
    if (isNew) startTour();
  }, [isNew]);
}

/** Ends the tour; it does not start by itself again. */
export function useEndTour(): () => void {
  const [settings, change] = useSettings();
  return () => {
    tourStop.set(null);
    if (settings && !settings.toured) change({ toured: true });
  };
}
