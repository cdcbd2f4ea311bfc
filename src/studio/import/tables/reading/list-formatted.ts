import { studioError } from '../../../../core/errors';
import type { Language } from '../../../../core/words/language';
import { type Note, note } from '../../../../core/words/notes';
import type { ListContent, ListEntry } from '../../../lists/format';
import type { ListPlace } from '../../../lists/list-place';
import { refuseFullHeap } from '../../../lists/row-room';
import { formatAt, formatTitle, readTitles } from '../../../lists/table';
import { labelsInDoubt } from '../../listing/labels-in-doubt';
import { labelsNoClasses } from '../../listing/labels-no-classes';
import type { Listing } from '../../listing/listing';
import { Downloads, isAddress, refuseRemote } from '../paths/downloads';
import { ImageFolders } from '../paths/image-folders';
import { type ListRow, listedFiles } from '../rows/list-rows';
import { severalClassesNote, someClasses } from '../rows/several-classes';
import { splitByFolderName, splitByName } from '../splits/split-by-name';
import type { ListOptions } from './list-file';

export interface FormattedOptions extends ListOptions {
  /** Leaves out images that show objects of several classes, with a note; otherwise a list with such images is refused. */
  readonly leaveOutSeveral?: boolean;
}

type Format = NonNullable<ReturnType<typeof formatAt>>;

/**
 * A list from a labelling tool or dataset, in one of the formats of `lists/table.ts`. Throws `unknown-list`, `unreadable-list`,
 * `list-several-classes`, `list-several-fields`, `list-remote`, `list-memory`.
 */
export function listFormatted(place: ListPlace, options: FormattedOptions): Listing {
  const format = formatAt(place);
  if (!format) throw studioError('unknown-list', { path: place.path, formats: readTitles.join(', ') });
  const content = format.reading.read(place);
  if (content.objects && !options.leaveOutSeveral) refuseSeveral(place, content);
  const byName = options.split === null && hasOpen(content) ? nameOf(place) : null;
  const downloads = new Downloads(place.folder, pathsIn(content));
  const folders = new FoldersByList(place);
  const problems = [...content.problems];
  const { files, notes } = listedFiles(rowsOf(place, content, folders, downloads), {
    ...{ root: place.folder, names: options.names, own: true, problems, asked: options.asked },
    split: options.split ?? byName?.split ?? null,
    likelySplit: options.split ?? byName?.split,
  });
  refuseRemote(place.path, problems, files.length);
  return {
    ...{ kind: 'list', path: place.path, root: place.folder, split: options.split, files, problems },
    classes: content.classes,
    notes: [
      ...readAs(format, content),
      ...(byName !== null ? [note('list-split-by-name', { list: byName.list, split: byName.word })] : []),
      ...folderNotes(folders),
      ...downloads.notes,
      ...content.notes,
      ...notes,
      ...labelsInDoubt(files),
      ...labelsNoClasses(files, options.names),
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

/** How many entries are made to rows between two looks at the memory. */
const entriesBetween = 4096;

function* rowsOf(
  place: ListPlace,
  { entries }: ListContent,
  folders: FoldersByList,
  downloads: Downloads,
): Generator<ListRow> {
  let read = 0;
  for (const entry of entries) {
    if (++read % entriesBetween === 0) refuseFullHeap(place.path);
    const [path] = entry.paths;
    const found = isAddress(path) ? downloads.pathOf(path) : folders.of(entry.list).pathOf(entry.paths);
    yield rowOf(entry, found);
  }
}

/** Whether the list does not say for some image what it is for. */
function hasOpen({ entries, saysSplits }: ListContent): boolean {
  if (!saysSplits) for (const { split } of entries) if (!split?.trim()) return true;
  return false;
}

const nameOf = ({ isFolder, path }: ListPlace) => (isFolder ? splitByFolderName(path) : splitByName(path));

function* pathsIn({ entries }: ListContent): Generator<string> {
  for (const { paths } of entries) yield paths[0];
}

function rowOf({ place, labels, split, problem, byModel }: ListEntry, path: string): ListRow {
  const row = { place, path, split };
  const source = byModel ? 'pseudo-label' : undefined;
  if (problem) return { ...row, problem };
  if (labels.length <= 1) return { ...row, label: labels[0], source };
  return { ...row, problem: severalClassesNote(labels) };
}

function readAs(format: Format, { objects }: ListContent): Note[] {
  const read = note('list-read-as', { format: formatTitle(format) });
  return objects ? [read, note('list-of-objects', {})] : [read];
}

/** The folders of the images of each list in a place; a place that is one list has one. */
class FoldersByList {
  readonly #lists = new Map<string, ImageFolders>();

  constructor(private readonly place: ListPlace) {}

  of(list = this.place.path): ImageFolders {
    const folders = this.#lists.get(list) ?? new ImageFolders(this.place.folder, list);
    this.#lists.set(list, folders);
    return folders;
  }

  /** Number of images found in each folder other than the place's own. */
  get found(): ReadonlyMap<string, number> {
    const all = new Map<string, number>();
    for (const { found } of this.#lists.values())
      for (const [folder, images] of found) all.set(folder, (all.get(folder) ?? 0) + images);
    return all;
  }
}

function folderNotes({ found }: FoldersByList): Note[] {
  return [...found].map(([folder, images]) => note('images-in-folder', { folder, images }));
}
