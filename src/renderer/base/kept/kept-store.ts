import { createStore, type Store } from './store';

/**
 * A store whose value is kept on this machine and restored at the next start, whichever project is open. A kept value that `isValue`
 * rejects, such as one of another version, is ignored.
 */
export function createKeptStore<T>(
  name: string,
  initial: T,
  isValue: (kept: unknown) => kept is T,
): Store<T> {
  const key = `studio.${name}`;
  const store = createStore(read(key, initial, isValue));
  return {
    ...store,
    set(value) {
      store.set(value);
      localStorage.setItem(key, JSON.stringify(value));
    },
  };
}

function read<T>(key: string, initial: T, isValue: (kept: unknown) => kept is T): T {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return isValue(kept) ? kept : initial;
  } catch {
    return initial;
  }
}

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
