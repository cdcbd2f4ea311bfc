import type { Experiment } from '../../catalog';
import { StudioError } from '../../core/errors';
import { closest } from '../../core/suggest';
import type { Project } from './project';

/** The experiment of this name, or the newest. Throws `unknown-experiment`, `no-experiment`. */
export function experimentNamed(project: Project, name?: string): Experiment {
  const all = project.catalog.experiments.list();
  if (name === undefined) {
    if (all.length > 0) return all[0];
    throw new StudioError(
      'no-experiment',
      'There is no experiment in this project yet. Start one with "noisy-studio run".',
    );
  }
  const found = all.find((experiment) => experiment.name === name);
  if (found) return found;
  const near = closest(
    name,
    all.map((experiment) => experiment.name),
  );
  throw new StudioError(
    'unknown-experiment',
    `There is no experiment "${name}" in this project.${near ? ` Did you mean "${near}"?` : ''}`,
  );
}

/** The experiment to go on with. Throws `nothing-to-resume`, `unknown-experiment`. */
export function latestUnfinished(project: Project, name?: string): Experiment {
  if (name !== undefined) return experimentNamed(project, name);
  const all = project.catalog.experiments.list();
  const unfinished = all.find(({ state }) => state !== 'done');
  if (unfinished) return unfinished;
  throw new StudioError(
    'nothing-to-resume',
    all.length === 0
      ? 'There is nothing to resume: no experiment was started yet. Start one with "noisy-studio run".'
      : 'There is nothing to resume: every experiment of this project is finished.',
  );
}
