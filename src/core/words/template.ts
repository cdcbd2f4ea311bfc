import type { InEach, Language } from './language';

/** A value in a sentence; a value that is itself text is given in each language. */
export type Value = string | number | InEach<string>;

/** The values for the placeholders of a sentence. */
export type Values = Readonly<Record<string, Value>>;

type PlacesOf<T extends string> = T extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlacesOf<Rest>
  : never;

/** The values that a sentence with places such as `{{name}}` asks for: its type says which are missing. */
export type ValuesOf<T extends string> = { readonly [Name in PlacesOf<T>]: Value };

const placesAndForms = /\{\{(\w+)\}\}|\[([^[\]|{}]*)\|([^[\]|{}]*)\]/g;

/**
 * The sentence with its places filled; numbers are written as `language` writes them. Of `[image|images]` the first form follows the
 * number 1 and the second every other: the number is the last one that was filled in before it.
 */
export function fill(template: string, values: Values, language: Language = 'en'): string {
  let isOne = false;
  const filled = template.replace(placesAndForms, (_, name?: string, one?: string, more?: string) => {
    if (name === undefined) return (isOne ? one : more) ?? '';
    const value = values[name] ?? '';
    if (isNumber(value)) isOne = Number(value) === 1;
    if (typeof value === 'number') return value.toLocaleString(language);
    return typeof value === 'string' ? value : value[language];
  });
  return filled.trimEnd();
}

/** Whether a value is a number, also one that was written already. */
const isNumber = (value: Value) =>
  typeof value === 'number' || (typeof value === 'string' && /^\d[\d.,]*$/.test(value));
