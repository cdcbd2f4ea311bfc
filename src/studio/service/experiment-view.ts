import { parseRecipe } from '../../core/recipe';
import type { DeviceFacts } from '../../runner/messages';
import type { ExperimentState, ExperimentView, RunView } from '../contract';
import type { Project } from '../project';
import { summariseExperiment } from '../summary';
import { recipeOf } from '../train-run';

/** An experiment with its models, as the window lists them. */
export function experimentView(project: Project, id: number): ExperimentView {
  const { experiments } = project.catalog;
  const experiment = experiments.get(id);
  const summary = summariseExperiment(project, id);
  return {
    id,
    name: experiment.name,
    state: experiment.state as ExperimentState,
    seed: experiment.seed,
    recipe: parseRecipe(experiment.recipe),
    createdAt: experiment.createdAt,
    runs: summary.models.map((model): RunView => {
      const run = project.catalog.runs.get(model.runId);
      const { teacherLength, studentLength } = recipeOf(run).training;
      const length = run.kind === 'teacher' ? teacherLength : studentLength;
      return {
        ...model,
        kind: run.kind,
        iteration: run.iterationId === null ? 0 : project.catalog.iterations.get(run.iterationId).number,
        state: run.state,
        error: run.error,
        seed: run.seed,
        device: run.device as DeviceFacts | null,
        startedAt: run.startedAt,
        finishedAt: run.finishedAt,
        steps: length.unit === 'steps' ? length.amount : null,
      };
    }),
  };
}
