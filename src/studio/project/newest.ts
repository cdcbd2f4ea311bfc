import type { LabellingRun, Run } from '../../catalog';
import { StudioError } from '../../core/errors';
import type { Project } from './project';

/** A finished run: this one, or the newest. Throws `unknown-run`, `run-unfinished`, `no-run`. */
export function newestFinishedRun({ catalog }: Project, id?: number): Run {
  if (id !== undefined) {
    const run = catalog.runs.get(id);
    if (run.state !== 'done')
      throw new StudioError(
        'run-unfinished',
        `Run ${id} is ${run.state}. Finish it with "noisy-studio resume".`,
      );
    return run;
  }
  const run = catalog.runs.list({ state: 'done' }).at(-1);
  if (!run)
    throw new StudioError(
      'no-run',
      'There is no trained model in this project yet. Train one with "noisy-studio train".',
    );
  return run;
}

/** A finished labelling: this one, or the newest. Throws `unknown-labelling`, `no-labelling`. */
export function newestLabelling({ catalog }: Project, id?: number): LabellingRun {
  if (id !== undefined) return catalog.labellingRuns.get(id);
  const labelling = catalog.labellingRuns
    .list()
    .filter(({ state }) => state === 'done')
    .at(-1);
  if (!labelling)
    throw new StudioError(
      'no-labelling',
      'The pool has not been labelled yet; label it with "noisy-studio label".',
    );
  return labelling;
}
