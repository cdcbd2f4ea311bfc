import { type Note, note } from '../../../core/words/notes';
import type { ListRow } from './list-rows';
import { severalClassesNote } from './several-classes';
import { isNo, isYes } from './split-flags';

/** So many columns of a note are named. */
const mostNamed = 12;

/** What a list comes to whose classes are columns. */
interface LabelledRows {
  readonly rows: readonly ListRow[];
  /** The columns that are classes, in the order of the list; none where none are. */
  readonly classes: readonly string[];
  readonly notes: readonly Note[];
}

/**
 * Columns of which each may be a class, with a yes where an image is of it (one-hot tables, as Roboflow, ISIC and Kaggle have them). They
 * are classes where there are two at least, all of whose fields say yes or no, and most images that have any have one.
 */
export class ClassColumns {
  /** Whether every field so far says yes, no or nothing, and any says something. */
  readonly #columns = new Map<string, { open: boolean; said: boolean }>();
  /** The columns that say yes, row by row. */
  readonly #rows: (readonly string[])[] = [];

  /** Looks at the next row: what its columns say. */
  add(keys: readonly string[], said: (key: string) => string | undefined): void {
    const yes: string[] = [];
    for (const key of keys) {
      const column = this.#columns.get(key) ?? { open: true, said: false };
      this.#columns.set(key, column);
      if (!column.open) continue;
      const value = said(key)?.trim() ?? '';
      if (isYes(value)) yes.push(key);
      // CelebA has -1 for no, CheXpert for what is not sure.
      else if (value !== '' && !isNo(value) && !/^-1(\.0*)?$/.test(value)) column.open = false;
      if (value !== '') column.said = true;
    }
    this.#rows.push(yes);
  }

  /** The rows with the class that their columns say. One of several is put aside. */
  labelled(rows: readonly ListRow[]): LabelledRows {
    const classes = [...this.#columns].filter(([, { open, said }]) => open && said).map(([name]) => name);
    const known = new Set(classes);
    const yes = this.#rows.map((row) => row.filter((name) => known.has(name)));
    const of = (fits: (count: number) => boolean) => yes.filter(({ length }) => fits(length)).length;
    const [one, several] = [of((count) => count === 1), of((count) => count > 1)];
    if (classes.length < 2 || one + several === 0) return { rows, classes: [], notes: [] };
    const columns = named(classes);
    if (several > one) {
      const example = yes.findIndex(({ length }) => length > 1);
      const such = { path: rows[example].path ?? '', example: named(yes[example]) };
      const notes = [note('columns-several-classes', { columns, several, images: rows.length, ...such })];
      return { rows, classes: [], notes };
    }
    const counts = { labelled: one, several, none: rows.length - one - several };
    return {
      rows: rows.map((row, at) => labelledBy(row, yes[at] ?? [])),
      classes,
      notes: [note('classes-by-column', { columns, ...counts })],
    };
  }
}

function labelledBy(row: ListRow, classes: readonly string[]): ListRow {
  if (classes.length <= 1) return { ...row, label: classes[0] };
  return { ...row, problem: severalClassesNote(classes) };
}

function named(names: readonly string[]): string {
  const some = names.slice(0, mostNamed).map((name) => `"${name}"`);
  return [...some, ...(names.length > mostNamed ? ['…'] : [])].join(', ');
}
