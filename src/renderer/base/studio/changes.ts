import type { Topic } from '../../../contract';

type Listener = (topics: readonly Topic[]) => unknown;

const listeners = new Set<Listener>();

/**
 * Subscribes to changes in the project, for state that is not a query: the work in a gallery. Returns the
 * function that ends the subscription.
 */
export function onChanged(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

export function tellChanged(topics: readonly Topic[]): void {
  for (const listener of listeners) listener(topics);
}
