import type { LabellingRun } from '../../../catalog';
import type { LabellingView } from '../../../contract';
import type { ModelName } from '../../../core/vocabulary/models';
import type { Project } from '../../project/folder/project';
import { modelNameOf } from '../../project/runs/run-model';

/** All finished labellings, newest first. */
export function labellingViews(project: Project): LabellingView[] {
  return project.catalog.labellingRuns
    .list()
    .filter(({ state }) => state === 'done')
    .map((labelling) => labellingView(project, labelling))
    .reverse();
}

export function labellingView(project: Project, labelling: LabellingRun): LabellingView {
  const { runs, iterations, experiments } = project.catalog;
  const teacher = runs.get(labelling.runId);
  const iteration = labelling.iterationId === null ? null : iterations.get(labelling.iterationId);
  const experimentId = iteration?.experimentId ?? teacher.experimentId;
  return {
    id: labelling.id,
    runId: labelling.runId,
    experimentId,
    experiment: experimentId === null ? null : experiments.get(experimentId).name,
    iteration: iteration?.number ?? null,
    teacher: teacherName(project, labelling),
    images: labelling.images,
    createdAt: labelling.createdAt,
    waits: waitingIteration(project, labelling) !== null,
  };
}

/** The name of the model that made a labelling, within its experiment. */
export function teacherName(project: Project, { runId }: LabellingRun): ModelName {
  return modelNameOf(project, project.catalog.runs.get(runId));
}

/** The iteration that waits for the review of this labelling. */
export function waitingIteration({ catalog }: Project, { id, iterationId }: LabellingRun) {
  if (iterationId === null) return null;
  const iteration = catalog.iterations.get(iterationId);
  const waits =
    iteration.stage === 'review' &&
    catalog.experiments.get(iteration.experimentId).state === 'review' &&
    catalog.labellingRuns.latest(iterationId)?.id === id;
  return waits ? iteration : null;
}
