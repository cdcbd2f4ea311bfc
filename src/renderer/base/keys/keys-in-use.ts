import { createStore } from '../kept/store';
import type { Binding, KeysInUse } from './bindings';
import { type Chord, chordOf } from './chord';
import type { Key } from './key';

/** The keys that count in this window; the usual ones until the settings are known. */
export const usedKeys = createStore<KeysInUse>(new Map());

export const chordsOf = ({ name, chords }: Binding): readonly Chord[] => usedKeys.get().get(name) ?? chords;

export function isKeyOf(binding: Binding, pressed: Key): boolean {
  const chord = chordOf(pressed);
  return chord !== null && chordsOf(binding).includes(chord);
}

/** The key that stands on a button; empty where the action has none. */
export const firstKey = (binding: Binding): string => chordsOf(binding)[0] ?? binding.more ?? '';

/** The keys of an action, as the list of keys has them; empty where it has none. */
export const shownKeys = (binding: Binding): string =>
  [chordsOf(binding)[0], binding.more].filter(Boolean).join('  ');

/** The words of an action with its key, for a tooltip. */
export const withKeys = (words: string, binding: Binding): string => {
  const its = shownKeys(binding);
  return its ? `${words} (${its})` : words;
};
