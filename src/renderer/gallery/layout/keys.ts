import { isForeign, type Key, plainKey } from '../../base/keys/key';
import type { GridMove } from './layout';

/** Keys that move through a grid. */
export const steps: Readonly<Record<string, GridMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'home',
  End: 'end',
};

/** Whether the key presses a focused button. */
export const pressesButtons = ({ key }: Key) => key === ' ' || key === 'Enter';

/** Whether the key moves in fields, sliders and lists. */
export const movesInFields = ({ key }: Key) => key in steps;

/** Whether it is this key without Ctrl or Alt; case and Shift are ignored. */
export const isPlain = (pressed: Key, ...keys: readonly string[]) =>
  !pressed.ctrl && !pressed.alt && keys.includes(plainKey(pressed));

/** Whether the key is a letter of any alphabet, with which the name of a class may begin. */
export const beginsName = ({ key, ctrl, alt }: Key) => !ctrl && !alt && /^\p{L}$/u.test(key);

type WithKey = { readonly hotkey: string | null };

/**
 * The class that has this key: the typed letter takes precedence over the letter at the same place of an
 * English keyboard.
 */
export function classOfKey<C extends WithKey>(pressed: Key, classes: readonly C[]): C | undefined {
  if (pressed.ctrl || pressed.alt) return undefined;
  return (
    classOfForeignKey(pressed, classes) ??
    classes.find(({ hotkey }) => hotkey?.toLowerCase() === plainKey(pressed))
  );
}

/**
 * The class whose key is this letter of another alphabet; it takes precedence over any other meaning of the
 * physical key.
 */
export function classOfForeignKey<C extends WithKey>(pressed: Key, classes: readonly C[]): C | undefined {
  if (pressed.ctrl || pressed.alt || !isForeign(pressed.key)) return undefined;
  return classes.find(({ hotkey }) => hotkey?.toLowerCase() === pressed.key.toLowerCase());
}
