import { basename } from 'node:path';
import { className, type Issue, type Split } from '../../../../catalog';
import { splitOfName } from '../../../../core/vocabulary/split-names';
import { type Note, note } from '../../../../core/words/notes';
import { namedImage } from '../../../lists/image-paths';
import type { RowMarks } from '../../../lists/label-row';
import type { ClassNames } from '../../listing/class-names';
import { issueAt, isText, type ListedFile } from '../../listing/listing';
import { isHeldBackMore, splitMeanings } from '../../listing/split-meanings';
import type { ImageFolders } from '../paths/image-folders';
import { ListedPaths } from '../paths/listed-paths';
import { SplitAsked } from '../splits/split-asked';
import { heldOutByFolder } from '../splits/splits-by-folder';

/** One row of a list, with its place. */
export interface ListRow {
  /** `list.csv:7`, or as the list's format numbers its entries. */
  readonly place: string;
  readonly path?: string;
  readonly label?: string;
  readonly split?: string;
  readonly group?: string;
  /** How sure the list is that the image shows the class. */
  readonly presence?: string;
  /** Where the label comes from, in an export of this program. */
  readonly source?: string;
  /** Tags, star and note, in an export of this program. */
  readonly marks?: RowMarks;
  /** Why the image is set aside, whatever its file contains. */
  readonly problem?: ListedFile['problem'];
}

interface RowOptions {
  readonly root: string;
  /** The folders beside the list's own in which its images may be too; left out if its format has looked there already. */
  readonly folders?: ImageFolders;
  /** The split of rows that name none. */
  readonly split: Split | null;
  /** What a person says that all images are for: what the list would train on follows it. */
  readonly asked?: Split;
  /** The split that the list's name suggests, which helps to choose between files of the same name. */
  readonly likelySplit?: Split;
  readonly names: ClassNames;
  /** Whether it is an export of this program, in which only an empty label means no label. */
  readonly own: boolean;
  /** Labels with which the list says that an image has none. */
  readonly none?: ReadonlySet<string>;
  /** Whether a column of the list names splits. */
  readonly hasSplits?: boolean;
  /** Problems with rows are added here. */
  readonly problems: Issue[];
}

/** What tables contain for a missing value: the list of pandas. A class with such a name must be in `labels.json`. */
export const missing: ReadonlySet<string> = new Set(
  '#N/A|#N/A N/A|#NA|-1.#IND|-1.#QNAN|-NaN|-nan|1.#IND|1.#QNAN|<NA>|N/A|NA|NULL|NaN|None|n/a|nan|null'.split(
    '|',
  ),
);

/** What Google's lists contain for an image that has no split yet. */
export const noSplitYet = 'UNASSIGNED';

/** Whether a row of another program's table names a split. */
export const namesSplit = ({ split }: ListRow): boolean =>
  Boolean(split?.trim()) && !isNoSplit((split as string).trim());

const isNoSplit = (split: string) => missing.has(split) || split === noSplitYet;

/** Removes the split of a row if its value means that there is none. */
function withoutEmptySplit(row: ListRow, own: boolean): ListRow {
  const split = row.split?.trim() ?? '';
  return !own && isNoSplit(split) ? { ...row, split: undefined } : row;
}

/** The files that the rows of a list name. A row that cannot be used is reported in `problems`. */
export function listedFiles(
  rows: Iterable<ListRow>,
  options: RowOptions,
): { files: readonly ListedFile[]; notes: Note[] } {
  const files = new Map<string, ListedFile>();
  const seen: Seen = { missing: new Map<string, number>(), poolInstead: 0, pseudo: 0, split: 0, noSplit: 0 };
  const paths = new ListedPaths(options.root);
  const asked = new SplitAsked(options.asked);
  /** Paths for which neither row nor list names a split. */
  const open = new Set<string>();
  const isOpen = options.split === null && options.likelySplit === undefined;
  const add = (row: ListRow, found: ListedFile) => {
    const before = files.get(found.path);
    if (before) {
      options.problems.push(issueAt(row.place, repeated(before, found)));
      // A file that one line holds out is not trained on, whatever another line says.
      if (isHeldBackMore(found.split, before.split)) files.set(found.path, found);
      return;
    }
    if (row.source === 'pseudo-label') seen.pseudo++;
    if (row.split?.trim()) seen.split++;
    else if (isOpen) open.add(found.path);
    const unlabelled = found.label === null && !found.problem && found.split === 'labelled-train';
    if (unlabelled) seen.poolInstead++;
    files.set(found.path, unlabelled ? { ...found, split: 'unlabelled' } : found);
  };
  const astray: { row: ListRow; described: Described; path: string }[] = [];
  for (const each of rows) {
    const row = withoutEmptySplit(each, options.own);
    const said = describe(row, options, seen.missing);
    if ('code' in said) {
      options.problems.push(issueAt(row.place, said));
      continue;
    }
    const described = row.split?.trim() ? { ...said, split: asked.of(said.split) } : said;
    const raw = row.path ?? '';
    const path = paths.find(raw);
    if (path === undefined) astray.push({ row, described, path: raw });
    else add(row, { path, ...described });
  }
  // This comes after all others: a file that one row names exactly is not meant by another row with a similar name.
  const guessed = new Map<string, string>();
  for (const { row, described, path: raw } of astray) {
    // A name that several rows have means one file, as an exact path does.
    const known = guessed.get(raw);
    if (known !== undefined) {
      add(row, { path: known, ...described });
      continue;
    }
    const below = paths.guess(raw, row.split ? described.split : options.likelySplit, files);
    const path = below === paths.asWritten(raw) ? (foundBeside(raw, paths, options.folders) ?? below) : below;
    if (typeof path === 'string') {
      guessed.set(raw, path);
      add(row, { path, ...described });
    } else add(row, { path: paths.asWritten(raw), ...described, label: null, problem: path });
  }
  const { files: listed, notes } = heldOutByFolder([...files.values()], open, options.root);
  if (options.hasSplits && !options.own)
    seen.noSplit = listed.filter(
      ({ path, label, split }) => label !== null && split === 'labelled-train' && open.has(path),
    ).length;
  return {
    files: listed,
    notes: [...pathNotes(paths), ...notesOn(seen), ...asked.notes, ...notes, ...severalLabels(listed)],
  };
}

/** The file in a folder beside that of the list (`meta/train.txt` beside `train`, `labels/l.csv` beside `images`). */
function foundBeside(raw: string, paths: ListedPaths, folders: ImageFolders | undefined): string | undefined {
  const path = raw.trim().replaceAll('\\', '/');
  const found = folders?.pathOf([path]);
  return found === undefined || found === path ? undefined : paths.find(found);
}

function repeated({ path, label, split }: ListedFile, { label: other, split: otherSplit }: ListedFile): Note {
  if (isHeldBackMore(split, otherSplit) || isHeldBackMore(otherSplit, split))
    return note('repeated-row-split', {
      ...{ path, split: splitMeanings[split], other: splitMeanings[otherSplit] },
    });
  const differ = label !== null && other !== null && label !== other;
  return differ ? note('repeated-row-other', { path, label, other }) : note('repeated-row', { path });
}

/** How many labels are named in a note. */
const mostLabels = 5;

/**
 * A note on labels such as "cat,dog" beside "cat", or "cat dog" beside both. A name with commas of which no part is a class, as ImageNet
 * has them, is one label, and so is one of several words.
 */
function severalLabels(files: readonly ListedFile[]): Note[] {
  const labels = new Set(files.flatMap(({ label }) => (label === null ? [] : [label])));
  const [listed, joined] = [partsShared(labels, /[;|]/), partsShared(labels, /[,/+]/)];
  const several = [...labels].filter((label) => {
    const [parts, pieces] = [partsOf(label, /[,;|]/), partsOf(label, /[,/+]/)];
    const words = label.split(/\s+/);
    const all = words.length > 1 && words.every((word) => labels.has(word));
    return (
      all ||
      (parts.length > 1 && parts.some((part) => labels.has(part) || listed.has(part))) ||
      (pieces.length > 1 && pieces.every((part) => labels.has(part) || joined.has(part)))
    );
  });
  if (several.length === 0) return [];
  const named = several.slice(0, mostLabels).map((label) => `"${label}"`);
  return [
    note('several-labels', { labels: [...named, ...(several.length > mostLabels ? ['…'] : [])].join(', ') }),
  ];
}

function partsOf(label: string, separator: RegExp): string[] {
  return label
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** Parts that several labels have: "cat|dog" and "dog|fox", even if no label is "dog" alone. */
function partsShared(labels: ReadonlySet<string>, separator: RegExp): ReadonlySet<string> {
  const [once, again] = [new Set<string>(), new Set<string>()];
  for (const label of labels)
    if (separator.test(label))
      for (const part of new Set(partsOf(label, separator))) (once.has(part) ? again : once).add(part);
  return again;
}

/** A line of a list in the form that editors and compilers use. */
export const lineOf = (file: string, line: number) => `${basename(file)}:${line}`;

/** What a row says about its file. */
type Described = Omit<ListedFile, 'path'>;

/** What a row says about its file, or what is wrong with the row. */
function describe(
  row: ListRow,
  { split, names, own, none }: RowOptions,
  seen: Map<string, number>,
): Described | Note {
  if (!row.path?.trim()) return note('row-without-path', {});
  if (!isText(row.path + (row.label ?? '') + (row.group ?? ''))) return note('row-character', {});
  const { remote } = namedImage(row.path.trim());
  if (remote) return remote;
  const rowSplit = row.split?.trim() ? splitOfName(row.split) : (split ?? undefined);
  if (row.split?.trim() && rowSplit === undefined) return note('unknown-split', { split: row.split });
  const label = row.label === undefined ? null : labelOf(row.label, { names, own, none }, seen);
  const fallback: Split = label === null ? 'unlabelled' : 'labelled-train';
  const group = groupOf(row, own);
  return {
    split: rowSplit ?? fallback,
    ...labelled(row, label, names),
    ...(group && { group }),
    ...(row.marks && { marks: row.marks }),
  };
}

function labelled({ problem }: ListRow, label: string | null, names: ClassNames) {
  if (problem) return { label: null, problem };
  return label === null ? { label } : names.check(label);
}

/** A group is a name as it is written, without spaces around it; the values for missing data in tables are no groups. */
function groupOf({ group }: ListRow, own: boolean): string | undefined {
  const name = group?.trim() ?? '';
  return name === '' || (!own && missing.has(name)) ? undefined : name;
}

function labelOf(
  raw: string,
  { names, own, none }: Pick<RowOptions, 'names' | 'own' | 'none'>,
  seen: Map<string, number>,
): string | null {
  const label = className(raw);
  const isMissing = !own && (missing.has(label) || none?.has(label)) && !names.has(label);
  if (isMissing) seen.set(label, (seen.get(label) ?? 0) + 1);
  return label === '' || isMissing ? null : label;
}

interface Seen {
  readonly missing: Map<string, number>;
  poolInstead: number;
  pseudo: number;
  /** Number of rows that name a split, and of those with a label that do not. */
  split: number;
  noSplit: number;
}

function notesOn(seen: Seen): Note[] {
  const notes: Note[] = [];
  if (seen.missing.size > 0) {
    const words = [...seen.missing].map(([word, count]) => `"${word}" (${count.toLocaleString('en')})`);
    notes.push(note('labels-missing', { labels: words.join(', ') }));
  }
  if (seen.poolInstead > 0) notes.push(note('train-without-label', { images: seen.poolInstead }));
  if (seen.split > 0 && seen.noSplit > 0) notes.push(note('rows-without-split', { images: seen.noSplit }));
  if (seen.pseudo > 0) notes.push(note('pseudo-labels', { labels: seen.pseudo }));
  return notes;
}

/**
 * Notes on files that were found although they are not at the place or under the name that the list gives: other files with these names
 * might have been meant.
 */
function pathNotes({ elsewhere, renamed: { count, first } }: ListedPaths): Note[] {
  const moved = [...elsewhere].map(([before, paths]) => note('paths-elsewhere', { paths, before }));
  return first ? [...moved, note('paths-renamed', { paths: count, ...first })] : moved;
}
