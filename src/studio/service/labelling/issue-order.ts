import { orderByValue } from '../../../core/numbers/value-order';
import type { MeasuredIssue } from '../../../core/vocabulary/image-issues';
import { issueScores } from '../../issues';
import type { Project } from '../../project/folder/project';
import type { ReviewTable } from '../../review/table/table';

/**
 * All rows of a labelling, `[rows]`, by the severity of an issue, least first or, if `descending`, most first. Images without a score come
 * last in both directions.
 */
export async function issueOrder(
  project: Project,
  table: ReviewTable,
  issue: MeasuredIssue,
  descending: boolean,
): Promise<Int32Array> {
  const { byId } = await issueScores(project, issue);
  const { imageIds } = table.columns;
  const has = new Float32Array(imageIds.length);
  for (let row = 0; row < has.length; row++) {
    const score = byId[imageIds[row]];
    has[row] = score <= 1 ? 1 - score : Number.NaN;
  }
  return orderByValue(has, descending);
}
