import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { JobCancelled } from '../engine/engine';
import type { Project } from '../folder/project';
import { runFolder } from '../images/image-sets';

/** Deletes an experiment from every list at once; `sweepRemoved` removes what is left of it. Throws `unknown-experiment`. */
export function removeExperiment({ catalog }: Project, experimentId: number): void {
  catalog.experiments.get(experimentId);
  catalog.removal.mark(experimentId);
}

/**
 * Removes rows and files of deleted experiments, with a pause after each part so that nothing else has to wait. If it is interrupted, the
 * next call continues. Reviews, labels and images stay.
 */
export async function sweepRemoved(project: Project, signal: AbortSignal): Promise<void> {
  const { removal } = project.catalog;
  while (!signal.aborted && removal.sweep() > 0) await nextTurn();
  for (const runId of removal.runIds()) {
    if (signal.aborted) break;
    await rm(runFolder(project, runId), { recursive: true, force: true });
  }
  if (signal.aborted) throw new JobCancelled();
}

/** Discards what the unfinished training of an experiment learnt, so that resuming begins that training again. Finished models stay. */
export function discardUnfinished(project: Project, experimentId: number): void {
  const { runs, epochs, experiments } = project.catalog;
  project.catalog.transaction(() => {
    for (const run of runs.list({ experimentId })) {
      if (run.state === 'done') continue;
      if (run.state !== 'queued') runs.setState(run.id, 'queued', { checkpoint: null, error: null });
      epochs.clear(run.id);
    }
    experiments.setState(experimentId, 'cancelled');
  });
  for (const run of runs.list({ experimentId, state: 'queued' }))
    rmSync(runFolder(project, run.id), { recursive: true, force: true });
}
