import type { Run } from '../../../catalog';
import { modelText } from '../../../core/vocabulary/models';
import { slicesOf } from '../../method/measuring/slices';
import type { Project } from '../../project/folder/project';
import { modelNameOf } from '../../project/runs/run-model';
import type { ReportData } from '../facts/types';

/** Slices of the test images by the predictions of the chosen model, or of the last that was measured; null if none was. */
export async function reportedSlices(
  project: Project,
  runs: readonly Run[],
  chosenId: number | undefined,
): Promise<ReportData['slices']> {
  const measured = project.catalog.evaluations
    .newest(runs.map(({ id }) => id))
    .filter(({ split }) => split === 'test');
  const evaluation = measured.find(({ runId }) => runId === chosenId) ?? measured.at(-1);
  const run = runs.find(({ id }) => id === evaluation?.runId);
  if (!evaluation || !run) return null;
  return {
    model: modelText(modelNameOf(project, run)),
    measured: await slicesOf(project, evaluation),
  };
}
