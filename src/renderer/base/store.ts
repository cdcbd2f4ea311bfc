import { useSyncExternalStore } from 'react';

/** One value that parts of the window far from each other share. */
export interface Store<T> {
  get(): T;
  set(value: T): void;
  /** The value, in a component that follows it. */
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

/** The same for what is about the open project: in another one it is as it was at first. */
export function createProjectStore<T>(initial: T): Store<T> {
  const store = createStore(initial);
  ofProject.push(() => store.set(initial));
  return store;
}

/** Another project is open, or none. */
export function forgetProject(): void {
  for (const forget of ofProject) forget();
}
