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
  /** Raw float32 `[scores, images]`, in the order of `oodScoreNames`. */
  readonly scores: string;
  /** Features of the labelled training images as they were then, as `features`; labellings of earlier versions have none. */
  readonly labelledFeatures?: string;
  /** Their image ids, raw int32. */
  readonly labelledImages?: string;
}

/** Every out-of-domain score of a labelling, `[images]` each. */
export function allScores(project: Project, labelling: LabellingRun): Record<OodScoreName, Float32Array> {
  const bytes = readFileSync(join(project.folder, (labelling.metrics as LabellingMetrics).scores));
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const images = all.length / oodScoreNames.length;
  return Object.fromEntries(
    oodScoreNames.map((name, i) => [name, all.slice(i * images, (i + 1) * images)]),
  ) as Record<OodScoreName, Float32Array>;
}
