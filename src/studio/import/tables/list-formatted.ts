import { studioError } from '../../../core/errors';
import { splitOfName } from '../../../core/vocabulary/split-names';
import type { Language } from '../../../core/words/language';
import { type Note, note } from '../../../core/words/notes';
import type { ListContent, ListEntry } from '../../lists/format';
import type { ListPlace } from '../../lists/list-place';
import { formatAt, formatTitle, readTitles } from '../../lists/table';
import type { Listing } from '../listing/listing';
import { ImageFolders } from './image-folders';
import type { ListOptions } from './list-file';
import { type ListRow, listedFiles } from './list-rows';
import { severalClassesNote, someClasses } from './several-classes';

export interface FormattedOptions extends ListOptions {
  /** Leaves out, in words, images that show objects of several classes; else a list that has some is refused. */
  readonly leaveOutSeveral?: boolean;
}

type Format = NonNullable<ReturnType<typeof formatAt>>;

/**
 * A list as a labelling tool or a dataset has it, in one of the formats of `lists/table.ts`. Throws `unknown-list`, `unreadable-list`,
 * `list-several-classes`, `list-several-fields`, `list-remote`.
 */
export function listFormatted(place: ListPlace, options: FormattedOptions): Listing {
  const format = formatAt(place);
  if (!format) throw studioError('unknown-list', { path: place.path, formats: readTitles.join(', ') });
  const content = format.reading.read(place);
  if (content.objects && !options.leaveOutSeveral) refuseSeveral(place, content);
  const byName = splitOfName(content.splitByName ?? '');
  const folders = new ImageFolders(place.folder, place.path);
  const problems = [...content.problems];
  const { files, notes } = listedFiles(rowsOf(content, folders), {
    ...{ root: place.folder, names: options.names, own: true, problems },
    split: options.split ?? byName ?? null,
    likelySplit: options.split ?? byName,
  });
  return {
    ...{ kind: 'list', path: place.path, root: place.folder, split: options.split, files, problems },
    classes: content.classes,
    notes: [
      ...readAs(format, content),
      ...(byName !== undefined && options.split === null ? [splitNote(place, content)] : []),
      ...folderNotes(folders),
      ...content.notes,
      ...notes,
    ],
  };
}

function refuseSeveral({ path }: ListPlace, { entries }: ListContent): void {
  let [first, count, all]: [ListEntry | null, number, number] = [null, 0, 0];
  for (const entry of entries) {
    all++;
    if (entry.problem || entry.labels.length <= 1) continue;
    first ??= entry;
    count++;
  }
  if (!first) return;
  const { paths, labels } = first;
  const classes = someClasses(labels);
  const of = (language: Language) => `"${paths[0]}" (${classes[language]})`;
  const example = { en: of('en'), ko: of('ko') };
  throw studioError('list-several-classes', { path, count, all, example });
}

function* rowsOf({ entries }: ListContent, folders: ImageFolders): Generator<ListRow> {
  for (const entry of entries) yield rowOf(entry, folders);
}

function rowOf({ place, paths, labels, split, problem, byModel }: ListEntry, folders: ImageFolders): ListRow {
  const row = { place, path: folders.pathOf(paths), split };
  const source = byModel ? 'pseudo-label' : undefined;
  if (problem) return { ...row, problem };
  if (labels.length <= 1) return { ...row, label: labels[0], source };
  return { ...row, problem: severalClassesNote(labels) };
}

function readAs(format: Format, { objects }: ListContent): Note[] {
  const read = note('list-read-as', { format: formatTitle(format) });
  return objects ? [read, note('list-of-objects', {})] : [read];
}

function splitNote({ name }: ListPlace, { splitByName = '' }: ListContent): Note {
  return note('list-split-by-name', { list: name, split: splitByName });
}

function folderNotes({ found }: ImageFolders): Note[] {
  return [...found].map(([folder, images]) => note('images-in-folder', { folder, images }));
}
