import { createWriteStream, existsSync } from 'node:fs';
import { link, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type StudioError, studioError } from '../../core/errors';
import { exportFolders } from './folders';
import type { LabelExportOptions, LabelExportResult } from './label-export';
import { csvColumns, csvLine, csvRecord, jsonRecord, type LabelRow } from './label-row';

export type { LabelExportOptions, LabelExportResult, LabelFormat } from './label-export';
export type { LabelRow, LabelSource } from './label-row';

/**
 * Writes a project's labels as CSV, JSON Lines, or a folder tree `<split>/<class>/` of copies with `labels.csv` in it. Everything is
 * written beside the target and renamed when whole; nothing that exists is overwritten and originals are only read. Throws
 * `export-target-exists`, and the signal's reason when cancelled; either way the target is as it was.
 */
export async function exportLabels(
  rows: Iterable<LabelRow>,
  options: LabelExportOptions,
): Promise<LabelExportResult> {
  const target = resolve(options.target);
  await mkdir(dirname(target), { recursive: true });
  if (options.format === 'folders') return exportFolders(rows, { ...options, target });
  if (existsSync(target)) throw targetExists(target);
  const written = await writeFileBeside(rows, { ...options, target });
  return { target, written, unlabelled: 0, failed: [] };
}

async function writeFileBeside(rows: Iterable<LabelRow>, options: LabelExportOptions): Promise<number> {
  const { target, signal } = options;
  const beside = `${target}.${process.pid}.part`;
  let written = 0;
  function* lines() {
    if (options.format === 'csv') yield csvLine(csvColumns);
    for (const row of rows) {
      const path = options.paths === 'relative' ? relativePath(dirname(target), row.path) : row.path;
      yield options.format === 'csv' ? csvRecord(row, path) : jsonRecord(row, path);
      written++;
      options.onProgress?.(written);
    }
  }
  try {
    await pipeline(Readable.from(lines()), createWriteStream(beside, { flags: 'w', flush: true }), {
      signal,
    });
    await moveIntoPlace(beside, target);
  } finally {
    await rm(beside, { force: true });
  }
  return written;
}

/** A hard link is refused by the file system where the name is taken; a rename would replace what came there meanwhile. */
async function moveIntoPlace(beside: string, target: string): Promise<void> {
  try {
    await link(beside, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST' || existsSync(target)) throw targetExists(target);
    await rename(beside, target);
  }
}

function relativePath(folder: string, file: string): string {
  const path = relative(folder, file);
  return isAbsolute(path) ? file : path.split(sep).join('/');
}

function targetExists(target: string): StudioError {
  return studioError('export-target-exists', { path: target });
}
