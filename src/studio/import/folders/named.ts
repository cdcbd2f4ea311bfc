/** How many folders are named in a note. */
const mostNamed = 5;

/** Names of folders in quotes; of many, the first ones. */
export function named(names: readonly string[]): string {
  const some = names.slice(0, mostNamed).map((name) => `"${name}"`);
  return [...some, ...(names.length > mostNamed ? ['…'] : [])].join(', ');
}
