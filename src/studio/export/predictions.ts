import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { studioError } from '../../core/errors';
import { removeLeftBeside } from '../../files/durable/durable';
import { makeFolder } from '../../files/durable/make-folder';
import { writeWhole } from '../../files/durable/write-whole';
import type { PredictedFiles } from '../labelling/rows/predicted-files';
import { csvLine, type LabelRow } from '../lists/label-row';
import { exportLabels, type LabelExportResult, relativePath } from './labels';

/** The format with a column for everything that was predicted; the others are formats of labels. */
export const predictionsFormat = 'predictions';

interface PredictionExport {
  readonly predicted: PredictedFiles;
  readonly rows: Int32Array;
  /** Returns the name of a class of the project by its id. */
  readonly nameOf: (classId: number) => string;
  /** The project's classes, in their order. */
  readonly classes: readonly string[];
  /** The name of the model that predicted. */
  readonly model: string;
}

interface PredictionExportOptions {
  readonly format: string;
  /** A file, or a folder if the format is one. */
  readonly target: string;
  readonly paths: 'absolute' | 'relative';
  readonly signal?: AbortSignal;
}

const columns = ['path', 'class', 'confidence', 'out_of_domain', 'ood_score', 'model'] as const;

/**
 * Writes predictions: as CSV with class, confidence, the out-of-domain flag (true, false or empty) and score of each image, or as labels in
 * a format of `lists/table.ts`, marked as a model's if the format can do that. Nothing is overwritten. Throws `unknown-format`,
 * `export-target-exists`, and the signal's reason when cancelled.
 */
export async function exportPredictions(
  chosen: PredictionExport,
  options: PredictionExportOptions,
): Promise<Pick<LabelExportResult, 'target' | 'failed'>> {
  const { format, target, paths, signal } = options;
  if (format !== predictionsFormat)
    return exportLabels(labelRowsOf(chosen), { format, target, paths, signal, classes: chosen.classes });
  const file = resolve(target);
  if (existsSync(file)) throw studioError('export-target-exists', { path: file });
  makeFolder(dirname(file));
  removeLeftBeside(file);
  const pathOf = (image: string) => (paths === 'relative' ? relativePath(dirname(file), image) : image);
  await writeWhole(file, linesOf(chosen, pathOf), { replace: false, signal });
  return { target: file, failed: [] };
}

function* linesOf({ predicted, rows, nameOf, model }: PredictionExport, pathOf: (file: string) => string) {
  const { files, classIds, confidence, scores } = predicted.columns;
  yield csvLine(columns);
  for (const row of rows)
    yield csvLine([
      pathOf(files[row]),
      nameOf(classIds[row]),
      shortest(confidence[row]),
      predicted.ood ? String(predicted.isFlagged(row)) : '',
      scores ? shortest(scores[row]) : '',
      model,
    ]);
}

function* labelRowsOf({ predicted, rows, nameOf }: PredictionExport): Generator<LabelRow> {
  const { files, classIds, confidence, widths, heights } = predicted.columns;
  for (const row of rows)
    yield {
      path: files[row],
      label: nameOf(classIds[row]),
      split: 'unlabelled',
      source: { kind: 'pseudo-label', labellingRun: null, confidence: confidence[row] },
      state: 'ok',
      width: widths[row],
      height: heights[row],
    };
}

/** The fewest digits that give the same single-precision number when they are read. */
function shortest(value: number): string {
  for (let digits = 6; digits < 9; digits++) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}
