import type { Run } from '../../catalog';
import { parseRecipe } from '../../core/recipe';
import type { TrainResult } from '../../runner/messages';
import type { EvaluationMetrics } from '../method/evaluate';
import type { SelectionSummary } from '../method/select-pool';
import type { Project } from '../project/project';
import { modelSettingsOf } from '../project/run-model';

/** One model of an experiment, as lists and tables show it. Accuracies are shares. */
export interface ModelSummary {
  readonly runId: number;
  /** "Teacher", "Student 1" … */
  readonly name: string;
  readonly state: string;
  readonly arch: string;
  readonly validationAccuracy: number | null;
  readonly testAccuracy: number | null;
  readonly seconds: number | null;
  readonly imagesPerSecond: number | null;
  readonly waitShare: number | null;
  readonly weightsHash: string | null;
  /** What it was trained on besides labelled images. */
  readonly selection: SelectionSummary | null;
}

export interface ExperimentSummary {
  readonly experiment: string;
  readonly experimentId: number;
  readonly experimentState: string;
  readonly seed: number;
  readonly recipe: string;
  readonly iterations: number;
  readonly models: readonly ModelSummary[];
}

/** "Teacher", "Student 1" … */
export function modelName({ catalog }: Project, { iterationId }: Run): string {
  return iterationId === null ? 'Teacher' : `Student ${catalog.iterations.get(iterationId).number}`;
}

export function summariseExperiment(project: Project, experimentId: number): ExperimentSummary {
  const { experiments, runs, iterations, evaluations, selections } = project.catalog;
  const experiment = experiments.get(experimentId);
  const recipe = parseRecipe(experiment.recipe);
  const models = runs.list({ experimentId }).map((run): ModelSummary => {
    const metrics = run.metrics as TrainResult | null;
    const iteration = run.iterationId === null ? null : iterations.get(run.iterationId);
    const test = evaluations.newest([run.id]).find(({ split }) => split === 'test');
    const selection = iteration ? selections.latest(iteration.id) : undefined;
    return {
      runId: run.id,
      name: modelName(project, run),
      state: run.state,
      arch: modelSettingsOf(project, run).arch,
      validationAccuracy: metrics?.validationAccuracy ?? null,
      testAccuracy: test ? (test.metrics as EvaluationMetrics).accuracy : null,
      seconds: metrics?.seconds ?? null,
      imagesPerSecond: metrics?.imagesPerSecond ?? null,
      waitShare: metrics?.waitShare ?? null,
      weightsHash: run.weightsHash,
      selection: (selection?.summary as SelectionSummary | undefined) ?? null,
    };
  });
  return {
    experiment: experiment.name,
    experimentId,
    experimentState: experiment.state,
    seed: experiment.seed,
    recipe: recipe.name,
    iterations: recipe.iterations,
    models,
  };
}
