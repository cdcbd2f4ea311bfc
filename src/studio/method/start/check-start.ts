import { StudioError } from '../../../core/errors';
import { roundsOf } from '../../../core/methods';
import { startProblems } from '../../../core/start/start-problems';
import type { StudioContext } from '../../project/context/context';
import type { Project } from '../../project/folder/project';
import { sized } from '../model/model-job';
import { type StartQuestion, startFacts } from './start-facts';
import { checkWeights } from './start-weights';

/**
 * Checks the needs of an experiment's later stages before its first one, so that no teacher is trained for
 * hours and then has nothing to label. Throws `no-labelled-images`, `one-class`, `no-pool`,
 * `start-files-gone`, `weights-unknown`, `weights-of-other-model`, `encoder-image-size`; problems that only
 * make the result unreliable are passed to `tell`.
 */
export function checkStart(project: Project, question: StartQuestion, tell?: StudioContext['tell']): void {
  const { recipe } = question;
  const problems = startProblems(startFacts(project, question), recipe);
  const first = problems.find(({ blocks }) => blocks);
  if (first) throw new StudioError(first.code, first.values);
  checkWeights(recipe.teacher);
  sized(recipe);
  if (recipe.initialise === 'scratch')
    for (const student of recipe.students.slice(0, roundsOf(recipe))) checkWeights(student);
  for (const { code, values } of problems) tell?.({ type: 'note', note: { code, values } });
}
