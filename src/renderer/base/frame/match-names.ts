/**
 * The items whose name matches the typed text: first names that begin with it, then names with a word that begins with it, then the rest.
 */
export function matchNames<N extends { readonly name: string }>(all: readonly N[], text: string): N[] {
  const typed = text.trim().toLowerCase();
  if (!typed) return [...all];
  const ranked = all.map((its) => ({ its, rank: rankOf(its.name.toLowerCase(), typed) }));
  return ranked
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map(({ its }) => its);
}

function rankOf(name: string, typed: string): number {
  if (name.startsWith(typed)) return 0;
  if (name.split(/[\s_\-/]+/).some((word) => word.startsWith(typed))) return 1;
  return name.includes(typed) ? 2 : 3;
}
