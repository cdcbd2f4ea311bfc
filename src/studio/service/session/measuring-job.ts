import type { Run } from '../../../catalog';
import type { JobView } from '../../../contract';
import { newestFinishedRun } from '../../project/runs/newest';
import { modelNameOf } from '../../project/runs/run-model';
import type { EngineContext, Studio } from './studio';

/** A job that measures finished runs one after another. Throws `run-unfinished`. */
export function measuringJob(
  studio: Studio,
  {
    kind,
    subject,
    runIds,
    check,
    measure,
  }: {
    readonly kind: 'evaluate' | 'robustness' | 'perturbation' | 'attack';
    /** What the job says that it measures; the names of the models if left out. */
    readonly subject?: string;
    readonly runIds: readonly number[];
    /** Throws errors that are known before any run is measured. */
    readonly check?: (run: Run) => void;
    readonly measure: (context: EngineContext, run: Run) => Promise<unknown>;
  },
): JobView {
  const { project } = studio;
  const runs = runIds.map((id) => newestFinishedRun(project, id));
  if (check) runs.forEach(check);
  const models = runs.map((run) => modelNameOf(project, run));
  return studio.addEngineJob({ kind, subject: subject ?? models }, async (context) => {
    for (const run of runs) await measure(context, run);
  });
}
