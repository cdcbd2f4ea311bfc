import { createStore } from '../kept/store';
import type { Binding, KeysInUse } from './bindings';
import { type Chord, chordOf } from './chord';
import type { Key } from './key';

/** The keys in use in this window; they are the usual ones until the settings are known. */
export const usedKeys = createStore<KeysInUse>(new Map());

export const chordsOf = ({ name, chords }: Binding): readonly Chord[] => usedKeys.get().get(name) ?? chords;

export function isKeyOf(binding: Binding, pressed: Key): boolean {
  const chord = chordOf(pressed);
  return chord !== null && chordsOf(binding).includes(chord);
}

/** The key that is shown on a button; empty if the action has none. */
export const firstKey = (binding: Binding): string => chordsOf(binding)[0] ?? binding.more ?? '';

/** The keys of an action as the list of keys shows them; empty if it has none. */
export const shownKeys = (binding: Binding): string =>
  [chordsOf(binding)[0], binding.more].filter(Boolean).join('  ');

/** The label of an action with its keys, for a tooltip. */
export const withKeys = (words: string, binding: Binding): string => {
  const its = shownKeys(binding);
  return its ? `${words} (${its})` : words;
};
