import type { NameList } from './class-lines';

/**
 * How the numbers among labels fit the numbers of names. `from-one`: the names have no numbers, and the labels count them from 1. `unclear`:
 * numbers may mean other names than those that they would get. `beyond`: some numbers have no name, but the others are clear.
 */
export type NumbersFit = 'fits' | 'from-one' | 'unclear' | 'beyond';

/** Compares the whole numbers among the labels of a source (without those that are names) with a list of names. */
export function fitOf(numbers: ReadonlySet<number>, { names, counted }: NameList): NumbersFit {
  const isNamed = (number: number) => names.has(String(number));
  const all = [...numbers];
  const bare = all.filter((number) => !isNamed(number));
  if (bare.length === 0) return 'fits';
  if (counted) {
    const last = counted.length;
    if (numbers.size === last && all.every((number) => number >= 1 && number <= last)) return 'from-one';
    if (bare.length === all.length) return 'fits';
    return numbers.has(0) && !numbers.has(last) ? 'beyond' : 'unclear';
  }
  // The labels count from 0, and the names from 1.
  if (bare.includes(0) && all.every((number) => isNamed(number + 1))) return 'unclear';
  return bare.length === all.length ? 'fits' : 'beyond';
}
