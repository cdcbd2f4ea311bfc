import { isCharacter, type Key, plainKey } from './key';

/**
 * A key with the modifiers that are held with it, as it is shown and kept: `A`, `*`, `Del`, `Ctrl Shift Z`. Shift is named only if it does
 * more than choose the character.
 */
export type Chord = string;

/** Keys that type no character, as they are shown. */
const named: Readonly<Record<string, string>> = {
  ' ': 'Space',
  Escape: 'Esc',
  Delete: 'Del',
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ContextMenu: 'Menu',
  ...Object.fromEntries(
    ['Enter', 'Tab', 'Backspace', 'Insert', 'Home', 'End', 'PageUp', 'PageDown'].map((key) => [key, key]),
  ),
  ...Object.fromEntries(Array.from({ length: 24 }, (_, i) => [`F${i + 1}`, `F${i + 1}`])),
};
const names = new Set(Object.values(named));

const isLetter = (name: string) => /^\p{L}$/u.test(name);

/** The chord of a pressed key; null for a key that does nothing by itself, such as Shift, and for a key without a name. */
export function chordOf(pressed: Key): Chord | null {
  const plain = plainKey(pressed);
  const name = named[plain] ?? (isCharacter(plain) ? plain.toUpperCase() : null);
  if (name === null) return null;
  const { ctrl, alt } = pressed;
  const shift = pressed.shift && (names.has(name) || ((ctrl || alt) && isLetter(name)));
  return [ctrl && 'Ctrl', alt && 'Alt', shift && 'Shift', name].filter(Boolean).join(' ');
}

/** Whether a text is the name of a chord. */
export function isChord(text: string): boolean {
  const [, name] = /^(?:Ctrl )?(?:Alt )?(?:Shift )?(\S+)$/.exec(text) ?? [];
  return name !== undefined && (names.has(name) || (isCharacter(name) && name === name.toUpperCase()));
}

/** The character of a chord that consists of one character alone; null for every other chord. */
export const characterOf = (chord: Chord): string | null => (isCharacter(chord) ? chord : null);
