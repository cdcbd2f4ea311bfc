import { splitOfName } from '../../../../core/vocabulary/split-names';
import { isHeldBackMore } from '../../listing/split-meanings';
import { missing } from '../rows/list-rows';
import { bareFlagsIn, isNo, isYes, saysFilesAreIntact, splitOfFlags } from '../splits/split-flags';
import type { NamedRow } from './label-names';
import { columnsRead, type ListNames } from './list-columns';

/** How many other words a column of splits may contain. */
const mostOdd = 5;

/**
 * Finds the column that names splits by its contents, whatever its name is (`Usage` with `Training` and `PublicTest`, `phase`, `fold`):
 * most of its rows name splits, and at least two are named, or one that is held out and nothing else. A row with another word is reported,
 * as in a column that is named `split`. If there is none, columns are used that are named like a split and say yes or no in every row
 * (`test` with 0 and 1).
 */
export class SplitColumn {
  /** The values of the columns by row; a column with too many other words is removed. */
  readonly #open = new Map<string, FewWords>();
  /** The words in a column that name no split. */
  readonly #odd = new Map<string, Set<string>>();
  readonly #closed = new Set<string>();
  #rows = 0;

  /** Looks at the columns of the next row. */
  add(keys: readonly string[], said: (key: string) => string | undefined): void {
    for (const key of keys) {
      if (this.#closed.has(key)) continue;
      const written = said(key)?.trim() ?? '';
      const value = missing.has(written) ? '' : written;
      const column = this.#valuesOf(key);
      const isOdd = value !== '' && !column.has(value) && splitOfName(value) === undefined;
      if ((isOdd && this.#isTooOdd(key, value)) || !column.set(this.#rows, value)) this.#close(key);
    }
    this.#rows++;
  }

  /** The rows with the splits of the column that was found, and its name in `names`; both unchanged if there is none. */
  read(rows: readonly NamedRow[], names: ListNames): { rows: readonly NamedRow[]; names: ListNames } {
    if (names.split !== undefined || names.flags.length > 0) return { rows, names };
    const all = [...this.#open];
    const found = all.find(([, values]) => namesTwo(values)) ?? all.find(([, values]) => marksSome(values));
    const weak = [...names.weak, 'split'] as const;
    if (found) {
      const [split, values] = found;
      return { rows: withSplits(rows, (at) => values.at(at)), names: { ...names, split, weak } };
    }
    const flags = names.label === undefined ? [] : bareFlagsIn([...this.#open.keys()]).filter(this.#isFlag);
    if (flags.length === 0) return { rows, names };
    const split = (at: number) => splitOfFlags(flags, (key) => this.#open.get(key)?.at(at));
    return { rows: withSplits(rows, split), names: { ...names, flags, weak } };
  }

  /** A flag must have both answers. */
  readonly #isFlag = ({ key }: { key: string }): boolean => {
    const values = this.#open.get(key)?.filled ?? [];
    const yes = values.filter(isYes).length;
    return (
      yes > 0 &&
      yes < values.length &&
      !saysFilesAreIntact(key, values) &&
      values.every((value) => isYes(value) || isNo(value))
    );
  };

  #isTooOdd(key: string, value: string): boolean {
    const odd = this.#odd.get(key) ?? new Set();
    this.#odd.set(key, odd.add(value));
    return odd.size > mostOdd;
  }

  #valuesOf(key: string): FewWords {
    const values = this.#open.get(key) ?? new FewWords();
    this.#open.set(key, values);
    return values;
  }

  #close(key: string): void {
    this.#open.delete(key);
    this.#closed.add(key);
  }
}

/**
 * A column with few different words takes a byte for each row: in a table with a column for each of 2,000 classes, any of them may name
 * splits as long as it says 0 and 1, and 100,000 rows have 200 million fields.
 */
class FewWords {
  /** The words by their numbers; 0 is a row without the column, which objects of JSON Lines may be. */
  readonly #words: (string | undefined)[] = [undefined];
  readonly #numbers = new Map<string, number>();
  /** How often each word occurs, by its number. */
  readonly #counts = [0];
  #rows = new Uint8Array(64);

  has(word: string): boolean {
    return this.#numbers.has(word);
  }

  /** Returns whether there is room for the word: for 255 of them. */
  set(row: number, word: string): boolean {
    const number = this.#numbers.get(word) ?? this.#words.length;
    if (number > 255) return false;
    if (number === this.#words.length) {
      this.#words.push(word);
      this.#counts.push(0);
      this.#numbers.set(word, number);
    }
    if (row >= this.#rows.length) {
      const more = new Uint8Array(Math.max(row + 1, 2 * this.#rows.length));
      more.set(this.#rows);
      this.#rows = more;
    }
    this.#rows[row] = number;
    this.#counts[number]++;
    return true;
  }

  at(row: number): string | undefined {
    return this.#words[this.#rows[row] ?? 0];
  }

  /** Each word, the empty one too, and how many rows have it. */
  get counts(): ReadonlyMap<string, number> {
    return new Map(Array.from(this.#numbers, ([word, number]) => [word, this.#counts[number]]));
  }

  /** The words of all rows that are not empty. */
  get filled(): string[] {
    return Array.from(this.#rows, (number) => this.#words[number]).filter((word) => word) as string[];
  }
}

const withSplits = (rows: readonly NamedRow[], split: (at: number) => string | undefined) =>
  rows.map(({ row, named }, at) => ({ row: { ...row, split: split(at) }, named }));

/** The columns that may name splits: all that mean nothing else; none if a column is known to name them. */
export function maybeSplitKeys(keys: readonly string[], names: ListNames): string[] {
  if (names.split !== undefined) return [];
  const used = columnsRead(names);
  return keys.filter((key, at) => !used.has(key) && keys.indexOf(key) === at);
}

/** Whether some fields hold out, all with one word, and the others are empty (`reserved` with `test` here and there). */
function marksSome({ counts }: FewWords): boolean {
  const [word, ...others] = [...counts.keys()].filter((value) => value);
  return others.length === 0 && isHeldBackMore(splitOfName(word ?? ''), undefined) && counts.has('');
}

function namesTwo({ counts }: FewWords): boolean {
  const splits = new Set<string>();
  let [named, odd] = [0, 0];
  for (const [value, rows] of counts) {
    const split = value ? splitOfName(value) : undefined;
    if (split !== undefined) splits.add(split);
    if (split !== undefined) named += rows;
    else if (value) odd += rows;
  }
  return splits.size >= 2 && odd < named;
}
