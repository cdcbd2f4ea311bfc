import { existsSync, lstatSync, statSync } from 'node:fs';
import { extname, resolve } from 'node:path';
import { type BroughtMarks, className, type Source, type SourceKind, type Split } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { isHeldOut } from '../../../core/vocabulary/images';
import { nameForm } from '../../../core/vocabulary/name-form';
import type { TestSet } from '../../../core/vocabulary/test-sets';
import { type Note, note } from '../../../core/words/notes';
import { isArchive } from '../../../data/decode/file-names';
import { ListPlace } from '../../lists/list-place';
import { formatAt } from '../../lists/table';
import { JobCancelled } from '../../project/engine';
import type { Project } from '../../project/project';
import { listFolder } from '../folders/list-folder';
import { isMetadataFolder, listMetadataFolder } from '../folders/metadata-folder';
import { ClassNames } from '../listing/class-names';
import type { Listing } from '../listing/listing';
import { listCsv, listJsonLines } from '../tables/list-file';
import { listFormatted } from '../tables/list-formatted';
import { listKind } from '../tables/list-kind';
import { severalClasses } from '../tables/several-classes';
import { importPiece } from './import-piece';
import { goOnWithNearCopies } from './near-copies';
import { type ImportReport, type ImportTally, reportOf } from './report';
import { SmallPictures } from './small-pictures';
import { asTestSet, setNameFor, setOf } from './test-set';

export type { ImportReport } from './report';

export interface ImportRequest {
  /** A folder, or a list: .csv, .jsonl, or of another format (`lists/table.ts`). */
  readonly path: string;
  /** Guessed where left out: a list by what is in it or by its ending, a pool for the unlabelled split, else a folder a class. */
  readonly kind?: SourceKind;
  /** Where a list does not say it. */
  readonly split?: Split;
  /** Its images become a test set of this name; `split` is then left out. */
  readonly testSet?: string;
  /** A file of class names; else `labels.json` or a list of names beside the images (`class-lines.ts`), if there is one. */
  readonly classNames?: string;
  /** The code in which a list is written, as the Encoding Standard names it; found out where left out. */
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

/** Files that become one transaction. */
const pieceSize = 500;

/**
 * Brings a folder or list into the project. Only files that are new or changed are read; a second import of the same reads no
 * pixels. What cannot be used is put aside with its reason. After every piece the catalog is whole: a cancelled or killed import
 * goes on by being started again. Throws the errors of `core/words/errors/import.ts`, `source-empty`, `cancelled`.
 */
export async function importSource(
  project: Project,
  request: ImportRequest,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const { catalog } = project;
  const names = readNames(request);
  const known = catalog.sources.findByPath(resolve(request.path));
  const setName = setNameFor(project, known, request.testSet);
  const listing = setName === null ? list(project, request, names) : listSet(project, request, names);
  refuseNothing(project, listing);
  const source = sourceFor(project, listing, setOf(project, setName));
  if (!request.gone) refuseEmpty(project, source, listing);
  const importId = catalog.sources.startImport(source.id);
  const tally: ImportTally = {
    added: 0,
    changed: 0,
    unchanged: 0,
    relabelled: 0,
    resplit: 0,
    missing: 0,
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
      ...namesNote(names, listing),
      ...listing.notes,
      ...alikeClasses(project, listing),
      ...groupsAcross(listing),
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

function readNames({ path, classNames }: ImportRequest): ClassNames {
  const folder = existsSync(path) && statSync(path).isDirectory() ? path : resolve(path, '..');
  // A list may have that name itself.
  const own = resolve(folder, 'labels.json');
  const isList = classNames === undefined && existsSync(own) && formatAt(new ListPlace(own)) !== undefined;
  return isList ? ClassNames.open : ClassNames.read(folder, classNames);
}

function list(project: Project, request: ImportRequest, names: ClassNames): Listing {
  const { path, split, encoding, leaveOutSeveral } = request;
  if (!existsSync(path)) throw studioError('no-such-path', { path: resolve(path) });
  const known = project.catalog.sources.findByPath(resolve(path));
  const kind = request.kind ?? known?.kind ?? guessList(path, split);
  const options = { split: split ?? known?.split ?? null, names, encoding };
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
  return listFolder(path, { kind: request.kind, split, known }, names);
}

/** Why a file that is no list is not imported. */
function noFolder(ending: string) {
  if (isArchive(ending)) return 'path-is-archive';
  return /^\.(xlsx?|xlsm|xlsb|ods|numbers)$/.test(ending) ? 'path-is-spreadsheet' : 'path-is-file';
}

/** The files of a named test set; a folder needs one for each class, and has no splits. */
function listSet(project: Project, request: ImportRequest, names: ClassNames): Listing {
  return asTestSet(list(project, { ...request, split: 'test' }, names));
}

/** Whether an earlier import of a list left out images of several classes: asked once, it is not asked again. */
function leftOutBefore({ catalog }: Project, { id }: Source): boolean {
  return catalog.imports.quarantined(id, 10_000).some(({ code }) => code === severalClasses);
}

/** How a list is written; undefined for folders of pictures. Who says that a folder is unlabelled means its pictures. */
function guessList(path: string, split: Split | undefined): 'csv' | 'jsonl' | 'list' | undefined {
  const place = new ListPlace(path);
  if (place.isFolder && split === 'unlabelled') return undefined;
  if (formatAt(place) || isMetadataFolder(place)) return 'list';
  // A JSON or XML file is nothing else: it is told which formats there are.
  return listKind(path) ?? (['.json', '.xml'].includes(place.ending) ? 'list' : undefined);
}

/** The source as an earlier import knew it, or a new one. Throws `source-kind` where it was imported in another way. */
function sourceFor(
  { catalog }: Project,
  { kind, path, root, split }: Listing,
  testSet: TestSet | null,
): Source {
  const setId = testSet?.id ?? null;
  const known = catalog.sources.findByPath(path);
  if (!known) return catalog.sources.add({ kind, path, root, split, setId });
  if (known.kind === kind) {
    const isBack = catalog.sources.isRemoved(known.id);
    // What a removed source was for is no longer so; of one that is there, the first import decided it.
    const meaning = isBack ? { split, setId } : { split: known.split, setId };
    catalog.sources.readmit(known.id, meaning);
    return { ...known, ...meaning };
  }
  throw studioError('source-kind', { path });
}

/** Throws `folder-without-images`, `list-without-images` for what is new, would add nothing and has nothing to say: no source is made of it. */
function refuseNothing({ catalog }: Project, { kind, path, files, problems }: Listing): void {
  if (files.length > 0 || problems.length > 0 || catalog.sources.findByPath(path)) return;
  const isFolder = kind === 'pool' || kind === 'folder-per-class' || kind === 'split-folders';
  throw studioError(isFolder ? 'folder-without-images' : 'list-without-images', { path });
}

/** Throws `source-empty` where nothing of what was there is: a drive that is not connected today must not cost its images. */
function refuseEmpty({ catalog }: Project, source: Source, { kind, files }: Listing): void {
  const states = catalog.images.countByState(source.id);
  const images = states.ok + states.duplicate + states.leak;
  if (images === 0 || isAnyThere(catalog, source, kind, files)) return;
  throw studioError('source-empty', { images, path: source.path });
}

/** Lists name their files whether they are there or not, so that some are looked for. */
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

/** Class ids by name. Fixed names come first, in their order, then those of the list; others in the order of the alphabet. */
function ensureClasses(
  { catalog }: Project,
  { files, classes = [] }: Listing,
  names: ClassNames,
): Map<string, number> {
  const used = new Set(files.flatMap(({ label }) => (label === null ? [] : [label])));
  const inOrder = [...classes.map(className), ...names.order].filter((name) => used.has(name));
  const found = [...used].sort((a, b) => (a < b ? -1 : 1));
  return catalog.classes.ensure([...names.names, ...inOrder, ...found]);
}

/** Names that a file beside the images gives were not asked for, so they are said. */
function namesNote({ found, order }: ClassNames, { files }: Listing): Note[] {
  const known = new Set(order);
  const used = files.some(({ label }) => label !== null && known.has(label));
  return found !== null && used ? [note('class-names-beside', { file: found })] : [];
}

/** Names that a person would take for one (`Cat` and `cat`, `1` and `01`). Kept apart, since they may be meant, and said. */
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

/** So many groups of a note are named. */
const mostGroups = 5;

/** A list may give a group to both sides, by splits of its own: it is taken as it is, and said. */
function groupsAcross({ files }: Listing): Note[] {
  const sides = new Map<string, Set<boolean>>();
  for (const { group, split } of files) {
    if (group === undefined) continue;
    const seen = sides.get(group) ?? new Set();
    sides.set(group, seen.add(isHeldOut(split)));
  }
  const across = [...sides].filter(([, { size }]) => size > 1).map(([group]) => group);
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

/** What a list says of tags, stars and notes. */
function* broughtMarks({ files }: Listing): Generator<BroughtMarks> {
  for (const { path, marks } of files) if (marks) yield { path, ...marks };
}

/** What the catalog keeps of a report: counts; the files themselves are in it anyway. */
function summaryOf({ quarantined, leaks, problems, ...counts }: ImportReport) {
  return { ...counts, quarantined: quarantined.length, leaks: leaks.length, problems: problems.length };
}
