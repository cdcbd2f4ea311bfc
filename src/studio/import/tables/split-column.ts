import { splitOfName } from '../../../core/vocabulary/split-names';
import type { NamedRow } from './label-names';
import { columnsRead, type ListNames } from './list-columns';

/**
 * Finds the column that names splits by what stands in it, whatever it is called (`Usage` with `Training` and `PublicTest`,
 * `phase`, `fold`). Every value has to be the name of a split, and two splits at least have to be named.
 */
export class SplitColumn {
  /** What the columns say, row by row; a column that says anything else is no longer in it. */
  readonly #open = new Map<string, string[]>();
  readonly #closed = new Set<string>();
  #rows = 0;

  /** Looks at the next row: what its columns say. */
  add(keys: readonly string[], said: (key: string) => string | undefined): void {
    for (const key of keys) {
      if (this.#closed.has(key)) continue;
      const value = said(key)?.trim() ?? '';
      if (value === '' || splitOfName(value) !== undefined) this.#valuesOf(key)[this.#rows] = value;
      else this.#close(key);
    }
    this.#rows++;
  }

  /** The rows with the splits that the column names, and its name among `names`; both as they were where there is none. */
  read(rows: readonly NamedRow[], names: ListNames): { rows: readonly NamedRow[]; names: ListNames } {
    const [found] = [...this.#open].filter(([, values]) => namesTwo(values));
    if (!found || names.split !== undefined || names.flags.length > 0) return { rows, names };
    const [split, values] = found;
    return {
      rows: rows.map(({ row, named }, at) => ({ row: { ...row, split: values[at] }, named })),
      names: { ...names, split, weak: [...names.weak, 'split'] },
    };
  }

  #valuesOf(key: string): string[] {
    const values = this.#open.get(key) ?? [];
    this.#open.set(key, values);
    return values;
  }

  #close(key: string): void {
    this.#open.delete(key);
    this.#closed.add(key);
  }
}

/** The columns that may name splits: all that mean nothing else, where nothing names them. */
export function maybeSplitKeys(keys: readonly string[], names: ListNames): string[] {
  if (names.split !== undefined || names.flags.length > 0) return [];
  const used = columnsRead(names);
  return keys.filter((key, at) => !used.has(key) && key !== names.labelName && keys.indexOf(key) === at);
}

function namesTwo(values: readonly string[]): boolean {
  const splits = new Set<string | undefined>();
  for (const value of values) if (value) splits.add(splitOfName(value));
  return splits.size >= 2;
}
