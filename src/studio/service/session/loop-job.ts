import type { JobView } from '../../../contract';
import { studioError } from '../../../core/errors';
import type { LoopOptions } from '../../../core/stored/columns';
import { runLoop } from '../../method/loop/loop';
import { discardUnfinished } from '../../project/runs/remove-experiment';
import type { Studio } from './studio';

/** The reason for stopping a loop whose training is to be discarded. */
export const discarding = 'discard';

/** Puts an experiment's loop into the engine's lane. Throws `experiment-running` if it is already there. */
export function addLoopJob(studio: Studio, experimentId: number, options: LoopOptions): JobView {
  const { name } = studio.project.catalog.experiments.get(experimentId);
  if (activeJob(studio, experimentId)) throw studioError('experiment-running', { name });
  const request = { kind: 'experiment', subject: name, experimentId } as const;
  const job = studio.addEngineJob(request, async (context) => {
    try {
      await runLoop(context, experimentId, options);
    } catch (error) {
      if (context.signal.reason === discarding) discardUnfinished(context.project, experimentId);
      throw error;
    }
  });
  studio.news.changed('experiments');
  return job;
}

/** The job of an experiment, if it is running or waiting for its turn. */
function activeJob(studio: Studio, experimentId: number): JobView | undefined {
  return studio.jobs.list().find((job) => job.experimentId === experimentId && job.finishedAt === null);
}

/** Stops an experiment. With `keep` a checkpoint is left to resume from; otherwise the unfinished training begins again. */
export function stopExperiment(studio: Studio, experimentId: number, keep: boolean): void {
  const job = activeJob(studio, experimentId);
  if (job) studio.jobs.cancel(job.id, keep ? undefined : discarding);
  // A job that was still waiting has not touched anything, and one that is over no longer can.
  if (!keep && job?.status !== 'running' && job?.status !== 'cancelling')
    discardUnfinished(studio.project, experimentId);
  studio.news.changed('experiments');
}

/** Throws `experiment-active` if the experiment runs, because it must be stopped first. */
export function refuseActive(studio: Studio, experimentId: number): void {
  const { name } = studio.project.catalog.experiments.get(experimentId);
  if (!activeJob(studio, experimentId)) return;
  throw studioError('experiment-active', { name });
}
