import type { Topic } from '../../../contract';

type Listener = (topics: readonly Topic[]) => unknown;

const listeners = new Set<Listener>();

/** Hears what changes in the project, for what is no question to the studio: the work in a gallery. Gives what ends it. */
export function onChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellChanged(topics: readonly Topic[]): void {
  for (const listener of listeners) listener(topics);
}
