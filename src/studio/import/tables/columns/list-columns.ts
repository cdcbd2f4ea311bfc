import { parse } from 'csv-parse/sync';
import { type StudioError, studioError } from '../../../../core/errors';
import { type SplitFlag, splitFlagsIn } from '../splits/split-flags';
import { columnsByContent } from './without-header';

/** The names that a column of a list can have, the clearest first. */
const synonyms = {
  path: plainAll([
    'path',
    ...['filename', 'file_name', 'file', 'filepath', 'file_path', 'image', 'image_path', 'image_file'],
    ...[
      'img',
      'img_path',
      'image_name',
      'relative_path',
      'image_filename',
      'img_filename',
      'img_name',
      'img_file',
    ],
    ...['filenames', 'fname', '파일', '파일명', '파일이름', '이미지', '경로'],
    ...['datei', 'dateiname', 'bild', 'bildname', 'bilddatei', 'fichier', 'nom_fichier', 'archivo', 'imagen'],
    ...['图片', '图像', '文件', '文件名', '路径', '圖片', '檔名', '画像', '画像名', 'ファイル', 'ファイル名'],
  ]),
  label: plainAll([
    ...['label', 'class', 'class_name', 'label_name', 'category', 'labels'],
    ...['라벨', '레이블', '클래스', '분류'],
    ...['klasse', 'kategorie', 'étiquette', 'etiqueta', 'classe', 'clase'],
    ...['标签', '类别', '標籤', '類別', 'ラベル', 'クラス'],
  ]),
  split: plainAll(['split', 'set', 'subset', 'partition', '분할']),
  group: plainAll(['group', 'group_id', 'groups', 'group_name', '그룹']),
};

/** Less clear names: used if there is none of those above, with a note. */
const weakSynonyms = {
  path: plainAll([
    ...['image_id', 'img_id', 'isic_id', 'photo_id', 'photo', 'picture', 'images', 'image_url'],
    ...['id_code', 'name', 'id'],
  ]),
  label: plainAll([
    ...['class_label', 'class_id', 'label_id', 'category_name', 'category_id', 'target', 'species', 'breed'],
    ...['diagnosis', 'dx', 'ground_truth', 'y', 'fine_label', 'class_index', 'class_idx', 'label_index'],
    ...['label_idx'],
  ]),
  // Pictures of one patient, or of one film, are alike: a draw must not put them on both sides.
  group: plainAll([
    ...['patient_id', 'patient', 'lesion_id', 'subject_id', 'person_id', 'individual_id', 'participant_id'],
    ...['specimen_id', 'video_id', 'sequence_id', 'seq_id', 'burst_id'],
  ]),
};

/** The names of a column that says in words what another one says in numbers. */
const labelNames = plainAll([
  ...['label_name', 'class_name', 'category_name', 'label_text', 'class_text'],
  ...['라벨명', '클래스명', '분류명'],
]);

export type ListColumn = keyof typeof synonyms;

/** The names of a list's columns. */
export type ListNames = Readonly<Partial<Record<ListColumn, string>>> & {
  /** A column that may have names for numeric labels (`label-names.ts`). */
  readonly labelName?: string;
  /** Columns that together replace a missing column of splits. */
  readonly flags: readonly SplitFlag[];
  /** Which of the columns have an unclear name. */
  readonly weak: readonly ListColumn[];
};

/** All columns of a list that are used. */
export const columnsRead = ({
  path,
  label,
  split,
  group,
  flags,
}: ListNames): ReadonlySet<string | undefined> =>
  new Set([path, label, split, group, ...flags.map(({ key }) => key)]);

/** The columns that an export of labels has besides path, label and split. */
const ownColumns = ['source', 'labelling_run', 'confidence', 'detail', 'state'];

export interface CsvShape {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly names: ListNames;
  /** Whether it is an export of this program, whose contents are exact. */
  readonly own: boolean;
  /** Whether the first line names the columns; otherwise they are recognised by their contents, and named by their numbers. */
  readonly hasHeader: boolean;
  /** Number of the table's first line, and the offset at which it begins. */
  readonly firstLine: number;
  readonly start: number;
}

/** Which of `keys` are path, label, split and group. */
export function namesIn(keys: readonly string[]): ListNames {
  const plain = keys.map(plainly);
  const first = (names: readonly string[]) => {
    const name = names.find((synonym) => plain.includes(synonym));
    return name === undefined ? undefined : keys[plain.indexOf(name)];
  };
  const [path, label, group] = [first(synonyms.path), first(synonyms.label), first(synonyms.group)];
  const found = {
    path: path ?? first(weakSynonyms.path),
    label: label ?? first(weakSynonyms.label),
    split: first(synonyms.split),
    group: group ?? first(weakSynonyms.group),
  };
  const weak = (['path', 'label', 'group'] as const).filter(
    (column) => found[column] !== undefined && { path, label, group }[column] === undefined,
  );
  const isNot = (name: string) => name !== plainly(found.label ?? '');
  const labelName = labelNames.every(isNot)
    ? first([...labelNames, ...synonyms.label, ...weakSynonyms.label].filter(isNot))
    : undefined;
  return {
    ...found,
    ...(labelName && { labelName }),
    weak,
    flags: found.split === undefined ? splitFlagsIn(keys) : [],
  };
}

/** Names of columns that number the rows. */
const countsRows = /^(unnamed:\d+|index|idx|no|id|#)?$/;

/** The columns that may each be a class (`ClassColumns`): all that mean nothing else; none if a column has the labels. */
export function classKeys(keys: readonly string[], names: ListNames): string[] {
  if (names.label !== undefined) return [];
  const used = columnsRead({ ...names, flags: [] });
  const flags = new Set(splitFlagsIn(keys).map(({ key }) => key));
  const [only, ...more] = names.flags;
  // `is_train` may be the class of pictures of trains.
  const isTrain = (key: string) =>
    key === only?.key && only.split === 'train' && more.length === 0 && /^is/i.test(key.trim());
  return keys.filter(
    (key, at) =>
      (isTrain(key) || !flags.has(key)) &&
      !used.has(key) &&
      !countsRows.test(plainly(key)) &&
      keys.indexOf(key) === at,
  );
}

/** Whether the columns beside path, label and split are those of an export of this program. */
const isOwn = (keys: readonly string[]) => ownColumns.every((name) => keys.includes(name));

/** A name without what programs write differently: `ClassId`, `class_id`, `Class ID` and `class.id` are one. */
function plainly(key: string): string {
  return key
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, '');
}

function plainAll(names: readonly string[]): readonly string[] {
  return names.map(plainly);
}

/** In how many lines a header is searched for. */
const headLines = 20;

/**
 * Finds the header, which may come after empty lines, comments or titles, and from it the separator and the columns; without a header, the
 * columns by their contents. Throws `list-columns` if no column names the files.
 */
export function csvShape(file: string, text: string): CsvShape {
  let delimiters = [',', ';', '\t', '|'];
  let most: string[] | undefined;
  let first: { readonly number: number; readonly start: number } | undefined;
  for (const { line, number, start } of firstLines(text)) {
    // A spreadsheet writes this above the header to name its separator.
    const named = /^"?sep=(.)"?$/i.exec(line)?.[1];
    if (named !== undefined) delimiters = [named];
    if (named !== undefined || /^[\s,;|"]*$/.test(line)) continue;
    const isComment = /^\s*"?#/.test(line);
    for (const delimiter of delimiters) {
      const columns = headerOf(text.slice(start), delimiter, isComment);
      const names = namesIn(columns);
      const enough = names.path !== undefined && (names.label !== undefined || !(isComment || most));
      if (enough)
        return { delimiter, columns, names, own: isOwn(columns), hasHeader: true, firstLine: number, start };
    }
    if (isComment) continue;
    first ??= { number, start };
    most ??= widest(delimiters.map((delimiter) => headerOf(text.slice(start), delimiter)));
  }
  const shape = first && withoutHeader(text, delimiters, first);
  if (shape) return shape;
  throw columnsError(file, most ?? []);
}

/** How many columns are named: a table of pixels has one for each. */
const mostNamed = 20;

/** The error for a list in which no column has the paths. */
export function columnsError(file: string, columns: readonly string[]): StudioError {
  const some = columns.slice(0, mostNamed).map((name) => `"${name}"`);
  const named = [...some, ...(columns.length > mostNamed ? ['…'] : [])];
  return studioError('list-columns', { file, columns: named.join(', ') });
}

function withoutHeader(
  text: string,
  delimiters: readonly string[],
  { number, start }: { readonly number: number; readonly start: number },
): CsvShape | undefined {
  // `cat/1.jpg 0`, as Caffe and many datasets have it; in a header a space may be part of a name.
  for (const delimiter of [...delimiters, ' ']) {
    const places = columnsByContent(text.slice(start), delimiter);
    if (!places) continue;
    const columns = Array.from({ length: places.columns }, (_, at) => String(at + 1));
    // The names say that the list has a row for each object (`object-rows.ts`).
    if (places.box !== undefined) columns.splice(places.box, 4, 'x1', 'y1', 'x2', 'y2');
    const [path, label, split] = [places.path, places.label, places.split].map((at) =>
      at === undefined ? undefined : columns[at],
    );
    const names = { path, label, split, flags: [], weak: [] };
    return { delimiter, columns, names, own: false, hasHeader: false, firstLine: number, start };
  }
  return undefined;
}

const widest = (rows: readonly string[][]) =>
  rows.reduce((most, each) => (each.length > most.length ? each : most));

function* firstLines(text: string): Generator<{ line: string; number: number; start: number }> {
  let start = text.startsWith('\ufeff') ? 1 : 0;
  for (let number = 1; number <= headLines && start < text.length; number++) {
    const [end] = /\r\n|\n|\r|$/.exec(text.slice(start, start + 65_536)) ?? [''];
    const length = text.slice(start, start + 65_536).search(/\r\n|\n|\r|$/);
    yield { line: text.slice(start, start + length), number, start };
    start += length + end.length;
  }
}

function headerOf(text: string, delimiter: string, isComment = false): string[] {
  try {
    const [columns] = parse(text.slice(0, 65_536), {
      delimiter,
      bom: true,
      to: 1,
      skip_empty_lines: true,
      relax_quotes: true,
      relax_column_count: true,
    }) as string[][];
    const names = (columns ?? []).map((name) => name.trim());
    return isComment ? [names[0].replace(/^#+\s*/, ''), ...names.slice(1)] : names;
  } catch {
    return [];
  }
}
