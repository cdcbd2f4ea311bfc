import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { messageOf, studioError } from '../../core/errors';
import type { LabelExportOptions, LabelExportResult } from './label-export';
import { csvColumns, csvLine, csvRecord, type LabelRow } from './label-row';
import { FreeNames, safeName } from './names';

/** One folder of a class: its name on disk and the file names given in it. */
interface ClassFolder {
  readonly path: string;
  readonly names: FreeNames;
}

/** Hands out `<split>/<class>` folders, two classes never the same one. */
class ClassFolders {
  private readonly splits = new Map<
    string,
    { name: string; classes: FreeNames; folders: Map<string, ClassFolder> }
  >();
  private readonly splitNames = new FreeNames();

  constructor(private readonly root: string) {
    this.splitNames.take('labels.csv');
  }

  async of(split: string, label: string): Promise<ClassFolder> {
    let entry = this.splits.get(split);
    if (!entry) {
      const name = this.splitNames.take(safeName(split, 'split'));
      entry = { name, classes: new FreeNames(), folders: new Map() };
      this.splits.set(split, entry);
    }
    let folder = entry.folders.get(label);
    if (!folder) {
      folder = {
        path: `${entry.name}/${entry.classes.take(safeName(label, 'class'))}`,
        names: new FreeNames(),
      };
      entry.folders.set(label, folder);
      await mkdir(join(this.root, folder.path), { recursive: true });
    }
    return folder;
  }
}

/** `exportLabels` for the format `folders`; `target` is absolute. */
export async function exportFolders(
  rows: Iterable<LabelRow>,
  options: LabelExportOptions,
): Promise<LabelExportResult> {
  await refuseUnlessEmpty(options.target);
  const beside = `${options.target}.${process.pid}.part`;
  await rm(beside, { recursive: true, force: true });
  await mkdir(beside);
  try {
    const result = await copyRows(rows, beside, options);
    await refuseUnlessEmpty(options.target);
    await rename(beside, options.target);
    return { target: options.target, ...result };
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function copyRows(
  rows: Iterable<LabelRow>,
  root: string,
  options: LabelExportOptions,
): Promise<Omit<LabelExportResult, 'target'>> {
  const folders = new ClassFolders(root);
  const lines = [csvLine([...csvColumns, 'original'])];
  const failed: { path: string; reason: string }[] = [];
  let written = 0;
  let unlabelled = 0;
  for (const row of rows) {
    options.signal?.throwIfAborted();
    if (row.label === null) {
      unlabelled++;
      continue;
    }
    const folder = await folders.of(row.split, row.label);
    const path = `${folder.path}/${folder.names.take(safeName(basename(row.path), 'image'))}`;
    try {
      await copyFile(row.path, join(root, path), constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    } catch (error) {
      failed.push({ path: row.path, reason: messageOf(error) });
      continue;
    }
    lines.push(`${csvRecord(row, path).slice(0, -2)},${csvLine([row.path])}`);
    written++;
    options.onProgress?.(written);
  }
  await writeFile(join(root, 'labels.csv'), lines.join(''), { flush: true });
  return { written, unlabelled, failed };
}

async function refuseUnlessEmpty(target: string): Promise<void> {
  let inside: string[];
  try {
    inside = await readdir(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    if (code !== 'ENOTDIR') throw error;
    throw studioError('export-folder-used', { path: target });
  }
  if (inside.length > 0) throw studioError('export-folder-used', { path: target });
}
