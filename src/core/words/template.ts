import type { InEach, Language } from './language';
import { unparted } from './shares';

/** A value in a sentence; a value that is itself text is given in each language. */
export type Value = string | number | InEach<string>;

/** The values for the placeholders of a sentence. */
export type Values = Readonly<Record<string, Value>>;

type PlacesOf<T extends string> = T extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlacesOf<Rest>
  : never;

/** The values that a sentence with placeholders such as `{{name}}` needs: the type shows which are missing. */
export type ValuesOf<T extends string> = { readonly [Name in PlacesOf<T>]: Value };

const placesAndForms = /\{\{(\w+)\}\}|\[([^[\]|{}]*)\|([^[\]|{}]*)\]/g;

/**
 * The sentence with its placeholders filled; numbers are written as `language` writes them. In `[image|images]` the first form is used
 * after the number 1 and the second after every other; the number is the last one that was filled in before it.
 */
export function fill(template: string, values: Values, language: Language = 'en'): string {
  let isOne = false;
  const filled = unparted(template).replace(
    placesAndForms,
    (_, name?: string, one?: string, more?: string) => {
      if (name === undefined) return (isOne ? one : more) ?? '';
      const value = values[name] ?? '';
      if (isNumber(value)) isOne = Number(value) === 1;
      if (typeof value === 'number') return value.toLocaleString(language);
      return typeof value === 'string' ? value : value[language];
    },
  );
  return filled.trimEnd();
}

/** Whether a value is a number, including one that is already text. */
const isNumber = (value: Value) =>
  typeof value === 'number' || (typeof value === 'string' && /^\d[\d.,]*$/.test(value));
