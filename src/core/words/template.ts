import type { Language } from './language';

/** What goes into the places of a sentence. */
export type Values = Readonly<Record<string, string | number>>;

type PlacesOf<T extends string> = T extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | PlacesOf<Rest>
  : never;

/** The values that a sentence with places such as `{{name}}` asks for: its type says which are missing. */
export type ValuesOf<T extends string> = { readonly [Name in PlacesOf<T>]: string | number };

/** The sentence with its places filled; numbers are written as `language` writes them. */
export function fill(template: string, values: Values, language: Language = 'en'): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = values[name] ?? '';
    return typeof value === 'number' ? value.toLocaleString(language) : value;
  });
}
