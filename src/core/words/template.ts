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

/** The sentence with its places filled; numbers are written as `language` writes them. */
export function fill(template: string, values: Values, language: Language = 'en'): string {
  const filled = template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    if (typeof value === 'number') return value.toLocaleString(language);
    return typeof value === 'string' ? value : value[language];
  });
  return filled.trimEnd();
}
