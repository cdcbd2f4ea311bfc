import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type StudioError, studioError } from '../../core/errors';
import { writeWhole } from '../../files/write-whole';
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
    await writeWhole(target, lines(), { replace: false, signal });
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? targetExists(target) : error;
  }
  return written;
}

function relativePath(folder: string, file: string): string {
  const path = relative(folder, file);
  return isAbsolute(path) ? file : path.split(sep).join('/');
}

function targetExists(target: string): StudioError {
  return studioError('export-target-exists', { path: target });
}
