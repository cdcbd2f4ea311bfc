/** `wanted`, or `wanted 2`, `wanted 3` … where experiments of that name exist. */
export function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number++) name = `${wanted} ${number}`;
  return name;
}
