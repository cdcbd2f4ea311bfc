import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { StudyRow } from '../../catalog';
import { methodNames } from '../../core/methods';
import { Random } from '../../core/numbers/random';
import { armsOfDifference } from '../../core/study/claims';
import { readStudy, type Study } from '../../core/study/definition';
import { makeTestProject, type TestProject, tinyRecipe, tinySettings } from '../project/project.fixture';
import { runStudy } from './run-study';
import { readyMadeStudies, studyContent } from './study-file';
import { studyOutcome } from './study-outcomes';

/** All arms together take minutes, so a few are drawn anew each time; `ARMS=all` runs every one. */
const mostArms = process.env.ARMS === 'all' ? Number.POSITIVE_INFINITY : 3;
const draw = Number(process.env.ARMS_SEED ?? Date.now() % 100_000);

/** The study with the arm that the others are compared with, one that keeps some of the pool, and as many others as are run this time. */
function withFewArms(study: Study): Study {
  const keepsSome = study.arms.find(({ recipe }) => recipe.selection.threshold === 0);
  const kept = new Set([study.baseline, keepsSome?.name]);
  const others = study.arms.map(({ name }) => name).filter((name) => !kept.has(name));
  const random = new Random(draw);
  while (kept.size < mostArms && others.length > 0) kept.add(others.splice(random.int(others.length), 1)[0]);
  return { ...study, arms: study.arms.filter(({ name }) => kept.has(name)) };
}

/**
 * Studies that come with the program, trained for a few steps on one seed, so that each arm really runs. A training that several studies
 * share is done once, just as a study does for several of its arms.
 */
describe('a study that comes with the program', () => {
  let studio: TestProject;
  /** The run of each training so far, by the key of everything that determines it. */
  const trained = new Map<string, number>();
  beforeAll(async () => {
    studio = await makeTestProject();
    const { studies } = studio.project.catalog;
    const record = studies.setTraining.bind(studies);
    vi.spyOn(studies, 'setTraining').mockImplementation((studyId, key, runId) => {
      trained.set(key, runId);
      record(studyId, key, runId);
    });
  });
  afterAll(() => studio.close());

  it.each(readyMadeStudies())(
    `runs its arms: %s (ARMS_SEED=${draw})`,
    async (name) => {
      const content = { ...(studyContent(name) as object), seeds: [1] };
      // A study that names its own base gets the same few steps.
      const study = withFewArms(
        readStudy(content, () => tinyRecipe(), [...tinySettings, ['training.studentLength.amount', 2]]),
      );
      const { catalog } = studio.project;
      const begins = () => {
        const { id } = catalog.studies.find(study.name) as StudyRow;
        for (const [key, runId] of trained) catalog.studies.setTraining(id, key, runId);
      };
      const row = await runStudy(studio.context, study, { begins });
      const ended = catalog.studies.cells(row.id).map(({ arm, experimentId }) => {
        const { state, errorCode } = catalog.experiments.get(experimentId);
        // A model of six steps has no confident predictions, so that an arm with a threshold keeps none of the pool and reports that.
        const isKept = study.arms.some(
          ({ name, recipe }) => name === arm && recipe.selection.threshold === 0,
        );
        return [arm, isKept || state === 'done' ? state : errorCode];
      });
      const { arms } = studyOutcome(studio.project, row);
      expect(arms.some(({ done }) => done === 1)).toBe(true);
      for (const [arm, end] of ended) expect(['done', 'nothing-kept'], arm as string).toContain(end);
    },
    900_000,
  );

  it('holds the nine claims of the paper against arms that it has', () => {
    // Reading the study checks that every arm which a claim names exists.
    const { claims, arms } = readStudy(studyContent('claims'), () => tinyRecipe());
    const named = claims.flatMap(({ says }) => says.flatMap(armsOfDifference));
    expect(claims).toHaveLength(9);
    expect(arms.map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([]);
  });

  it('has every method in the study of methods', () => {
    const { arms } = readStudy(studyContent('methods'), () => tinyRecipe());
    expect(arms.map(({ recipe }) => recipe.method).sort()).toEqual([...methodNames].sort());
  });
});
