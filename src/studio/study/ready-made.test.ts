import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { methodNames } from '../../core/methods';
import { readStudy } from '../../core/study/definition';
import { makeTestProject, type TestProject, tinyRecipe } from '../project/project.fixture';
import { runStudy } from './run-study';
import { readyMadeStudies, studyContent } from './study-file';
import { studyOutcome } from './study-outcomes';

/** Studies that come with the program, trained for a few steps on one seed: each arm really runs. */
describe('a study that comes with the program', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  it.each(readyMadeStudies)(
    'runs all of its arms: %s',
    async (name) => {
      const content = { ...(studyContent(name) as object), seeds: [1] };
      const study = readStudy(content, () => tinyRecipe(['training.studentLength.amount', 2]));
      const row = await runStudy(studio.context, study);
      const { cells, arms } = studyOutcome(studio.project, row);
      expect(cells.map(({ arm, state }) => [arm, state])).toEqual(
        study.arms.map((arm) => [arm.name, 'done']),
      );
      expect(arms.map(({ done }) => done)).toEqual(study.arms.map(() => 1));
    },
    900_000,
  );

  it('has every method in the study of methods', () => {
    const { arms } = readStudy(studyContent('methods'), () => tinyRecipe());
    expect(arms.map(({ recipe }) => recipe.method).sort()).toEqual([...methodNames].sort());
  });
});
