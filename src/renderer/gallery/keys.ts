import type { Step } from './layout';

/** A key as it was pressed. */
export interface Key {
  readonly key: string;
  /** The physical key, named as on an English keyboard: `KeyA`. */
  readonly code?: string;
  /** Ctrl, or Command on a Mac. */
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

/** Keys that operate a focused button. */
export const pressesButtons = ({ key }: Key) => key === ' ' || key === 'Enter';

/** Keys that move in fields, sliders and lists. */
export const movesInFields = ({ key }: Key) => key in steps;

/** Whether it is this key without Ctrl or Alt; case and Shift are ignored. */
export const isPlain = (pressed: Key, ...keys: readonly string[]) =>
  !pressed.ctrl && !pressed.alt && keys.includes(lower(pressed));

/** Whether it is this key with Ctrl. */
export const isCtrl = (pressed: Key, key: string, shift: boolean | null = null) =>
  pressed.ctrl && !pressed.alt && lower(pressed) === key && (shift === null || pressed.shift === shift);

/** A letter of any alphabet begins the name of a class; / opens the picker with an empty name. */
export const beginsName = ({ key, ctrl, alt }: Key) => !ctrl && !alt && (key === '/' || /^\p{L}$/u.test(key));

type WithKey = { readonly hotkey: string | null };

/**
 * The class that has this key: the typed letter takes precedence over the letter at the same place of an
 * English keyboard.
 */
export function classOfKey<C extends WithKey>(pressed: Key, classes: readonly C[]): C | undefined {
  if (pressed.ctrl || pressed.alt) return undefined;
  return (
    classOfForeignKey(pressed, classes) ??
    classes.find(({ hotkey }) => hotkey?.toLowerCase() === lower(pressed))
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

const isForeign = (key: string) => /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);

/**
 * The letter or digit of a key, in lower case. For a keyboard of another alphabet it is the one at the same
 * place of an English keyboard, also while an input method hides the letter.
 */
function lower({ key, code = '' }: Key): string {
  const [, place] = /^(?:Key|Digit)([A-Z\d])$/.exec(code) ?? [];
  if ((key === 'Process' || isForeign(key)) && place) return place.toLowerCase();
  return key.length === 1 ? key.toLowerCase() : key;
}

/** Converts a keyboard event of the page. */
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
