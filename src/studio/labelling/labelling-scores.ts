import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabellingRun } from '../../catalog';
import { type OodScoreName, oodScoreNames } from '../../core/ood';
import type { Project } from '../project/project';

/** Files of a labelling beside its soft labels, relative to the project folder, and the limit of each score. */
export interface LabellingMetrics {
  readonly limits: Partial<Record<OodScoreName, number>>;
  /** Raw float16 `[images, features]`. */
  readonly features: string;
  /** Raw float32 `[scores, images]`, in the order of `scoreNames`. */
  readonly scores: string;
  /** Labellings of the first versions do not name their scores: they are `firstScores`. */
  readonly scoreNames?: readonly string[];
  /** Features of the labelled training images as they were then, as `features`; labellings of earlier versions have none. */
  readonly labelledFeatures?: string;
  /** Their image ids, raw int32. */
  readonly labelledImages?: string;
}

const firstScores: readonly string[] = ['mahalanobis', 'energy', 'maxprob', 'entropy'];

/**
 * Where the scores of a labelling stand in its file: the row of each score that this version knows. A score that was added since has
 * none; one that was dropped since is passed over.
 */
export function scoreRows({ scoreNames = firstScores }: Partial<LabellingMetrics>): {
  readonly count: number;
  readonly rows: ReadonlyMap<OodScoreName, number>;
} {
  const known = oodScoreNames.filter((name) => scoreNames.includes(name));
  return { count: scoreNames.length, rows: new Map(known.map((name) => [name, scoreNames.indexOf(name)])) };
}

/** Every out-of-domain score that a labelling has, `[images]` each. */
export function allScores(project: Project, labelling: LabellingRun): Map<OodScoreName, Float32Array> {
  const metrics = labelling.metrics as LabellingMetrics;
  const bytes = readFileSync(join(project.folder, metrics.scores));
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const { count, rows } = scoreRows(metrics);
  const images = all.length / count;
  return new Map([...rows].map(([name, row]) => [name, all.slice(row * images, (row + 1) * images)]));
}
