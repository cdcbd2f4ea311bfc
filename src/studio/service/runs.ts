import { parseRecipe } from '../../core/recipe';
import type { JobView } from '../contract';
import { nameFor } from '../experiment-name';
import { labelPool } from '../label-pool';
import { createExperiment, type LoopOptions, runLoop } from '../loop';
import { newestFinishedRun } from '../newest';
import { recipeOf } from '../train-run';
import { os } from './base';
import { experimentView } from './experiment-view';
import type { Studio } from './studio';

export const runs = {
  experiments: os.runs.experiments.handler(({ context: { studio } }) =>
    studio.project.catalog.experiments.list().map(({ id }) => experimentView(studio.project, id)),
  ),
  start: os.runs.start.handler(({ context: { studio }, input }) => {
    const { project } = studio;
    const recipe = parseRecipe(input.recipe);
    const name = nameFor(project, input.name);
    const experiment = createExperiment({ project }, { name, recipe, seed: input.seed });
    return { experimentId: experiment.id, job: loopJob(studio, experiment.id, name, input) };
  }),
  resume: os.runs.resume.handler(({ context: { studio }, input }) => {
    const { id, name } = studio.project.catalog.experiments.get(input.experimentId);
    return loopJob(studio, id, name, input);
  }),
  curves: os.runs.curves.handler(({ context, input }) =>
    context.studio.project.catalog.epochs.list(input.runId),
  ),
  label: os.runs.label.handler(({ context: { studio }, input }) => {
    const teacher = newestFinishedRun(studio.project, input.runId);
    return studio.addEngineJob({ kind: 'label', subject: `run ${teacher.id}` }, async (context) => {
      await labelPool(context, teacher, recipeOf(teacher), null);
    });
  }),
};

function loopJob(studio: Studio, experimentId: number, subject: string, options: LoopOptions): JobView {
  const job = studio.addEngineJob({ kind: 'experiment', subject, experimentId }, async (context) => {
    await runLoop(context, experimentId, options);
  });
  studio.news.changed('experiments');
  return job;
}
