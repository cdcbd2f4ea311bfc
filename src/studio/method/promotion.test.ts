import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newestOpinion } from '../label/newest-model';
import { candidateOf, chosenRun } from '../project/chosen-run';
import { makeTestProject, type TestProject, tinyRecipe } from '../project/project.fixture';
import { createExperiment, runLoop } from './loop';

let studio: TestProject;
const go = { pauseForReview: false, evaluate: false };

beforeAll(async () => {
  studio = await makeTestProject();
});
afterAll(() => studio.close());

const notesOf = (code: string) =>
  studio.events
    .filter((event) => event.type === 'note')
    .map(({ note }) => note)
    .filter((note) => note.code === code);

describe('which model is used next', () => {
  it('a student that is worse on validation beyond noise neither teaches nor is exported', async () => {
    const { context, project } = studio;
    const { catalog } = project;
    const recipe = tinyRecipe(['iterations', 2], ['validationShare', 0.3], ['promote', 'best']);
    const { id } = createExperiment(context, { name: 'worse', recipe, seed: 1 });
    const paused = await runLoop(context, id, { ...go, pauseForReview: true });
    expect(paused.state).toBe('review');
    const [teacher] = paused.runs;
    // The teacher was right on all 18 validation images, as far as the loop can see: the student will not be.
    catalog.runs.update(teacher.id, { metrics: { ...(teacher.metrics as object), validationAccuracy: 1 } });
    const { runs } = await runLoop(context, id, go);
    const [, first] = runs;
    expect(candidateOf(project, first)).toEqual({
      value: expect.any(Number),
      error: expect.any(Number),
      images: 18,
    });
    expect(candidateOf(project, first).value).toBeLessThan(0.8);
    const [, second] = catalog.iterations.list(id);
    expect(second.teacherRunId).toBe(teacher.id);
    expect(notesOf('not-promoted')[0].values).toMatchObject({ teacher: String(teacher.id) });

    const best = chosenRun(project, undefined);
    expect(best.run.id).toBe(teacher.id);
    expect(best.why).toBe(
      `Run ${teacher.id}: 100.0 % on 18 validation images, the best of 3 models of its experiment.`,
    );
    expect(chosenRun(project, undefined, 'newest').run.id).toBe(runs[2].id);
    expect(chosenRun(project, first.id)).toMatchObject({ run: { id: first.id }, why: null });
    expect(newestOpinion(project)?.runId).toBe(teacher.id);
  });

  it('"promote: newest" puts the student in the teacher’s place whatever it is', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(['iterations', 2], ['promote', 'newest']);
    const { id } = createExperiment(context, { name: 'newest', recipe, seed: 1 });
    const paused = await runLoop(context, id, { ...go, pauseForReview: true });
    const [teacher] = paused.runs;
    project.catalog.runs.update(teacher.id, {
      metrics: { ...(teacher.metrics as object), validationAccuracy: 1 },
    });
    const { runs } = await runLoop(context, id, go);
    expect(project.catalog.iterations.list(id)[1].teacherRunId).toBe(runs[1].id);
  });
});

describe('before anything is trained', () => {
  it('a threshold that keeps nothing is told before the student, with the numbers', async () => {
    const { context, project } = studio;
    const recipe = tinyRecipe(['selection.threshold', 0.99]);
    const { id } = createExperiment(context, { name: 'nothing', recipe, seed: 1 });
    await expect(runLoop(context, id, go)).rejects.toMatchObject({
      code: 'nothing-kept',
      message: expect.stringMatching(
        /none of the 140 pool images.*threshold is 0.99.*highest confidence 0\.\d{3}/,
      ),
    });
    const [, student] = project.catalog.runs.list({ experimentId: id });
    expect(student.state).toBe('queued');
  });

  it('an empty pool is told before the teacher, by a start and by going on', async () => {
    const { context, project } = studio;
    project.catalog.splits.move(project.catalog.images.ids({ split: 'unlabelled' }), 'test');
    const { id } = createExperiment(context, { name: 'no pool', recipe: tinyRecipe(), seed: 1 });
    await expect(runLoop(context, id, go)).rejects.toMatchObject({ code: 'no-pool' });
    const [teacher] = project.catalog.runs.list({ experimentId: id });
    expect(teacher.state).toBe('queued');
    const alone = createExperiment(context, {
      name: 'alone',
      recipe: tinyRecipe(['iterations', 0]),
      seed: 1,
    });
    expect((await runLoop(context, alone.id, go)).state).toBe('done');
    // Learns from the pool in its first training, whatever the iterations.
    const fixmatch = createExperiment(context, {
      name: 'fixmatch',
      recipe: tinyRecipe(['method', 'fixmatch'], ['iterations', 0]),
      seed: 1,
    });
    await expect(runLoop(context, fixmatch.id, go)).rejects.toMatchObject({ code: 'no-pool' });
    expect(project.catalog.runs.list({ experimentId: fixmatch.id })[0].state).toBe('queued');
  });
});
