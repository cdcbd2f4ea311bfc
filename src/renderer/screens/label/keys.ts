import { classCommandOf, type GridCommand, gridCommandOf, type Key } from '../../gallery/grid-keys';

/** What a key asks of the labelling. */
export type Command =
  | GridCommand
  | { readonly do: 'give'; readonly classId: number }
  | { readonly do: 'accept' | 'take' | 'look' | 'clear' | 'again' };

const others: Readonly<Record<string, 'accept' | 'take' | 'look' | 'clear' | 'again'>> = {
  Enter: 'accept',
  Delete: 'take',
  Backspace: 'take',
  ' ': 'look',
  Escape: 'clear',
  F5: 'again',
};

/** The command of a key: classes' own keys come before typing a class's name. Null for keys that are left alone. */
export function commandOf(
  pressed: Key,
  classes: readonly { readonly id: number; readonly hotkey: string | null }[],
): Command | null {
  if (pressed.alt) return null;
  const common = gridCommandOf(pressed);
  if (common || pressed.ctrl) return common;
  if (pressed.key in others) return { do: others[pressed.key] };
  return classCommandOf(pressed, classes, (classId) => ({ do: 'give', classId }) as const);
}
