import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { MovedFile, Source, SourceFile } from '../../../catalog';
import { type StudioError, studioError } from '../../../core/errors';
import { note } from '../../../core/words/notes';
import { hashFile } from '../../../files/reading/file-hash';
import { JobCancelled } from '../../project/engine/engine';
import type { Project } from '../../project/folder/project';
import { walk } from '../folders/walk';
import { type ImportOptions, type ImportReport, type ImportRequest, importSource } from './import-source';

export interface MovedReport extends ImportReport {
  /** How many images of the source were found again, of `known` ones. */
  readonly found: number;
  readonly known: number;
}

/** How many files are hashed at a time. */
const lanes = 4;

/**
 * Finds the files of a source again in the folder to which they were moved, even under other names: images keep their id, labels and
 * reviews. A file at the same place in the folder with the same size and time is taken to be the same; others are recognised by their
 * content. New files are imported afterwards. A list is looked for in the folder by its name. Throws `source-known`, `nothing-found`,
 * `unreadable-path`, `cancelled`; the source then stays as it was.
 */
export async function findMoved(
  project: Project,
  sourceId: number,
  folder: string,
  options: ImportOptions = {},
  request: Partial<ImportRequest> = {},
): Promise<MovedReport> {
  const { catalog } = project;
  const { kind, path, root: before, split } = catalog.sources.get(sourceId);
  const root = resolve(folder);
  const isList = path !== before;
  const target = isList ? join(root, basename(path)) : root;
  const files = catalog.sources.files(sourceId);
  if (isList && !existsSync(target)) throw nothingFound(folder, basename(path));
  const { found, moves } = await match(files, root, options);
  if (found === 0 && files.length > 0) throw nothingFound(folder, basename(path));
  catalog.sources.relocate(sourceId, target, root, isList ? [] : moves);
  const report = await importSource(
    project,
    { ...request, path: target, kind, split: split ?? undefined },
    options,
  );
  return { ...report, found, known: files.length };
}

/**
 * Imports a path. If a known source was moved there (its own place is gone, and most of its files are found here), it finds that source
 * again instead: an import would make its images copies of files that are gone. Throws what `importSource` and `findMoved` throw.
 */
export async function importOrFind(
  project: Project,
  request: ImportRequest,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const source = await movedTo(project, request, options);
  if (source === undefined) return importSource(project, request, options);
  const folder = isListed(source) ? dirname(resolve(request.path)) : request.path;
  const { found, known, ...report } = await findMoved(project, source.id, folder, options, request);
  const moved = note('source-moved', { from: source.path, found, known });
  return { ...report, notes: [moved, ...report.notes] };
}

const isListed = ({ path, root }: Source) => path !== root;

/**
 * The source that was moved to a new path: one whose own place is gone, and whose kind, split and test set do not contradict what the
 * person asks for.
 */
async function movedTo(
  { catalog }: Project,
  { path, kind, split, testSet }: ImportRequest,
  options: ImportOptions,
): Promise<Source | undefined> {
  const target = resolve(path);
  if (!existsSync(target) || testSet !== undefined || catalog.sources.findByPath(target)) return undefined;
  const isFolder = statSync(target).isDirectory();
  for (const source of catalog.sources.list()) {
    const means = (kind ?? source.kind) === source.kind && (split ?? source.split) === source.split;
    const isCalled = isListed(source) ? !isFolder && basename(target) === basename(source.path) : isFolder;
    if (!means || !isCalled || existsSync(source.path)) continue;
    const files = catalog.sources.files(source.id);
    const { found } = await match(files, isFolder ? target : dirname(target), options);
    if (found > 0 && found * 2 >= files.length) return source;
  }
  return undefined;
}

function nothingFound(folder: string, name: string): StudioError {
  return studioError('nothing-found', { name, folder: resolve(folder) });
}

/** Which images are in the folder now, and which of them need a new path or time. */
async function match(
  files: readonly SourceFile[],
  root: string,
  { signal, onProgress }: ImportOptions,
): Promise<{ found: number; moves: MovedFile[] }> {
  const there = new Map(walk(root).files.map((path) => [path, statOf(join(root, path))]));
  const moves: MovedFile[] = [];
  const lost = new Map<string, SourceFile[]>();
  let found = 0;
  for (const file of files) {
    const now = there.get(file.path);
    if (now && now.size === file.size && now.mtimeMs === file.mtimeMs) {
      found++;
      there.delete(file.path);
    } else lost.set(file.contentHash, [...(lost.get(file.contentHash) ?? []), file]);
  }
  const sizes = new Set(Array.from(lost.values(), ([{ size }]) => size));
  const candidates = [...there].filter(([, now]) => now !== null && sizes.has(now.size));
  const began = performance.now();
  let [next, done] = [0, 0];
  const lane = async () => {
    while (next < candidates.length && lost.size > 0) {
      if (signal?.aborted) throw new JobCancelled();
      const [path, now] = candidates[next++];
      const hash = await hashFile(join(root, path), signal).catch(() => '');
      const image = takeBest(lost, hash, path);
      if (image && now) moves.push({ imageId: image.imageId, path, mtimeMs: now.mtimeMs });
      const imagesPerSecond = ++done / ((performance.now() - began) / 1000);
      const secondsLeft = (candidates.length - done) / imagesPerSecond;
      onProgress?.({ done, total: candidates.length, imagesPerSecond, secondsLeft });
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  if (signal?.aborted) throw new JobCancelled();
  return { found: found + moves.length, moves };
}

/** Of several copies of a picture, takes the one that had this path or name before, otherwise the first. */
function takeBest(lost: Map<string, SourceFile[]>, hash: string, path: string): SourceFile | undefined {
  const copies = lost.get(hash);
  if (!copies) return undefined;
  const same = (of: (path: string) => string) => copies.findIndex((copy) => of(copy.path) === of(path));
  const at = [same(String), same(basename), 0].find((index) => index >= 0) as number;
  const [image] = copies.splice(at, 1);
  if (copies.length === 0) lost.delete(hash);
  return image;
}

function statOf(file: string): { size: number; mtimeMs: number } | null {
  try {
    const { size, mtimeMs } = statSync(file);
    return { size, mtimeMs: Math.floor(mtimeMs) };
  } catch {
    return null;
  }
}
