import { useSyncExternalStore } from 'react';

/** One value shared by distant parts of the window. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  /** A hook that returns the current value and rerenders the component when it changes. */
  use(): T;
}

export function createStore<T>(initial: T): Store<T> {
  let current = initial;
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const get = () => current;
  return {
    get,
    set(value) {
      if (Object.is(value, current)) return;
      current = value;
      for (const listener of listeners) listener();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}

const ofProject: (() => void)[] = [];

/** A store for state of the open project: it is reset when another project is opened. */
export function createProjectStore<T>(initial: T): Store<T> {
  const store = createStore(initial);
  ofProject.push(() => store.set(initial));
  return store;
}

/** Resets all project stores; called when another project is opened, or when the project is closed. */
export function forgetProject(): void {
  for (const forget of ofProject) forget();
}
