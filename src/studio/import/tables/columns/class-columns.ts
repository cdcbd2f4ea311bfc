import { type Note, note } from '../../../../core/words/notes';
import type { ListRow } from '../rows/list-rows';
import { severalClassesNote } from '../rows/several-classes';
import { isNo, isYes } from '../splits/split-flags';

/** How many columns are named in a note. */
const mostNamed = 12;

/** The rows of a list whose classes are columns. */
interface LabelledRows {
  readonly rows: readonly ListRow[];
  /** The columns that are classes, in the order of the list; empty if none are. */
  readonly classes: readonly string[];
  readonly notes: readonly Note[];
}

/**
 * Columns that may each be a class, with a yes if an image belongs to it (one-hot tables, as Roboflow, ISIC and Kaggle have them). They are
 * classes if there are at least two of which every field says yes or no, and most images that belong to any belong to one.
 */
export class ClassColumns {
  /** Whether every field so far says yes, no or nothing, and whether any says something. */
  readonly #columns = new Map<string, { open: boolean; said: boolean }>();
  /** The columns that say yes, for each row. */
  readonly #rows: (readonly string[])[] = [];

  /** Looks at the columns of the next row. */
  add(keys: readonly string[], said: (key: string) => string | undefined): void {
    const yes: string[] = [];
    for (const key of keys) {
      const column = this.#columns.get(key) ?? { open: true, said: false };
      this.#columns.set(key, column);
      if (!column.open) continue;
      const value = said(key)?.trim() ?? '';
      if (isYes(value)) yes.push(key);
      // In CelebA -1 means no, in CheXpert it means uncertain.
      else if (value !== '' && !isNo(value) && !/^-1(\.0*)?$/.test(value)) column.open = false;
      if (value !== '') column.said = true;
    }
    this.#rows.push(yes);
  }

  /**
   * Whether a column that may be a flag for training is a class: it is called like the others (`is_train`, `is_bus`, `is_car`), and no image
   * that has it has another, so that as a flag it would leave nothing to train on. Otherwise it is forgotten.
   */
  takes(key: string): boolean {
    const column = this.#columns.get(key);
    const others = [...this.#columns].filter(([name, { open, said }]) => name !== key && open && said);
    const rows = this.#rows.filter((row) => row.some((name) => name === key));
    const known = new Set(others.map(([name]) => name));
    const hasOther = (row: readonly string[]) => row.some((name) => known.has(name));
    const areAlike = known.size >= 2 && [...known].every((name) => /^is/i.test(name.trim()));
    if (column?.open && areAlike && rows.length > 0 && !rows.some(hasOther) && this.#rows.some(hasOther))
      return true;
    this.#columns.delete(key);
    return false;
  }

  /** The rows with the class that their columns say. A row with several classes is set aside. */
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
