import type { LabellingRun } from '../../catalog';
import { chooseModel } from '../../core/metrics/promotion';
import type { Project } from '../project/folder/project';
import { candidateOf } from '../project/runs/chosen-run';
import { recipeOf } from '../project/runs/run-model';

/**
 * The finished labelling whose predictions and features help a person to label: the newest labelling by the best model of the experiment
 * that labelled last, or the newest of all if that model labelled nothing. Undefined before there is one.
 */
export function newestOpinion(project: Project): LabellingRun | undefined {
  const done = project.catalog.labellingRuns.list().filter(({ state }) => state === 'done');
  const newest = done.at(-1);
  if (!newest) return undefined;
  const { experimentId } = project.catalog.runs.get(newest.runId);
  const runs = project.catalog.runs
    .list({ state: 'done' })
    .filter((run) => run.experimentId === experimentId && done.some(({ runId }) => runId === run.id));
  if (runs.length === 0) return newest;
  const by = recipeOf(runs[0]).chooseBy;
  const { at } = chooseModel(
    runs.map((run) => candidateOf(project, run, by)),
    'best',
  );
  return done.findLast(({ runId }) => runId === runs[at].id) ?? newest;
}
