import type { LabellingRun, Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import type { Project } from '../folder/project';

/** The finished run with this id, or the newest. Throws `unknown-run`, `run-unfinished`, `no-run`. */
export function newestFinishedRun({ catalog }: Project, id?: number): Run {
  if (id !== undefined) {
    const run = catalog.runs.get(id);
    if (run.state !== 'done') throw studioError('run-unfinished', { id: String(id), state: run.state });
    return run;
  }
  const run = catalog.runs.list({ state: 'done' }).at(-1);
  if (!run) throw studioError('no-run', {});
  return run;
}

/** The labelling with this id, or the newest finished one. Throws `unknown-labelling`, `no-labelling`. */
export function newestLabelling({ catalog }: Project, id?: number): LabellingRun {
  if (id !== undefined) return catalog.labellingRuns.get(id);
  const labelling = catalog.labellingRuns
    .list()
    .filter(({ state }) => state === 'done')
    .at(-1);
  if (!labelling) throw studioError('no-labelling', {});
  return labelling;
}
