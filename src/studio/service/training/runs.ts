import { parseRecipe } from '../../../core/recipe';
import { startProblems } from '../../../core/start/start-problems';
import { loopOptionsSchema } from '../../../core/stored/columns';
import { createExperiment } from '../../method/loop/loop';
import { addIteration } from '../../method/loop/one-more';
import { labelPool } from '../../method/pool/label-pool';
import { checkStart } from '../../method/start/check-start';
import { startFacts } from '../../method/start/start-facts';
import { nameFor } from '../../project/runs/experiment-name';
import { newestFinishedRun } from '../../project/runs/newest';
import { removeExperiment } from '../../project/runs/remove-experiment';
import { modelNameOf, recipeOf } from '../../project/runs/run-model';
import { os } from '../session/base';
import { addLoopJob, refuseActive, stopExperiment } from '../session/loop-job';
import { experimentView } from './experiment-view';

export const runs = {
  experiments: os.runs.experiments.handler(({ context: { studio } }) =>
    studio.project.catalog.experiments.list().map(({ id }) => experimentView(studio.project, id)),
  ),
  check: os.runs.check.handler(({ context: { studio }, input: { recipe: given, evaluate } }) => {
    const recipe = parseRecipe(given);
    return startProblems(startFacts(studio.project, { recipe, measures: evaluate }), recipe);
  }),
  start: os.runs.start.handler(({ context: { studio }, input }) => {
    const { project } = studio;
    const recipe = parseRecipe(input.recipe);
    const { pauseForReview, evaluate } = input;
    checkStart(project, { recipe, measures: evaluate });
    const name = nameFor(project, input.name);
    const { id } = createExperiment({ project }, { name, recipe, seed: input.seed });
    return { experimentId: id, job: addLoopJob(studio, id, { pauseForReview, evaluate }) };
  }),
  resume: os.runs.resume.handler(({ context: { studio }, input: { experimentId, ...options } }) =>
    addLoopJob(studio, experimentId, options),
  ),
  pause: os.runs.pause.handler(({ context: { studio }, input }) => {
    stopExperiment(studio, input.experimentId, true);
    return null;
  }),
  discard: os.runs.discard.handler(({ context: { studio }, input }) => {
    stopExperiment(studio, input.experimentId, false);
    return null;
  }),
  waitForReview: os.runs.waitForReview.handler(({ context: { studio }, input }) => {
    const { experiments } = studio.project.catalog;
    const { options } = experiments.get(input.experimentId);
    experiments.setOptions(input.experimentId, {
      ...loopOptionsSchema.parse(options ?? {}),
      pauseForReview: input.wait,
    });
    studio.news.changed('experiments');
    return null;
  }),
  stopAfter: os.runs.stopAfter.handler(({ context: { studio }, input: { experimentId, stop } }) => {
    const { experiments } = studio.project.catalog;
    const { options } = experiments.get(experimentId);
    experiments.setOptions(experimentId, { ...loopOptionsSchema.parse(options ?? {}), stopAfter: stop });
    studio.news.changed('experiments');
    return null;
  }),
  oneMore: os.runs.oneMore.handler(({ context: { studio }, input: { experimentId } }) => {
    refuseActive(studio, experimentId);
    addIteration(studio.project, experimentId);
    const { options } = studio.project.catalog.experiments.get(experimentId);
    const { pauseForReview, evaluate } = loopOptionsSchema.parse(options ?? {});
    return addLoopJob(studio, experimentId, { pauseForReview, evaluate });
  }),
  rename: os.runs.rename.handler(({ context: { studio }, input }) => {
    studio.project.catalog.experiments.rename(input.experimentId, input.name);
    studio.news.changed('experiments', 'labelling');
    return null;
  }),
  remove: os.runs.remove.handler(({ context: { studio }, input: { experimentId } }) => {
    refuseActive(studio, experimentId);
    const { name } = studio.project.catalog.experiments.get(experimentId);
    removeExperiment(studio.project, experimentId);
    studio.news.changed('experiments', 'labelling', 'evaluations');
    return studio.addSweep(name);
  }),
  note: os.runs.note.handler(({ context: { studio }, input }) => {
    studio.project.catalog.runs.get(input.runId);
    studio.project.catalog.runs.update(input.runId, { note: input.note.trim() || null });
    studio.news.changed('experiments');
    return null;
  }),
  curves: os.runs.curves.handler(({ context, input }) =>
    context.studio.project.catalog.epochs.list(input.runId),
  ),
  label: os.runs.label.handler(({ context: { studio }, input }) => {
    const teacher = newestFinishedRun(studio.project, input.runId);
    return studio.addEngineJob(
      { kind: 'label', subject: [modelNameOf(studio.project, teacher)] },
      async (context) => {
        await labelPool(context, teacher, recipeOf(teacher), null);
      },
    );
  }),
};
