import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { gainOn } from '../../../core/sentences/seen-images';
import type { RunMetrics } from '../../../core/stored/run-metrics';
import { newestOpinion } from '../../label/newest-model';
import { imagesOf } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { candidateOf, chosenRun } from '../../project/runs/chosen-run';
import { gatherReport } from '../../report/gathering/gather-report';
import { renderReport } from '../../report/render';
import { experimentView } from '../../service/training/experiment-view';
import { createExperiment, runLoop } from './loop';

let studio: TestProject;
const go = { pauseForReview: false, evaluate: true };

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
    // The stored metrics now claim that the teacher was right on all 18 validation images, which the student will not be.
    catalog.runs.update(teacher.id, {
      metrics: { ...(teacher.metrics as RunMetrics), validationAccuracy: 1 },
    });
    const { runs } = await runLoop(context, id, go);
    const [, first] = runs;
    const set = expect.stringMatching(/^[0-9a-f]{64}$/);
    expect(candidateOf(project, first)).toEqual({
      value: expect.any(Number),
      error: expect.any(Number),
      images: 18,
      set,
    });
    expect(candidateOf(project, first).value).toBeLessThan(0.8);
    const [, second] = catalog.iterations.list(id);
    expect(second.teacherRunId).toBe(teacher.id);
    const told = { student: String(first.id), teacher: String(teacher.id), images: 18 };
    expect(notesOf('not-promoted').map(({ values }) => values)).toEqual([
      expect.objectContaining({ ...told, teacherAccuracy: { en: '100.0\u00a0%', ko: '100.0\u00a0%' } }),
    ]);

    const best = chosenRun(project, undefined);
    expect(best.run.id).toBe(teacher.id);
    const why = {
      runId: teacher.id,
      why: 'best',
      by: 'accuracy',
      value: 1,
      images: 18,
      models: 3,
      alike: [],
      apart: [],
    };
    expect(best.why).toEqual(why);
    // This is shown in the report's head and used by the window for viewing and export unless a person chooses.
    expect(experimentView(project, id).choice).toEqual(why);
    const report = await gatherReport(project, id);
    expect(report.chosen).toEqual({
      at: 0,
      why: 'Teacher: 100.0\u00a0% on 18 validation images, the best of 3 models of its experiment.',
    });
    // The teacher labelled twice: the report shows both labellings under its name.
    expect(report.iterations.map(({ labelling }) => labelling?.by)).toEqual([
      'Teacher',
      'Teacher',
      undefined,
    ]);
    const page = renderReport(report);
    expect(page).toContain(report.chosen?.why);
    expect(page).toContain('Teacher, test');
    expect(page).not.toContain('Gain over the teacher');
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
      metrics: { ...(teacher.metrics as RunMetrics), validationAccuracy: 1 },
    });
    const { runs } = await runLoop(context, id, go);
    expect(project.catalog.iterations.list(id)[1].teacherRunId).toBe(runs[1].id);
  });
});

describe('teacher and student that other images validated', () => {
  it('are compared on the validation images of today that neither was trained on, and that is said', async () => {
    const { context, project } = studio;
    const { catalog } = project;
    const recipe = tinyRecipe(['iterations', 2], ['validationShare', 0.3]);
    const { id } = createExperiment(context, { name: 'redrawn', recipe, seed: 1 });
    const paused = await runLoop(context, id, { ...go, pauseForReview: true });
    const [teacher] = paused.runs;
    // The stored metrics claim that the teacher was right on all of its own validation images: compared with the student's accuracy on
    // other images, it would stay the teacher.
    catalog.runs.update(teacher.id, {
      metrics: { ...(teacher.metrics as RunMetrics), validationAccuracy: 1 },
    });
    const own = imagesOf(project, 'validation').map(({ id: image }) => image);
    catalog.splits.move(own.slice(0, 6), 'labelled-train');
    const { runs } = await runLoop(context, id, go);
    const [, student] = runs;
    expect(candidateOf(project, student).images).toBe(own.length - 6);
    const rivals = { student: String(student.id), teacher: String(teacher.id) };
    expect(notesOf('validation-changed').at(-1)?.values).toEqual({ ...rivals, images: own.length - 6 });
    const measured = catalog.evaluations
      .newest([teacher.id, student.id])
      .filter(({ split }) => split === 'validation');
    expect(measured.map(({ images }) => images)).toEqual([own.length - 6, own.length - 6]);
    const gain = gainOn(catalog.evaluations.common(measured[1].id, measured[0].id)) as number;
    const [, second] = catalog.iterations.list(id);
    const worse = notesOf('not-promoted').length > 1;
    expect(second.teacherRunId).toBe(worse ? teacher.id : student.id);
    if (gain >= 0) expect(worse).toBe(false);
    // An accuracy of 100 % on other images does not make the teacher the model to use.
    const { why } = chosenRun(project, undefined);
    expect(why?.apart).toContain(teacher.id);
    expect(why?.runId).not.toBe(teacher.id);
    catalog.splits.move(
      imagesOf(project, 'validation').map(({ id: image }) => image),
      'labelled-train',
    );
  });

  it('are not compared where no validation image of today is new to both', async () => {
    const { context, project } = studio;
    const { catalog } = project;
    const recipe = tinyRecipe(['iterations', 2], ['validationShare', 0.3]);
    const { id } = createExperiment(context, { name: 'apart', recipe, seed: 1 });
    const [teacher] = (await runLoop(context, id, { ...go, pauseForReview: true })).runs;
    catalog.runs.update(teacher.id, {
      metrics: { ...(teacher.metrics as RunMetrics), validationAccuracy: 1 },
    });
    const own = imagesOf(project, 'validation').map(({ id: image }) => image);
    const trained = imagesOf(project, 'labelled-train').map(({ id: image }) => image);
    catalog.splits.move(own, 'labelled-train');
    catalog.splits.move(trained.slice(0, 12), 'validation');
    await runLoop(context, id, go);
    const [first, second] = catalog.iterations.list(id);
    const rivals = { student: String(first.studentRunId), teacher: String(teacher.id) };
    expect(notesOf('validation-apart').at(-1)?.values).toEqual(rivals);
    expect(second.teacherRunId).toBe(first.studentRunId);
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
        /none of the 140 pool images.*\d+ are flagged as out-of-domain.*threshold is 0.99.*highest confidence 0\.\d{3}/,
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
    // FixMatch learns from the pool in its first training, so the number of iterations does not matter.
    const fixmatch = createExperiment(context, {
      name: 'fixmatch',
      recipe: tinyRecipe(['method', 'fixmatch'], ['iterations', 0]),
      seed: 1,
    });
    await expect(runLoop(context, fixmatch.id, go)).rejects.toMatchObject({ code: 'no-pool' });
    expect(project.catalog.runs.list({ experimentId: fixmatch.id })[0].state).toBe('queued');
  });
});
