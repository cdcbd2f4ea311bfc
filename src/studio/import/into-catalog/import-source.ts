import { existsSync, lstatSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { type BroughtMarks, className, type Source, type SourceKind, type Split } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { isHeldOut } from '../../../core/vocabulary/images';
import { nameForm } from '../../../core/vocabulary/name-form';
import type { TestSet } from '../../../core/vocabulary/test-sets';
import { type Note, note } from '../../../core/words/notes';
import { isArchive, isPacked } from '../../../data/decode/format/file-names';
import { ListPlace } from '../../lists/list-place';
import { formatAt } from '../../lists/table';
import { JobCancelled } from '../../project/engine/engine';
import type { Project } from '../../project/folder/project';
import { listFolder } from '../folders/list-folder';
import { isMetadataFolder, listMetadataFolder } from '../folders/metadata-folder';
import { ClassNames } from '../listing/class-names';
import type { Listing } from '../listing/listing';
import { listsImages } from '../tables/beside/foreign-labels';
import { listCsv, listJsonLines } from '../tables/reading/list-file';
import { listFormatted } from '../tables/reading/list-formatted';
import { listKind } from '../tables/reading/list-kind';
import { severalClasses } from '../tables/rows/several-classes';
import { importPiece } from './import-piece';
import { goOnWithNearCopies } from './near-copies';
import { type ImportReport, type ImportTally, reportOf } from './report';
import { SmallPictures } from './small-pictures';
import { asTestSet, setNameFor, setOf } from './test-set';

export type { ImportReport } from './report';

export interface ImportRequest {
  /** A folder, or a list: .csv, .jsonl, or of another format (`lists/table.ts`). */
  readonly path: string;
  /** Guessed if left out: a list by its content or extension, a pool for the unlabelled split, otherwise one folder for each class. */
  readonly kind?: SourceKind;
  /** The split of rows for which a list names none. */
  readonly split?: Split;
  /** The images become a test set with this name; `split` is then left out. */
  readonly testSet?: string;
  /** A file of class names; if left out, `labels.json` or a list of names beside the images (`class-lines.ts`), if there is one. */
  readonly classNames?: string;
  /** The encoding of a list, by its name in the Encoding Standard; detected if left out. */
  readonly encoding?: string;
  /** Leaves out images that show objects of several classes, instead of refusing the list. */
  readonly leaveOutSeveral?: boolean;
  /** Whether the person knows that every file of an earlier import may be gone. */
  readonly gone?: boolean;
}

export interface ImportProgress {
  readonly done: number;
  readonly total: number;
  readonly imagesPerSecond: number;
  readonly secondsLeft: number;
}

export interface ImportOptions {
  readonly signal?: AbortSignal;
  onProgress?(progress: ImportProgress): void;
}

/** How many files are stored in one transaction. */
const pieceSize = 500;

/**
 * Brings a folder or list into the project. Only new or changed files are read; importing the same again reads no pixels. Files that cannot
 * be used are set aside with the reason. The catalog is consistent after every piece: a cancelled or killed import continues when it is
 * started again. Throws the errors of `core/words/errors/import.ts`, `source-empty`, `cancelled`.
 */
export async function importSource(
  project: Project,
  request: ImportRequest,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { catalog } = project;
  const known = catalog.sources.findByPath(resolve(request.path));
  const setName = setNameFor(project, known, request.testSet, request.split);
  const { listing, names } = listWithNames(project, request, setName === null ? list : listSet);
  refuseNothing(project, listing);
  const source = sourceFor(project, listing, setOf(project, setName), request.split);
  if (!request.gone) refuseEmpty(project, source, listing);
  const importId = catalog.sources.startImport(source.id);
  const tally: ImportTally = {
    added: 0,
    changed: 0,
    unchanged: 0,
    relabelled: 0,
    resplit: 0,
    missing: 0,
    followed: 0,
    replaced: 0,
    read: 0,
    flat: [],
    several: [],
    channels: [],
    began: performance.now(),
  };
  try {
    const classIds = ensureClasses(project, listing, names);
    const smalls = new SmallPictures();
    await importFiles(project, source, listing, classIds, tally, smalls, options);
    catalog.marks.bring(source.id, broughtMarks(listing));
    tally.missing = catalog.imports.markMissing(
      source.id,
      new Set(listing.files.map(({ path }) => path)),
    ).length;
    const notes = [
      ...names.notes(labelsOf(listing)),
      ...listing.notes,
      ...renamedClasses(project, listing),
      ...alikeClasses(project, listing),
      ...(tally.followed > 0 ? [note('groups-followed', { count: tally.followed })] : []),
      ...(tally.replaced > 0 ? [note('held-out-replaced', { count: tally.replaced })] : []),
      ...groupsAcross(project, listing),
      ...classesOnlyHeldOut(project),
      ...(await goOnWithNearCopies(project, options.signal, smalls)),
    ];
    const report = reportOf(project, source.id, { ...listing, notes }, tally);
    catalog.sources.finishImport(importId, 'done', summaryOf(report), listing.problems);
    return report;
  } catch (error) {
    const cancelled = options.signal?.aborted === true;
    catalog.sources.finishImport(importId, cancelled ? 'cancelled' : 'failed', {
      ...tally,
      flat: tally.flat.length,
      several: tally.several.length,
      channels: tally.channels.length,
      error: String(error),
    });
    throw cancelled ? new JobCancelled() : error;
  }
}

/** What is imported, with the names of its classes, whose numbers can only be told from all labels. */
function listWithNames(project: Project, request: ImportRequest, read: typeof list) {
  const names = readNames(request);
  const listing = read(project, request, names);
  const fitting = names.fitting();
  return {
    names: fitting,
    listing: fitting === names ? listing : read(project, request, fitting),
  };
}

function readNames({ path, classNames }: ImportRequest): ClassNames {
  const folder = existsSync(path) && statSync(path).isDirectory() ? path : resolve(path, '..');
  // A file with that name may itself be a list.
  const own = resolve(folder, 'labels.json');
  const isList = classNames === undefined && existsSync(own) && listsImages(own);
  return isList ? ClassNames.open : ClassNames.read(folder, classNames);
}

function list(project: Project, request: ImportRequest, names: ClassNames, isSet = false): Listing {
  const { path, split, encoding, leaveOutSeveral } = request;
  if (!existsSync(path)) throw studioError('no-such-path', { path: resolve(path) });
  const known = meaningOf(project, resolve(path));
  const kind = request.kind ?? known?.kind ?? guessList(path, split);
  const meant = split ?? known?.split ?? null;
  const options = { split: meant, asked: isSet ? undefined : (meant ?? undefined), names, encoding };
  const place = new ListPlace(path);
  if (kind === 'list' && isMetadataFolder(place)) return listMetadataFolder(place, options);
  if (kind === 'list')
    return listFormatted(place, {
      ...options,
      leaveOutSeveral: leaveOutSeveral ?? (known !== undefined && leftOutBefore(project, known)),
    });
  if (kind === 'csv') return listCsv(path, options);
  if (kind === 'jsonl') return listJsonLines(path, options);
  if (!lstatSync(resolve(path)).isDirectory() && !statSync(path).isDirectory())
    throw studioError(noFolder(extname(path).toLowerCase()), { path: resolve(path) });
  const before = known && { ...known, files: project.catalog.imports.given(known.id) };
  return listFolder(path, { kind: request.kind, split, known: before }, names);
}

/**
 * How an earlier import read a path. A source that was taken out is read anew, since it may have been read in the wrong way; but one that
 * was held out stays held out until a person says otherwise.
 */
function meaningOf({ catalog: { sources } }: Project, path: string): Source | undefined {
  const known = sources.findByPath(path);
  const isForgotten = known && sources.isRemoved(known.id) && !(known.split && isHeldOut(known.split));
  return isForgotten ? undefined : known;
}

/** The error for a file that is not a list. */
function noFolder(ending: string) {
  if (isArchive(ending)) return 'path-is-archive';
  if (isPacked(ending)) return 'path-is-packed';
  return /^\.(xlsx?|xlsm|xlsb|ods|numbers)$/.test(ending) ? 'path-is-spreadsheet' : 'path-is-file';
}

/** The files of a named test set; a folder must have one folder for each class, and no splits. */
function listSet(project: Project, request: ImportRequest, names: ClassNames): Listing {
  return asTestSet(list(project, { ...request, split: 'test' }, names, true));
}

/** Whether an earlier import of a list left out images of several classes; once a person has agreed to that, they are not asked again. */
function leftOutBefore({ catalog }: Project, { id }: Source): boolean {
  return catalog.imports.quarantined(id, 10_000).some(({ code }) => code === severalClasses);
}

/** How a list is written; undefined for folders of pictures. If a person says that a folder is unlabelled, they mean its pictures. */
function guessList(path: string, split: Split | undefined): 'csv' | 'jsonl' | 'list' | undefined {
  const place = new ListPlace(path);
  if (place.isFolder && split === 'unlabelled') return undefined;
  if (formatAt(place) || isMetadataFolder(place)) return 'list';
  // A JSON or XML file can only be a list: the error then names the formats that there are.
  return listKind(path) ?? (['.json', '.xml'].includes(place.ending) ? 'list' : undefined);
}

/**
 * The source as an earlier import knew it, or a new one. A split that a person names now is kept for later imports. Throws `source-kind` if
 * it was imported in another way.
 */
function sourceFor(
  { catalog }: Project,
  { kind, path, root, split }: Listing,
  testSet: TestSet | null,
  asked: Split | undefined,
): Source {
  const setId = testSet?.id ?? null;
  const known = catalog.sources.findByPath(path);
  if (!known) return catalog.sources.add({ kind, path, root, split, setId });
  // A removed source loses its old meaning; what a person said of one that is still there holds until they say something else.
  const isBack = catalog.sources.isRemoved(known.id);
  if (!isBack && known.kind !== kind) throw studioError('source-kind', { path });
  const meaning = { kind, split: isBack || asked !== undefined ? split : known.split, setId };
  catalog.sources.readmit(known.id, meaning);
  return { ...known, ...meaning };
}

/**
 * Throws `folder-without-images` or `list-without-images` for a new path without files or problems, so that it does not become a source.
 */
function refuseNothing({ catalog }: Project, { kind, path, files, problems }: Listing): void {
  if (files.length > 0 || problems.length > 0 || catalog.sources.findByPath(path)) return;
  const isFolder = kind === 'pool' || kind === 'folder-per-class' || kind === 'split-folders';
  throw studioError(isFolder ? 'folder-without-images' : 'list-without-images', { path });
}

/** Throws `source-empty` if none of the files is there any more: a drive that is not connected today must not cost its images. */
function refuseEmpty({ catalog }: Project, source: Source, { kind, files }: Listing): void {
  const states = catalog.images.countByState(source.id);
  const images = states.ok + states.excluded + states.duplicate + states.leak;
  if (images === 0 || isAnyThere(catalog, source, kind, files)) return;
  throw studioError('source-empty', { images, path: source.path });
}

/** Whether any file is there. Lists name their files whether they exist or not, so these are looked for. */
function isAnyThere(
  catalog: Project['catalog'],
  source: Source,
  kind: SourceKind,
  files: Listing['files'],
): boolean {
  const isList = source.path !== source.root || kind === 'list';
  for (let from = 0; from < files.length; from += pieceSize) {
    const paths = files.slice(from, from + pieceSize).map(({ path }) => path);
    for (const [path, { state }] of catalog.imports.known(source.id, paths))
      if (state !== 'missing' && (!isList || existsSync(resolve(source.root, path)))) return true;
  }
  return false;
}

const labelsOf = ({ files }: Pick<Listing, 'files'>): ReadonlySet<string> =>
  new Set(files.flatMap(({ label }) => (label === null ? [] : [label])));

/** The labels of files that are there: no class is made for rows that are set aside. */
function labelsThere(root: string, files: Listing['files']): ReadonlySet<string> {
  const there = new Set<string>();
  for (const { label, path, problem } of files)
    if (label !== null && !problem && !there.has(label) && existsSync(resolve(root, path))) there.add(label);
  return there;
}

/**
 * Class ids by name. Fixed names come first, in their order, then those of the list, then all others alphabetically. A name that a class had
 * before it was renamed means that class.
 */
function ensureClasses(
  { catalog }: Project,
  { root, files, classes = [] }: Listing,
  names: ClassNames,
): Map<string, number> {
  const used = labelsThere(root, files);
  const inOrder = [...classes.map(className), ...names.order].filter((name) => used.has(name));
  const found = [...used].sort((a, b) => (a < b ? -1 : 1));
  const former = catalog.classes.byFormerName();
  const wanted = [...names.names, ...inOrder, ...found].filter((name) => !former.has(name));
  return new Map([...former, ...catalog.classes.ensure(wanted)]);
}

/** A note on each label that is read as a class of another name because the class was renamed. */
function renamedClasses({ catalog }: Project, listing: Listing): Note[] {
  const former = catalog.classes.byFormerName();
  const names = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
  return [...labelsOf(listing)].flatMap((label) => {
    const name = names.get(former.get(label) ?? 0);
    return name === undefined ? [] : [note('label-renamed', { label, name })];
  });
}

/**
 * Names that a person may take for the same (`Cat` and `cat`, `1` and `01`). They stay separate, since that may be intended, and a note
 * mentions them.
 */
function alikeClasses({ catalog }: Project, { files }: Listing): Note[] {
  const used = new Set(files.map(({ label }) => label));
  const byForm = new Map<string, string[]>();
  for (const { name } of catalog.classes.active()) {
    const form = nameForm(name);
    byForm.set(form, [...(byForm.get(form) ?? []), name]);
  }
  return [...byForm.values()]
    .filter((names) => names.length > 1 && names.some((name) => used.has(name)))
    .map((names) => note('classes-alike', { names: names.map((name) => `"${name}"`).join(', ') }));
}

/** How many classes are named in a note. */
const mostClasses = 5;

/** Classes that no model can learn, such as a folder `unknown` in a test: every held-out image of them counts as a mistake. */
function classesOnlyHeldOut({ catalog }: Project): Note[] {
  const classes = catalog.classes.onlyHeldOut().map(({ name }) => name);
  if (classes.length === 0) return [];
  const some = classes.slice(0, mostClasses).map((name) => `"${name}"`);
  const labels = [...some, ...(classes.length > mostClasses ? ['…'] : [])].join(', ');
  return [note('classes-only-held-out', { count: classes.length, labels })];
}

/** How many groups are named in a note. */
const mostGroups = 5;

/**
 * A list may put a group on both sides by its own splits, or name groups for images whose splits were drawn before: it is read as it is,
 * and a note mentions it.
 */
function groupsAcross({ catalog }: Project, { files }: Listing): Note[] {
  const names = new Set(files.flatMap(({ group }) => (group === undefined ? [] : [group])));
  if (names.size === 0) return [];
  const across = catalog.splits.groupsAcross([...names]);
  if (across.length === 0) return [];
  const named = across.slice(0, mostGroups).join(', ') + (across.length > mostGroups ? ' …' : '');
  return [note('groups-across', { count: across.length, groups: named })];
}

async function importFiles(
  project: Project,
  source: Source,
  { files }: Listing,
  classIds: ReadonlyMap<string, number>,
  tally: ImportTally,
  smalls: SmallPictures,
  { signal, onProgress }: ImportOptions,
): Promise<void> {
  for (let from = 0; from < files.length; from += pieceSize) {
    signal?.throwIfAborted();
    const piece = files.slice(from, from + pieceSize);
    await importPiece(project, source, piece, classIds, tally, smalls, signal);
    const done = from + piece.length;
    const imagesPerSecond = done / ((performance.now() - tally.began) / 1000);
    onProgress?.({
      done,
      total: files.length,
      imagesPerSecond,
      secondsLeft: (files.length - done) / imagesPerSecond,
    });
  }
}

/** The tags, stars and notes that a list contains. */
function* broughtMarks({ files }: Listing): Generator<BroughtMarks> {
  for (const { path, marks } of files) if (marks) yield { path, ...marks };
}

/** The part of a report that the catalog keeps: counts only, because the files themselves are in the catalog anyway. */
function summaryOf({ quarantined, leaks, problems, ...counts }: ImportReport) {
  return { ...counts, quarantined: quarantined.length, leaks: leaks.length, problems: problems.length };
}
