import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { z } from 'zod';
import { type Catalog, hasBackups, openCatalog, Thumbnails, takeLock } from '../../../catalog';
import { StudioError, studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { isUnfinishedOf } from '../../../files/durable/durable';
import { makeFolder } from '../../../files/durable/make-folder';
import { BackupKeeper } from './backup-keeper';
import type { GiveWay } from './give-way';
import { bringRunsBack, setLaterRunsAside } from './later-runs';
import { removeLeftOver } from './left-over';
import { openCopy } from './looking-only';

const catalogFile = 'catalog.db';

/** The paths of the parts of a project. */
export const placesOf = (folder: string) => ({
  folder,
  catalog: join(folder, catalogFile),
  backups: join(folder, 'backups'),
  runs: join(folder, 'runs'),
  cache: join(folder, 'cache'),
  lock: join(folder, 'project.lock'),
  labelCheck: join(folder, 'label-check.safetensors'),
  /** A file that exists while the project is open, and remains if the program did not end cleanly. */
  marker: join(folder, 'catalog.open'),
});

interface ProjectParts {
  readonly catalog: Catalog;
  readonly thumbnails: Thumbnails;
  /** Null if the project is open for viewing only. */
  readonly backups: BackupKeeper | null;
  /** Why it is open for viewing only. */
  readonly refusal?: StudioError;
  /** Releases the lock and the marker. */
  readonly letGo: () => void;
}

/** A project: a folder with its catalog, its pixel caches and the folders of its runs. It can be moved as a whole. */
export class Project {
  readonly catalog: Catalog;
  readonly thumbnails: Thumbnails;
  readonly backups: BackupKeeper | null;
  /** Why the project cannot be written: changes are refused with this error; null if it can be written. */
  readonly refusal: StudioError | null;
  readonly #letGo: () => void;
  /** What the opening did to the project's files, for the person to know. */
  readonly told: StudioError[] = [];
  /** How long work in this process lets other requests go first; a window that opens the project replaces it with its own function. */
  giveWay: GiveWay = () => nextTurn();

  constructor(
    /** Absolute. */
    readonly folder: string,
    { catalog, thumbnails, backups, refusal, letGo }: ProjectParts,
  ) {
    this.catalog = catalog;
    this.thumbnails = thumbnails;
    this.backups = backups;
    this.refusal = refusal ?? null;
    this.#letGo = letGo;
  }

  get name(): string {
    return this.catalog.meta.get('name', z.string()) ?? basename(this.folder);
  }

  get cacheFolder(): string {
    return placesOf(this.folder).cache;
  }

  get runsFolder(): string {
    return placesOf(this.folder).runs;
  }

  /** Whether it is open for viewing and exporting only, because its folder cannot be written or its disk is full. */
  get isReadOnly(): boolean {
    return this.refusal !== null;
  }

  /** Throws `refusal`, `opened-read-only` or `disk-full`, before work that would otherwise fail later. */
  refuseReadOnly(): void {
    if (this.refusal) throw new StudioError(this.refusal.code, this.refusal.values);
  }

  /** Makes a last backup if something changed, and closes the project. */
  async leave(): Promise<void> {
    await this.backups?.end();
    this.close();
  }

  close(): void {
    this.thumbnails.close();
    this.catalog.close();
    this.#letGo();
  }
}

/**
 * Makes a project in a new or empty folder. Throws `project-exists`, `folder-not-empty`, `project-folder` (if the folder cannot be made or
 * written), `project-in-use` (if another process is making one there).
 */
export function createProject(folder: string, { name }: { name?: string } = {}): Project {
  const path = resolve(folder);
  if (existsSync(placesOf(path).catalog) && !isHalfMade(path)) throw studioError('project-exists', { path });
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
    if (readdirSync(path).length > 0 && !isHalfMade(path)) throw studioError('folder-not-empty', { path });
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('project-folder', { path, reason: reasonFor(error) }, { cause: error });
  }
  return openAt(path, name ?? basename(path));
}

/** If the disk gets full meanwhile, nothing must be left that would be taken for a project. Only the holder of its lock may do this. */
function takeAwayHalfMade(path: string): void {
  const { catalog, marker } = placesOf(path);
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(catalog + part, { force: true });
  rmSync(marker, { force: true });
}

/**
 * Whether a folder holds the rest of a project that was not completely made: no catalog or an empty one, and empty folders. Its lock is the
 * first thing that is made, under an unfinished name.
 */
function isHalfMade(path: string): boolean {
  // A project whose labels were checked had images.
  const { folder, labelCheck: _, ...parts } = placesOf(path);
  const { catalog, lock, runs, backups } = parts;
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return false;
  const isEmpty = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0;
  const isWithoutRows = !existsSync(catalog) || statSync(catalog).size === 0;
  // A journal beside an empty catalog belongs to its first change, which was not completed.
  const own = new Set([...Object.values(parts), `${catalog}-journal`].map((place) => basename(place)));
  const isDraft = (name: string) => isUnfinishedOf(basename(lock), name);
  const names = readdirSync(folder);
  const isAllOurs = names.every((name) => own.has(name) || isDraft(name));
  const isBegun = existsSync(lock) || existsSync(runs) || names.some(isDraft);
  return isAllOurs && isBegun && isWithoutRows && isEmpty(runs) && isEmpty(backups);
}

/**
 * Opens a project for this process alone; what was running when its last process died is marked as interrupted, and what it left unfinished
 * is deleted. Runs that the catalog does not know are set aside. A project that cannot be written, whose disk is full, or whose unknown runs
 * cannot be set aside, is opened for viewing and exporting. Throws `no-project`, `project-half-made`, `project-in-use`, `catalog-damaged`, `catalog-missing` and
 * what else the catalog throws.
 */
export const openProject = (folder: string): Project => openOrLookAt(folder, openToWork);

/** Throws what `openProject` would throw. Nothing is done that a person would have to be told of. */
export const tryProject = (folder: string): void =>
  openOrLookAt(folder, (path) => openAt(path, null)).close();

function openOrLookAt(folder: string, open: (path: string) => Project): Project {
  const path = resolve(folder);
  refuseNoProject(path);
  if (!isWritable(path)) return lookAt(path, studioError('opened-read-only', { folder: path }));
  try {
    return open(path);
  } catch (error) {
    if (error instanceof StudioError && toLookAt.has(error.code)) return lookAt(path, error);
    throw error;
  }
}

/** Errors with which a project can still be viewed. */
const toLookAt = new Set(['disk-full', 'runs-in-the-way']);

/**
 * The same to look at a project only, which is possible while another process works on it, as trainings do for hours. What that process has
 * not stored yet is not shown. Throws what `openProject` throws, apart from `project-in-use`.
 */
export function viewProject(folder: string): Project {
  try {
    return openProject(folder);
  } catch (error) {
    if (!(error instanceof StudioError && error.code === 'project-in-use')) throw error;
    return lookAt(resolve(folder), new StudioError('viewed-while-open', error.values));
  }
}

function openToWork(path: string): Project {
  const project = openAt(path, null);
  try {
    project.catalog.runs.interruptAll();
    project.catalog.labellingRuns.interruptAll();
    project.catalog.experiments.interruptAll();
    project.catalog.sources.interruptAll();
    const places = placesOf(path);
    removeLeftOver(places);
    bringRunsBack(path, places.runs, project.catalog);
    const aside = setLaterRunsAside(path, places.runs, project.catalog);
    if (aside !== null) project.told.push(studioError('runs-set-aside', { folder: aside }));
    return project;
  } catch (error) {
    project.close();
    throw error;
  }
}

function refuseNoProject(path: string): void {
  const { catalog, backups } = placesOf(path);
  if (isHalfMade(path)) throw studioError('project-half-made', { path });
  if (existsSync(catalog) && statSync(path).isDirectory()) return;
  if (hasBackups(backups)) throw studioError('catalog-missing', { file: catalog });
  throw studioError('no-project', { path, file: catalogFile });
}

function isWritable(path: string): boolean {
  try {
    for (const each of [path, placesOf(path).catalog]) accessSync(each, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** Opens a project for viewing through a copy of its catalog. */
function lookAt(path: string, refusal: StudioError): Project {
  const places = placesOf(path);
  const thumbnails = new Thumbnails(join(places.cache, 'thumbnails.db'));
  return new Project(path, { ...openCopy(places.catalog, refusal), thumbnails, backups: null, refusal });
}

/** Opens a project, or makes one that is called `made`. */
function openAt(path: string, made: string | null): Project {
  const places = placesOf(path);
  const unlock = takeLock(places.lock);
  let isMaking = false;
  let catalog: Catalog | null = null;
  try {
    // Another process may have made it just before.
    if (made !== null && !isHalfMade(path)) throw studioError('project-exists', { path });
    isMaking = made !== null;
    for (const part of [places.cache, places.runs]) mkdirSync(part, { recursive: true });
    const check = existsSync(places.marker) || existsSync(`${places.catalog}-wal`);
    writeFileSync(places.marker, '');
    catalog = openCatalog(places.catalog, { make: isMaking, check, backups: places.backups });
    if (made !== null) catalog.meta.set('name', made);
    const letGo = () => {
      rmSync(places.marker, { force: true });
      unlock();
    };
    const backups = new BackupKeeper(places.catalog, places.backups, catalog);
    const thumbnails = new Thumbnails(join(places.cache, 'thumbnails.db'));
    return new Project(path, { catalog, thumbnails, backups, letGo });
  } catch (error) {
    try {
      catalog?.close();
      if (isMaking) takeAwayHalfMade(path);
    } finally {
      unlock();
    }
    throw asDamage(error, places);
  }
}

/** If a catalog has backups, this program made it, even if its header names another program. */
function asDamage(error: unknown, { catalog, backups }: ReturnType<typeof placesOf>): unknown {
  if (!(error instanceof StudioError && error.code === 'catalog-foreign' && hasBackups(backups)))
    return error;
  const what = {
    en: 'it no longer says whose database it is',
    ko: '어느 프로그램의 데이터베이스인지 알 수 없게 됨',
  };
  return studioError('catalog-damaged', { file: catalog, what }, { cause: error });
}
