import { type SplitFlag, saysFilesAreIntact, splitOfFlags } from '../splits/split-flags';
import type { ClassColumns } from './class-columns';
import type { NamedRow } from './label-names';
import type { ListNames } from './list-columns';

/**
 * The columns that are named like a yes or no to a split (`is_test`), with their values: only these show whether they are that, or a class
 * (`is_train` beside `is_bus`), or say that the files are intact (`is_valid`).
 */
export class FlagColumns {
  readonly #flags = new Map<string, SplitFlag>();
  readonly #values = new Map<string, string[]>();
  /** The flags of each row, since the objects of JSON Lines may have different keys. */
  readonly #rows: (readonly SplitFlag[])[] = [];

  /** Looks at the flags of the next row. */
  add(flags: readonly SplitFlag[], said: (key: string) => string | undefined): void {
    for (const flag of flags) {
      this.#flags.set(flag.key, flag);
      const values = this.#values.get(flag.key) ?? [];
      this.#values.set(flag.key, values);
      values[this.#rows.length] = said(flag.key)?.trim() ?? '';
    }
    this.#rows.push(flags);
  }

  /** The rows with the splits that their flags name; `names` then has only the columns that are flags. */
  read(
    rows: readonly NamedRow[],
    names: ListNames,
    classColumns: ClassColumns,
  ): { rows: readonly NamedRow[]; names: ListNames; dropped: readonly string[] } {
    const all = [...this.#flags.values()];
    const flags = all.filter(
      ({ key }) => !classColumns.takes(key) && !saysFilesAreIntact(key, this.#said(key)),
    );
    const dropped = all.filter((flag) => !flags.includes(flag)).map(({ key }) => key);
    if (all.length === 0) return { rows, names, dropped };
    const isKept = new Set(flags.map(({ key }) => key));
    const splitAt = (at: number) =>
      splitOfFlags(
        (this.#rows[at] ?? []).filter(({ key }) => isKept.has(key)),
        (key) => this.#values.get(key)?.[at],
      );
    const weak =
      flags.length > 0 && names.split === undefined ? ([...names.weak, 'split'] as const) : names.weak;
    return {
      rows: rows.map(({ row, named }, at) => ({ row: { ...row, split: row.split ?? splitAt(at) }, named })),
      names: { ...names, flags, weak },
      dropped,
    };
  }

  #said(key: string): string[] {
    return (this.#values.get(key) ?? []).filter((value) => value);
  }
}
