import type { Experiment } from '../catalog';
import { StudioError } from '../core/errors';
import { closest } from '../core/suggest';
import type { Project } from './project';

/** The experiment to go on with. Throws `nothing-to-resume`, `unknown-experiment`. */
export function latestUnfinished(project: Project, name?: string): Experiment {
  const { experiments } = project.catalog;
  const all = experiments.list();
  if (name !== undefined) {
    const found = experiments.find(name);
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
  const unfinished = all.find(({ state }) => state !== 'done');
  if (unfinished) return unfinished;
  throw new StudioError(
    'nothing-to-resume',
    all.length === 0
      ? 'There is nothing to resume: no experiment was started yet. Start one with "noisy-studio run".'
      : 'There is nothing to resume: every experiment of this project is finished.',
  );
}
