import { describe, expect, it } from 'vitest';
import { methodNames, methods } from '../../core/methods';
import { objectiveNamed } from '.';
import { rowsPerPoolImage } from './objective';

/** Methods name their objectives as plain text, which types do not check: this test compares both sides. */
describe('the objectives that methods name', () => {
  const trainings = methodNames.flatMap((name) =>
    [methods[name].first, ...methods[name].round].flatMap((stage) =>
      stage.stage === 'train' ? [[name, stage] as const] : [],
    ),
  );

  it.each(trainings)('%s: there is one, with as many views of the pool as the method says', (_, stage) => {
    const objective = objectiveNamed(stage.objective);
    expect(rowsPerPoolImage(objective)).toBe(stage.poolViews);
    // A teacher that is an average has a decay.
    expect(stage.consistency?.teacherDecay !== undefined).toBe(objective.views.teacher.length > 0);
    // An objective that makes its own targets has a loss weight for them.
    expect(stage.consistency?.weight !== undefined).toBe(stage.pool === 'unlabelled');
  });
});
