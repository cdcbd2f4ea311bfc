import type { Step } from './layout';

/** A key as it was pressed. */
export interface Key {
  readonly key: string;
  /** Where it lies on the keyboard, by what an English one has there: `KeyA`. */
  readonly code?: string;
  /** Ctrl, on a Mac Command. */
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** Keys that move through a grid. */
export const steps: Readonly<Record<string, Step>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'home',
  End: 'end',
};

/** Keys that work a button; with the focus on one they belong to it. */
export const pressesButtons = ({ key }: Key) => key === ' ' || key === 'Enter';

/** Keys that move in fields, sliders and lists. */
export const movesInFields = ({ key }: Key) => key in steps;

/** Whether it is this key alone, letters in either case; Shift is left open. */
export const isPlain = (pressed: Key, ...keys: readonly string[]) =>
  !pressed.ctrl && !pressed.alt && keys.includes(lower(pressed));

/** Whether it is this key with Ctrl. */
export const isCtrl = (pressed: Key, key: string, shift: boolean | null = null) =>
  pressed.ctrl && !pressed.alt && lower(pressed) === key && (shift === null || pressed.shift === shift);

/** Letters, of any alphabet, begin the name of a class; / begins an empty one. */
export const beginsName = ({ key, ctrl, alt }: Key) => !ctrl && !alt && (key === '/' || /^\p{L}$/u.test(key));

type WithKey = { readonly hotkey: string | null };

/** The class whose own key this is: the letter that was typed goes before the one that an English keyboard has there. */
export function classOfKey<C extends WithKey>(pressed: Key, classes: readonly C[]): C | undefined {
  if (pressed.ctrl || pressed.alt) return undefined;
  return (
    classOfForeignKey(pressed, classes) ??
    classes.find(({ hotkey }) => hotkey?.toLowerCase() === lower(pressed))
  );
}

/** The class whose key is this very letter of another alphabet: no other meaning of its place on the keyboard goes before it. */
export function classOfForeignKey<C extends WithKey>(pressed: Key, classes: readonly C[]): C | undefined {
  if (pressed.ctrl || pressed.alt || !isForeign(pressed.key)) return undefined;
  return classes.find(({ hotkey }) => hotkey?.toLowerCase() === pressed.key.toLowerCase());
}

const isForeign = (key: string) => /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);

/**
 * The letter or digit that a key stands for, in lower case. A keyboard of another alphabet has the keys where an English one has them, also
 * while its input method is at work, which tells no letter.
 */
function lower({ key, code = '' }: Key): string {
  const [, place] = /^(?:Key|Digit)([A-Z\d])$/.exec(code) ?? [];
  if ((key === 'Process' || isForeign(key)) && place) return place.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

/** A key as the page tells of it. */
export const keyOf = (event: {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}): Key => ({
  key: event.key,
  code: event.code,
  ctrl: event.ctrlKey || event.metaKey,
  shift: event.shiftKey,
  alt: event.altKey,
});
