import type { ReviewAction } from '../../../contract';
import { classCommandOf, type GridCommand, gridCommandOf, type Key } from '../../gallery/grid-keys';

/** What a key asks of the review. */
export type Command =
  | GridCommand
  | { readonly do: 'decide'; readonly decision: Exclude<ReviewAction, 'relabel'> }
  | { readonly do: 'relabel'; readonly classId: number }
  | { readonly do: 'look' | 'clear' | 'refresh' };

const decisions: Readonly<Record<string, Exclude<ReviewAction, 'relabel'>>> = {
  a: 'accept',
  o: 'ood',
  x: 'exclude',
  r: 'reset',
};

const others: Readonly<Record<string, 'look' | 'clear' | 'refresh'>> = {
  ' ': 'look',
  Escape: 'clear',
  F5: 'refresh',
};

/**
 * The command of a key. The four decisions come before classes' own keys, and these before typing a class's name. Null for keys
 * that the review leaves alone.
 */
export function commandOf(
  pressed: Key,
  classes: readonly { readonly id: number; readonly hotkey: string | null }[],
): Command | null {
  if (pressed.alt) return null;
  const common = gridCommandOf(pressed);
  if (common || pressed.ctrl) return common;
  if (pressed.key in others) return { do: others[pressed.key] };
  const low = pressed.key.toLowerCase();
  if (low in decisions) return { do: 'decide', decision: decisions[low] };
  return classCommandOf(pressed, classes, (classId) => ({ do: 'relabel', classId }) as const);
}
