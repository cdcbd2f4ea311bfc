import type { Experiment, Iteration } from '../../../catalog';
import type {
  ExperimentState,
  ExperimentView,
  Failure,
  FixView,
  IterationView,
  RunView,
} from '../../../contract';
import { trainingsOf } from '../../../core/methods';
import { parseRecipe, type Recipe } from '../../../core/recipe';
import { lengthOfStage } from '../../../core/stages/stage-settings';
import type { RunMetrics } from '../../../core/stored/run-metrics';
import type { ModelSummary } from '../../../core/stored/runs';
import type { Project } from '../../project/folder/project';
import { finishedSizeOf, iterationOf, recipeOf } from '../../project/runs/run-model';
import { summariseExperiment } from '../../report/experiment/summary';

/** An experiment with its models, as the window lists them. */
export function experimentView(project: Project, id: number): ExperimentView {
  const { experiments, iterations } = project.catalog;
  const experiment = experiments.get(id);
  const summary = summariseExperiment(project, id);
  return {
    id,
    name: experiment.name,
    state: experiment.state as ExperimentState,
    failure: failureIn(experiment),
    pauseForReview: experiment.options?.pauseForReview ?? false,
    stopsAfter: experiment.options?.stopAfter ?? false,
    seed: experiment.seed,
    recipe: parseRecipe(experiment.recipe),
    createdAt: experiment.createdAt,
    choice: summary.choice,
    runs: summary.models.map((model) => runView(project, model)),
    iterations: iterations.list(id).map((iteration) => iterationView(project, iteration)),
  };
}

/** Why an experiment stopped, as the catalog keeps it; null if nothing went wrong. */
export function failureIn({
  error,
  errorCode,
  errorValues,
}: Pick<Experiment, 'error' | 'errorCode' | 'errorValues'>): Failure | null {
  if (error === null) return null;
  return { code: errorCode ?? 'failed', message: error, values: errorValues ?? undefined };
}

function runView(project: Project, model: ModelSummary): RunView {
  const run = project.catalog.runs.get(model.runId);
  const iteration = iterationOf(project, run);
  const result = run.metrics;
  return {
    ...model,
    kind: run.kind,
    iteration,
    state: run.state,
    error: run.error,
    seed: run.seed,
    device: run.device,
    versions: (run.versions ?? {}) as Record<string, string | null>,
    startedAt: run.startedAt,
    finishedAt: run.finishedAt,
    steps: plannedSteps(recipeOf(run), iteration),
    trainedSteps: result?.steps ?? null,
    stoppedEarly: result?.stoppedEarly ?? false,
    imageSize: finishedSizeOf(project, run),
    trainings: (result?.trainings ?? []).map(({ steps, seconds, validationAccuracy }) => ({
      steps,
      seconds,
      validationAccuracy,
    })),
    fix: fixView(result),
    note: run.note,
  };
}

/** Steps of all trainings of a run; null if the length of one is given in another unit, such as epochs. */
function plannedSteps(recipe: Recipe, iteration: number): number | null {
  const lengths = trainingsOf(recipe, iteration).map((stage) => lengthOfStage(recipe, stage));
  if (lengths.some(({ unit }) => unit !== 'steps')) return null;
  return lengths.reduce((sum, { amount }) => sum + amount, 0);
}

function fixView(result: RunMetrics | null): FixView | null {
  if (!result?.fix) return null;
  const { imageSize, kept = true, by = 'accuracy', before = null, after = null } = result.fix;
  return { imageSize, kept, by, before, after };
}

function iterationView(
  project: Project,
  { id, number, teacherRunId, studentRunId }: Iteration,
): IterationView {
  const { labellingRuns, selections } = project.catalog;
  const labelling = labellingRuns.list({ iterationId: id }).at(-1);
  return {
    number,
    teacherRunId,
    studentRunId,
    labelling: labelling
      ? {
          id: labelling.id,
          state: labelling.state,
          images: labelling.images,
          startedAt: labelling.createdAt,
          finishedAt: labelling.finishedAt,
        }
      : null,
    selection: selections.latest(id)?.summary ?? null,
  };
}
