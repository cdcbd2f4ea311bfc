import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Catalog, openCatalog, Thumbnails, takeLock } from '../../catalog';
import { messageOf, StudioError, studioError } from '../../core/errors';

const catalogFile = 'catalog.db';

/** A project: a folder with its catalog, its pixel caches and the folders of its runs. It can be moved as a whole. */
export class Project {
  constructor(
    /** Absolute. */
    readonly folder: string,
    readonly catalog: Catalog,
    readonly thumbnails: Thumbnails,
    private readonly unlock: () => void,
  ) {}

  get name(): string {
    return this.catalog.meta.get<string>('name') ?? basename(this.folder);
  }

  get cacheFolder(): string {
    return join(this.folder, 'cache');
  }

  get runsFolder(): string {
    return join(this.folder, 'runs');
  }

  close(): void {
    this.thumbnails.close();
    this.catalog.close();
    this.unlock();
  }
}

/**
 * Makes a project in a new or empty folder. Throws `project-exists`, `folder-not-empty`, `project-folder` (it cannot be made or
 * written).
 */
export function createProject(folder: string, { name }: { name?: string } = {}): Project {
  const path = resolve(folder);
  if (existsSync(join(path, catalogFile))) throw studioError('project-exists', { path });
  try {
    mkdirSync(path, { recursive: true });
    accessSync(path, constants.W_OK);
    if (readdirSync(path).length > 0) throw studioError('folder-not-empty', { path });
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('project-folder', { path, reason: messageOf(error) }, { cause: error });
  }
  const project = openAt(path);
  project.catalog.meta.set('name', name ?? basename(path));
  return project;
}

/**
 * Opens a project for this process alone; what was running when its last process died is marked interrupted. Throws `no-project`,
 * `project-in-use`, `project-read-only`, and what the catalog throws.
 */
export function openProject(folder: string): Project {
  const path = resolve(folder);
  if (!existsSync(path) || !statSync(path).isDirectory() || !existsSync(join(path, catalogFile)))
    throw studioError('no-project', { path, file: catalogFile });
  const project = openAt(path);
  project.catalog.runs.interruptAll();
  project.catalog.labellingRuns.interruptAll();
  project.catalog.experiments.interruptAll();
  return project;
}

function openAt(path: string): Project {
  try {
    accessSync(path, constants.W_OK);
  } catch (error) {
    throw new StudioError(
      'project-read-only',
      `The project ${path} cannot be written. Give yourself write permission, or copy it to a folder of your own.`,
      { cause: error },
    );
  }
  const unlock = takeLock(join(path, 'project.lock'));
  try {
    for (const part of ['cache', 'runs']) mkdirSync(join(path, part), { recursive: true });
    const catalog = openCatalog(join(path, catalogFile));
    return new Project(path, catalog, new Thumbnails(join(path, 'cache', 'thumbnails.db')), unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}
