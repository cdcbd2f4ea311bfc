import type { Evaluation } from '../../../catalog';
import { roundsOf } from '../../../core/methods';
import { parseRecipe } from '../../../core/recipe';
import type { ChoiceFacts } from '../../../core/sentences/chosen-model';
import type { ModelSummary, SetResult } from '../../../core/stored/runs';
import type { Project } from '../../project/folder/project';
import { chosenOf } from '../../project/runs/chosen-run';
import { baseOf, modelNameOf, modelSettingsOf, modelTitle } from '../../project/runs/run-model';

export interface ExperimentSummary {
  readonly experiment: string;
  readonly experimentId: number;
  readonly experimentState: string;
  /** The error that stopped it or one of its trainings, as the command line says it; null if it ended or goes on. */
  readonly stoppedBy: string | null;
  readonly seed: number;
  readonly recipe: string;
  readonly iterations: number;
  readonly models: readonly ModelSummary[];
  /** The named test sets that any of the models was measured on. */
  readonly testSets: readonly { readonly id: number; readonly name: string }[];
  /** The model to use, and why; null as long as no model is finished. */
  readonly choice: ChoiceFacts | null;
}

export function summariseExperiment(project: Project, experimentId: number): ExperimentSummary {
  const { experiments, runs, iterations, evaluations, selections } = project.catalog;
  const experiment = experiments.get(experimentId);
  const recipe = parseRecipe(experiment.recipe);
  const all = runs.list({ experimentId });
  const newest = evaluations.newest(all.map(({ id }) => id));
  const tests = new Map(
    newest.filter(({ split }) => split === 'test').map((evaluation) => [evaluation.runId, evaluation]),
  );
  const first = tests.get(baseOf(all)?.id as number);
  const models = all.map((run): ModelSummary => {
    const metrics = run.metrics;
    const iteration = run.iterationId === null ? null : iterations.get(run.iterationId);
    const test = tests.get(run.id);
    const values = test ? test.metrics.values : null;
    const measured = test?.settings;
    const selection = iteration ? selections.latest(iteration.id) : undefined;
    return {
      runId: run.id,
      name: modelNameOf(project, run),
      state: run.state,
      arch: modelTitle(modelSettingsOf(project, run)),
      validationAccuracy: metrics?.validationAccuracy ?? null,
      byFolds: metrics?.probe?.folds ?? null,
      testAccuracy: values?.accuracy ?? null,
      testMetrics: values,
      testImages: test?.images ?? null,
      testSeen: measured?.seen ?? null,
      testSet: measured?.imageSet ?? null,
      testChanged: test ? evaluations.changedSince(test.id) : 0,
      sets: newest.filter(({ runId, setId }) => runId === run.id && setId !== null).map(setResult),
      overFirst:
        test && first && test !== first && run.kind !== 'probe'
          ? evaluations.common(test.id, first.id)
          : null,
      seconds: metrics?.seconds ?? null,
      imagesPerSecond: metrics?.imagesPerSecond ?? null,
      waitShare: metrics?.waitShare ?? null,
      weightsHash: run.weightsHash,
      selection: selection?.summary ?? null,
    };
  });
  return {
    experiment: experiment.name,
    experimentId,
    experimentState: experiment.state,
    stoppedBy: experiment.error ?? all.find(({ state }) => state === 'failed')?.error ?? null,
    seed: experiment.seed,
    recipe: recipe.name,
    iterations: roundsOf(recipe),
    models,
    testSets: project.catalog.testSets
      .list()
      .filter(({ id }) => models.some(({ sets }) => sets.some(({ setId }) => setId === id)))
      .map(({ id, name }) => ({ id, name })),
    choice: chosenOf(project, all),
  };
}

function setResult({ setId, images, metrics, settings }: Evaluation): SetResult {
  const { seen = null, imageSet = null } = settings ?? {};
  return { setId: setId as number, images, metrics: metrics.values, seen, imageSet };
}
