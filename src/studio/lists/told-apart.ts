/**
 * The names of classes, of which equal ones are told apart by their keys (`crane (n02012849)`): two classes of a file are never one. `alike`
 * are the names that were changed.
 */
export function toldApart(entries: readonly (readonly [key: string, name: string])[]): {
  names: string[];
  alike: string[];
} {
  const counts = new Map<string, number>();
  for (const [, name] of entries) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = entries.map(([key, name]) => ((counts.get(name) ?? 0) > 1 ? `${name} (${key})` : name));
  return { names, alike: names.filter((name, at) => name !== entries[at][1]) };
}
