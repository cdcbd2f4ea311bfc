import { className } from '../../catalog';
import { type Note, note } from '../../core/words/notes';

/**
 * The names of classes, of which equal ones are told apart by their keys (`crane (n02012849)`): two classes of a file are never one. `alike`
 * are the names that were changed.
 */
export function toldApart(entries: readonly (readonly [key: string, name: string])[]): {
  names: string[];
  alike: string[];
} {
  const counts = new Map<string, number>();
  for (const [, name] of entries) counts.set(className(name), (counts.get(className(name)) ?? 0) + 1);
  const names = entries.map(([key, name]) =>
    (counts.get(className(name)) ?? 0) > 1 ? `${className(name)} (${key})` : name,
  );
  return { names, alike: names.filter((name, at) => name !== entries[at][1]) };
}

/** The same for classes by their ids, which are renamed in place. */
export function tellApart(byId: Map<string, string>): readonly string[] {
  const entries = [...byId];
  const { names, alike } = toldApart(entries);
  for (const [at, [id]] of entries.entries()) byId.set(id, names[at]);
  return alike;
}

/** How many names are named. */
const mostNamed = 8;

/** A note on the classes of a list that were told apart. */
export function alikeNote(file: string, alike: readonly string[]): Note[] {
  if (alike.length === 0) return [];
  const names = alike.slice(0, mostNamed).map((name) => `"${name}"`);
  return [
    note('class-names-equal', { file, names: names.join(', ') + (alike.length > mostNamed ? ' …' : '') }),
  ];
}
