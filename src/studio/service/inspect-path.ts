import { type Dirent, opendirSync, readdirSync, statSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { className, type SourceKind, type Split } from '../../catalog';
import type { PathGuess } from '../../contract';
import type { Project } from '../project/project';

const imageName = /\.(jpe?g|jfif|png|webp|gif|bmp|dib|tiff?|avif)$/i;
const listed = 8;
/** Folders of a million files are looked into, not read. */
const lookedAt = 20_000;

/** A guess at what a folder or list is, from names alone: quick, and changed by the person where it is wrong. */
export function inspectPath(project: Project, raw: string): PathGuess {
  const path = resolve(raw);
  const known = project.catalog.sources.findByPath(path);
  const empty = { path, folders: [], folderCount: 0, looseFiles: 0, known: known !== undefined };
  const list = listKind(path);
  if (list) return { ...empty, kind: list, split: known?.split ?? null };
  const entries = entriesOf(path);
  if (!entries) return { ...empty, kind: null, split: null };
  const folders = entries
    .filter((entry) => !entry.name.startsWith('.') && isFolder(path, entry))
    .map(({ name }) => name)
    .filter((name) => holdsImage(join(path, name)));
  const looseFiles = entries.filter(({ name }) => imageName.test(name)).length;
  const kind: SourceKind =
    known?.kind ?? (folders.length > 0 && folders.length >= 2 ? 'folder-per-class' : 'pool');
  return {
    ...empty,
    kind,
    split: known?.split ?? guessSplit(project, path, kind, folders),
    folders: folders.sort().slice(0, listed),
    folderCount: folders.length,
    looseFiles,
  };
}

function listKind(path: string): SourceKind | null {
  const ending = extname(path).toLowerCase();
  if (ending === '.csv') return 'csv';
  return ending === '.jsonl' || ending === '.ndjson' ? 'jsonl' : null;
}

/** A folder's name tells often enough what its images are for. */
function guessSplit(project: Project, path: string, kind: SourceKind, folders: readonly string[]): Split {
  if (kind === 'pool') return 'unlabelled';
  const name = basename(path).toLowerCase();
  if (/\btest|^test|_test|-test/.test(name)) return 'test';
  if (/^(val|valid|validation|dev)\b/.test(name)) return 'validation';
  // Subfolders that are no classes of this project, beside labelled ones that are, may be folders of a pool.
  const classes = project.catalog.classes.byName();
  const foreign = classes.size > 0 && !folders.some((folder) => classes.has(className(folder)));
  return foreign && /pool|unlabel|raw|extra/.test(name) ? 'unlabelled' : 'labelled-train';
}

function entriesOf(path: string): Dirent[] | null {
  try {
    const folder = opendirSync(path);
    const entries: Dirent[] = [];
    for (let entry = folder.readSync(); entry && entries.length < lookedAt; entry = folder.readSync())
      entries.push(entry);
    folder.closeSync();
    return entries;
  } catch {
    return null;
  }
}

function isFolder(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  try {
    return statSync(join(path, entry.name)).isDirectory();
  } catch {
    return false;
  }
}

/** An image in it, or one level further down. */
function holdsImage(folder: string): boolean {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return (
      entries.some(({ name }) => imageName.test(name)) ||
      entries
        .slice(0, 20)
        .some(
          (entry) =>
            entry.isDirectory() && readdirSync(join(folder, entry.name)).some((name) => imageName.test(name)),
        )
    );
  } catch {
    return false;
  }
}
