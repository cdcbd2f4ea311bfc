import type { LabellingRun } from '../../catalog';
import type { Project } from '../project';

/** What a labelling said, columns `[rows]`; it never changes. */
export interface LabellingColumns {
  readonly imageIds: Int32Array;
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  readonly margin: Float32Array;
  /** NaN where there is none. */
  readonly oodScore: Float32Array;
  /** Positions in `sourceIds`, the sources that its images come from. */
  readonly sources: Uint16Array;
  readonly sourceIds: readonly number[];
}

export async function labellingColumns(
  { catalog }: Project,
  labelling: LabellingRun,
): Promise<LabellingColumns> {
  const { imageIds, classIds, confidence, margin, oodScore } = catalog.pseudoLabels.columns(labelling.id);
  const { sources, sourceIds } = catalog.pseudoLabels.sources(labelling.id);
  return { imageIds, classIds, confidence, margin, oodScore, sources, sourceIds };
}
