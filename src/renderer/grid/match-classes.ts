/** Classes whose names fit what was typed: those that begin with it first, then those with a word that does, then the rest. */
export function matchClasses<C extends { readonly name: string }>(classes: readonly C[], text: string): C[] {
  const typed = text.trim().toLowerCase();
  if (!typed) return [...classes];
  const ranked = classes.map((its) => ({ its, rank: rankOf(its.name.toLowerCase(), typed) }));
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
