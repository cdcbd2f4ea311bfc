import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { codeOf, messageOf, studioError } from '../../core/errors';
import { noteOf } from '../../core/words/notes';
import { besideOf, giveName, refusedWrite } from '../../files/durable';
import { writeWhole } from '../../files/write-whole';
import type { FailedCopy, LabelExportOptions, LabelExportResult } from './label-export';
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
  const beside = besideOf(options.target);
  await mkdir(beside);
  try {
    const result = await copyRows(rows, beside, options);
    await refuseUnlessEmpty(options.target);
    giveName(beside, options.target, true);
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
  const failed: FailedCopy[] = [];
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
      // No other image would fit either.
      if (endsExport.has(codeOf(error))) throw refusedWrite(error, options.target);
      failed.push({ path: row.path, reason: messageOf(error), note: noteOf(error) });
      continue;
    }
    lines.push(`${csvRecord(row, path).slice(0, -2)},${csvLine([row.path])}`);
    written++;
    options.onProgress?.(written);
  }
  await writeWhole(join(root, 'labels.csv'), lines);
  return { written, unlabelled, failed };
}

/** What the place of the copies says, and not a single image. */
const endsExport = new Set(['disk-full', 'disk-share', 'read-only']);

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
