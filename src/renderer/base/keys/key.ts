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

/** Whether the key is a letter of another alphabet than the Latin one. */
export const isForeign = (key: string) => /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);

/**
 * The letter or digit of a key, in lower case, or the name of the key. For a keyboard of another alphabet, it is the one at the same place
 * of an English keyboard, even while an input method hides the letter.
 */
export function plainKey({ key, code = '' }: Key): string {
  const [, place] = /^(?:Key|Digit)([A-Z\d])$/.exec(code) ?? [];
  if ((key === 'Process' || isForeign(key)) && place) return place.toLowerCase();
  return isCharacter(key) ? key.toLowerCase() : key;
}

export const isCharacter = (key: string) => [...key].length === 1;
