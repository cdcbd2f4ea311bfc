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
import { removeLeftBeside } from '../../../files/durable';
import { makeFolder } from '../../../files/make-folder';
import { BackupKeeper } from './backup-keeper';
import type { GiveWay } from './give-way';
import { setLaterRunsAside } from './later-runs';
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
 * written).
 */
export function createProject(folder: string, { name }: { name?: string } = {}): Project {
  const path = resolve(folder);
  removeLeftBeside(placesOf(path).lock);
  if (existsSync(placesOf(path).catalog) && !isHalfMade(path)) throw studioError('project-exists', { path });
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
    if (readdirSync(path).length > 0 && !isHalfMade(path)) throw studioError('folder-not-empty', { path });
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('project-folder', { path, reason: reasonFor(error) }, { cause: error });
  }
  try {
    const project = openAt(path, true);
    project.catalog.meta.set('name', name ?? basename(path));
    return project;
  } catch (error) {
    takeAwayHalfMade(path);
    throw error;
  }
}

/** If the disk gets full meanwhile, nothing must be left that would be taken for a project. */
function takeAwayHalfMade(path: string): void {
  const { catalog, marker } = placesOf(path);
  for (const part of ['', '-wal', '-shm', '-journal']) rmSync(catalog + part, { force: true });
  rmSync(marker, { force: true });
}

/**
 * Whether a folder holds the rest of a project that was not completely made: no catalog or an empty one, and empty folders. Its lock is the
 * first thing that is made.
 */
function isHalfMade(path: string): boolean {
  const { folder, ...parts } = placesOf(path);
  const { catalog, lock, runs, backups } = parts;
  if (!existsSync(folder)) return false;
  const isEmpty = (folder: string) => !existsSync(folder) || readdirSync(folder).length === 0;
  const isWithoutRows = !existsSync(catalog) || statSync(catalog).size === 0;
  // A journal beside an empty catalog belongs to its first change, which was not completed.
  const own = new Set([...Object.values(parts), `${catalog}-journal`].map((place) => basename(place)));
  const isAllOurs = readdirSync(folder).every((name) => own.has(name));
  const isBegun = existsSync(lock) || existsSync(runs);
  return isAllOurs && isBegun && isWithoutRows && isEmpty(runs) && isEmpty(backups);
}

/**
 * Opens a project for this process alone; what was running when its last process died is marked as interrupted, and what it left unfinished
 * is deleted. A project that cannot be
 * written, or whose disk is full, is opened for viewing and exporting. Throws `no-project`, `project-in-use`, `catalog-damaged`,
 * `catalog-missing` and what else the catalog throws.
 */
export function openProject(folder: string): Project {
  const path = resolve(folder);
  refuseNoProject(path);
  if (!isWritable(path)) return lookAt(path, studioError('opened-read-only', { folder: path }));
  try {
    return openToWork(path);
  } catch (error) {
    if (error instanceof StudioError && error.code === 'disk-full') return lookAt(path, error);
    throw error;
  }
}

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
  const project = openAt(path, false);
  try {
    project.catalog.runs.interruptAll();
    project.catalog.labellingRuns.interruptAll();
    project.catalog.experiments.interruptAll();
    project.catalog.sources.interruptAll();
    const places = placesOf(path);
    removeLeftOver(places);
    setLaterRunsAside(path, places.runs, project.catalog);
    return project;
  } catch (error) {
    project.close();
    throw error;
  }
}

function refuseNoProject(path: string): void {
  const { catalog, backups } = placesOf(path);
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

function openAt(path: string, make: boolean): Project {
  const places = placesOf(path);
  const unlock = takeLock(places.lock);
  try {
    for (const part of [places.cache, places.runs]) mkdirSync(part, { recursive: true });
    const check = existsSync(places.marker) || existsSync(`${places.catalog}-wal`);
    writeFileSync(places.marker, '');
    const catalog = openCatalog(places.catalog, { make, check, backups: places.backups });
    const letGo = () => {
      rmSync(places.marker, { force: true });
      unlock();
    };
    const backups = new BackupKeeper(places.catalog, places.backups, catalog);
    const thumbnails = new Thumbnails(join(places.cache, 'thumbnails.db'));
    return new Project(path, { catalog, thumbnails, backups, letGo });
  } catch (error) {
    unlock();
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
