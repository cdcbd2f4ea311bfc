import { join } from 'node:path';
import type { LabellingRun } from '../../../catalog';
import { StudioError, studioError } from '../../../core/errors';
import { LabellingFile } from '../../../runner/labelling/labelling-file';
import type { Project } from '../../project/folder/project';
import { convertLabelling } from './earlier-versions';
import { flagScores } from './flag-file';

/** The results of a labelling as columns `[rows]`, with today's classes. */
export interface LabellingColumns {
  /** Ascending. */
  readonly imageIds: Int32Array;
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  /** The score that is in use; NaN if there is none. */
  readonly oodScore: Float32Array;
  /** Positions in `sourceIds`. */
  readonly sources: Uint16Array;
  /** Ids of the sources that its images come from. */
  readonly sourceIds: readonly number[];
}

/**
 * The path of a finished labelling's file; if an earlier version made the labelling, the file is written first. Throws
 * `labelling-unreadable`.
 */
export function labellingPath(project: Project, labelling: LabellingRun): string {
  // Read again, since the labelling may have got its file after the caller read it.
  const { file, softLabels } = project.catalog.labellingRuns.get(labelling.id);
  if (file !== null) return join(project.folder, file);
  if (softLabels !== null) return join(project.folder, convertLabelling(project, labelling));
  throw studioError('labelling-unreadable', {
    path: `runs/${labelling.runId}/labelling-${labelling.id}`,
    reason: { en: 'it is not there', ko: '파일이 없음' },
  });
}

/** Runs work on a labelling's file and closes it. Throws `labelling-unreadable`. */
export function withLabelling<T>(
  project: Project,
  labelling: LabellingRun,
  work: (file: LabellingFile) => T,
): T {
  return LabellingFile.with(labellingPath(project, labelling), work);
}

/** The same for asynchronous work. */
export async function duringLabelling<T>(
  project: Project,
  labelling: LabellingRun,
  work: (file: LabellingFile) => Promise<T>,
): Promise<T> {
  return LabellingFile.during(labellingPath(project, labelling), work);
}

/** Reads the columns of a labelling. Throws `labelling-unreadable`, also if a byte differs from what was written. */
export function labellingColumns(project: Project, labelling: LabellingRun): LabellingColumns {
  return withLabelling(project, labelling, (file) => {
    const classIds = currentClasses(project, file.classIds);
    return {
      ...placed(file.sources),
      imageIds: file.ids,
      classIds: through(file.predictedClass, classIds),
      confidence: file.confidence,
      margin: file.margin,
      oodScore: flagScores(labelling, file) ?? new Float32Array(file.rows).fill(Number.NaN),
    };
  });
}

/** The same for what can do without them; null if the file is lost or damaged. */
export function readableColumns(project: Project, labelling: LabellingRun): LabellingColumns | null {
  try {
    return labellingColumns(project, labelling);
  } catch (error) {
    if (error instanceof StudioError && error.code === 'labelling-unreadable') return null;
    throw error;
  }
}

/**
 * Replaces the positions in a column by the values of `names`. Uses a loop, because `from` with a function takes ten times as long for a
 * million rows.
 */
export function through(column: Uint16Array, names: readonly number[]): Int32Array {
  const named = new Int32Array(column.length);
  for (let row = 0; row < column.length; row++) named[row] = names[column[row]];
  return named;
}

/** Sources as positions in the list of those that occur. */
function placed(column: Int32Array): Pick<LabellingColumns, 'sources' | 'sourceIds'> {
  // Neighbouring rows mostly belong to one source, so most rows need no lookup.
  const present = new Set<number>();
  for (let row = 0; row < column.length; row++)
    if (row === 0 || column[row] !== column[row - 1]) present.add(column[row]);
  const sourceIds = [...present].sort((a, b) => a - b);
  const positions = new Map(sourceIds.map((id, position) => [id, position]));
  const sources = new Uint16Array(column.length);
  for (let row = 0; row < column.length; row++) {
    const same = row > 0 && column[row] === column[row - 1];
    sources[row] = same ? sources[row - 1] : (positions.get(column[row]) as number);
  }
  return { sourceIds, sources };
}

/** The ids of today's classes for the outputs of a model: several outputs may have been merged into one class. */
export function currentClasses({ catalog }: Project, classIds: readonly number[]): number[] {
  const current = new Map(catalog.classes.list().map(({ id, mergedInto }) => [id, mergedInto ?? id]));
  return classIds.map((id) => current.get(id) ?? id);
}

/** Whether the results of a labelling can still be read. */
export function isReadable(project: Project, labelling: LabellingRun): boolean {
  try {
    withLabelling(project, labelling, (file) => flagScores(labelling, file));
    return true;
  } catch {
    return false;
  }
}
