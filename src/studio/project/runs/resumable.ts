import type { Experiment } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { closest } from '../../../core/words/suggest';
import type { Project } from '../folder/project';

/** The experiment with this name, or the newest. Throws `unknown-experiment`, `no-experiment`. */
export function experimentNamed(project: Project, name?: string): Experiment {
  const all = project.catalog.experiments.list();
  if (name === undefined) {
    if (all.length > 0) return all[0];
    throw studioError('no-experiment', {});
  }
  const found = all.find((experiment) => experiment.name === name);
  if (found) return found;
  const near = closest(
    name,
    all.map((experiment) => experiment.name),
  );
  throw near
    ? studioError('unknown-experiment-near', { name, near })
    : studioError('unknown-experiment', { name });
}

/** The experiment to resume. Throws `nothing-to-resume`, `all-finished`, `unknown-experiment`. */
export function latestUnfinished(project: Project, name?: string): Experiment {
  if (name !== undefined) return experimentNamed(project, name);
  const all = project.catalog.experiments.list();
  const unfinished = all.find(({ state }) => state !== 'done');
  if (unfinished) return unfinished;
  throw all.length === 0 ? studioError('nothing-to-resume', {}) : studioError('all-finished', {});
}
