import type { Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { type Candidate, type ChoiceRule, chooseModel } from '../../../core/metrics/promotion';
import { type ChoiceFacts, choiceFacts } from '../../../core/sentences/chosen-model';
import type { Project } from '../folder/project';
import { validationOf } from '../images/validation-set';
import { newestFinishedRun } from './newest';
import { recipeOf, validationValue } from './run-model';

export interface ChosenRun {
  readonly run: Run;
  /** The run that was chosen, and the reason; the reason is null if a person named the run. */
  readonly why: ChoiceFacts | null;
}

/**
 * The finished run with this id; without an id, the run that the rule chooses from the experiment that finished a run last. Throws
 * `unknown-run`, `run-unfinished`, `no-run`.
 */
export function chosenRun(project: Project, id: number | undefined, rule: ChoiceRule = 'best'): ChosenRun {
  const newest = newestFinishedRun(project, id);
  if (id !== undefined) return { run: newest, why: null };
  const runs = project.catalog.runs
    .list({ state: 'done' })
    .filter(({ experimentId }) => experimentId === newest.experimentId);
  const why = chosenOf(project, runs, rule);
  if (!why) throw studioError('no-run', {});
  return { run: runs.find((run) => run.id === why.runId) as Run, why };
}

/** The run to use among runs of one recipe, given oldest first; unfinished ones are skipped. Null if none is finished. */
export function chosenOf(
  project: Project,
  runs: readonly Run[],
  rule: ChoiceRule = 'best',
): ChoiceFacts | null {
  const finished = runs.filter(({ state }) => state === 'done');
  const newest = finished.at(-1);
  if (!newest) return null;
  const by = recipeOf(newest).chooseBy;
  const candidates = finished.map((run) => ({ runId: run.id, ...candidateOf(project, run, by) }));
  return choiceFacts(chooseModel(candidates, rule), candidates, by);
}

/**
 * The result of a finished run on its validation images by a metric: the metric that its recipe chooses by, unless
 * another is given.
 */
export function candidateOf(project: Project, run: Run, by = recipeOf(run).chooseBy): Candidate {
  const metrics = run.metrics;
  const value = validationValue(metrics, by);
  if (value === null) return { value, error: 0, images: 0, set: null };
  const { images, set } = validationOf(project, run);
  // Runs of older versions kept only the accuracy, whose standard error can be computed from it.
  const ofShare = images === 0 ? 0 : Math.sqrt((value * (1 - value)) / images);
  return { value, error: by === 'accuracy' ? ofShare : (metrics?.validation?.[by].error ?? 0), images, set };
}
