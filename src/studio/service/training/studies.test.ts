import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { EstimatedSeconds } from '../../../core/workload/estimate';
import { writeDemoData } from '../../demo';
import { importSource } from '../../import';
import { tinyRecipe } from '../../project/project.fixture';
import { readyMadeStudies } from '../../study/study-file';
import { connectStudio, type TestStudio } from '../session/studio.fixture';

const counts = { labelledPerClass: 6, testPerClass: 5, pool: 60, digits: 10 };

const file = `name: targets of mine
question: Soft or hard?
seeds: 2
arms:
  - name: soft
  - name: hard
    set: { targets: hard }
`;

let folder: string;
let studio: TestStudio;
let test: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'studies-service-'));
  const data = await writeDemoData(join(folder, 'data'), { seed: 3, counts });
  test = data.test;
  studio = connectStudio(folder);
  await studio.client.project.create({ folder: join(folder, 'project'), name: 'studies' });
  const { project } = studio.studio;
  await importSource(project, { path: data.labelled, split: 'labelled-train' });
  await importSource(project, { path: data.pool, split: 'unlabelled' });
});
afterAll(async () => {
  await studio.close();
  rmSync(folder, { recursive: true, force: true });
});

const source = { file: 'mine.yaml', text: file };
const asked = (seeds: number | null = null) => ({ source, recipe: tinyRecipe(), seeds });
const idle = () => expect.poll(() => studio.studio.jobs.busy, { timeout: 120_000 }).toBe(false);
const only = async () => (await studio.client.studies.list())[0];

describe('studies by the contract', () => {
  it('are offered by what they ask, and refused in words', async () => {
    const { studies } = studio.client;
    const ready = await studies.readyMade();
    expect(ready.map(({ name }) => name)).toEqual(readyMadeStudies());
    expect(ready.every(({ question }) => question?.endsWith('?'))).toBe(true);
    const plan = (text: string) =>
      studies.plan({ source: { file: 'a.yaml', text }, recipe: null, seeds: null });
    await expect(plan('name: [')).rejects.toMatchObject({ data: { code: 'study-text' } });
    await expect(plan('name: a\narmz: []')).rejects.toMatchObject({ data: { code: 'study-file' } });
    await expect(studies.get({ studyId: 9 })).rejects.toMatchObject({ data: { code: 'study-unknown' } });
    // A file that names its base needs no other.
    expect(await plan('name: a\nbase: quick-cpu')).toMatchObject({ ownBase: true, arms: ['base'] });
  });

  it('are not begun without test images, and the plan says what to do', async () => {
    const { studies } = studio.client;
    const { problems } = await studies.plan(asked());
    expect(problems[0]).toMatchObject({ code: 'study-no-test', blocks: true, action: 'draw-split' });
    await expect(studies.start({ ...asked(), name: 'a' })).rejects.toMatchObject({
      data: { code: 'study-no-test' },
    });
    await importSource(studio.studio.project, { path: test, split: 'test' });
    const plan = await studies.plan(asked());
    expect(plan.problems.filter(({ blocks }) => blocks)).toEqual([]);
    expect(plan).toMatchObject({
      name: 'targets of mine',
      arms: ['soft', 'hard'],
      seeds: [1, 2],
      ownBase: false,
    });
    expect((await studies.plan(asked(3))).seeds).toEqual([1, 2, 3]);
    // Both arms share one teacher for each seed.
    expect(plan.time).toEqual({ trained: 6, shared: 2, seconds: null });
    const estimate = () => studio.client.recipe.estimate({ recipe: tinyRecipe() });
    const measured = { fits: true, secondsPerUnit: 1, startSeconds: 2, waitShare: 0, peakBytes: 1 } as const;
    for (const { shape } of (await estimate()).shapes) studio.studio.measurements.put(shape, measured);
    const { teacher, students, labelling, measuring } = (await estimate()).seconds as EstimatedSeconds;
    expect((await studies.plan(asked())).time.seconds).toBe(
      2 * teacher + 4 * (students + labelling + measuring),
    );
    // Asking for a plan must not begin anything.
    expect(await studies.list()).toEqual([]);
  });

  it('are one job, which is stopped and gone on with, and nothing is trained twice', {
    timeout: 240_000,
  }, async () => {
    const { client } = studio;
    const told: (number | null)[] = [];
    const tell = vi.spyOn(studio.studio.news, 'tell').mockImplementation((news) => {
      if (news.type === 'job' && news.job.kind === 'study') told.push(news.job.experimentId);
    });
    const job = await client.studies.start({ ...asked(), name: 'first' });
    expect(job).toMatchObject({ kind: 'study', subject: 'first' });
    await expect.poll(async () => (await only())?.done, { timeout: 120_000 }).toBeGreaterThan(0);
    await client.jobs.cancel({ id: job.id });
    await idle();
    const stopped = await only();
    expect(stopped).toMatchObject({ name: 'first', question: 'Soft or hard?', runs: 4, failed: 0 });
    expect(stopped.done).toBeLessThan(4);
    const { project } = studio.studio;
    const before = project.catalog.runs.list({ state: 'done' });

    await client.studies.resume({ studyId: stopped.id });
    await expect(client.studies.resume({ studyId: stopped.id })).rejects.toMatchObject({
      data: { code: 'study-active' },
    });
    await idle();
    tell.mockRestore();
    const study = await client.studies.get({ studyId: stopped.id });
    expect(study).toMatchObject({ done: 4, baseline: 'soft', seeds: [1, 2], secondsLeft: 0 });
    expect(study.cells.map(({ arm, seed, state }) => [arm, seed, state])).toEqual([
      ['soft', 1, 'done'],
      ['hard', 1, 'done'],
      ['soft', 2, 'done'],
      ['hard', 2, 'done'],
    ]);
    for (const run of before) expect(project.catalog.runs.get(run.id)).toEqual(run);
    expect(study.arms[1].difference?.count).toBe(2);
    // The job says which experiment it works on, so that Runs shows that one as running.
    const ids = study.cells.map(({ experimentId }) => experimentId);
    expect([...new Set(told)].filter((id) => id !== null)).toEqual(ids);
    // The same name now stands for another study.
    await expect(client.studies.start({ ...asked(), name: 'first' })).rejects.toMatchObject({
      data: { code: 'study-exists' },
    });
  });

  it('are saved as a page and as a table, and nothing is replaced unasked', async () => {
    const { client } = studio;
    const { id: studyId } = await only();
    const [page, table] = ['study.html', 'study.csv'].map((name) => join(folder, name));
    await client.studies.save({ studyId, format: 'html', target: page });
    await client.studies.save({ studyId, format: 'csv', target: table });
    await idle();
    expect(readFileSync(page, 'utf8')).toContain('Soft or hard?');
    expect(readFileSync(table, 'utf8').trimEnd().split('\n')).toHaveLength(5);
    writeFileSync(table, 'mine');
    await expect(client.studies.save({ studyId, format: 'csv', target: table })).rejects.toMatchObject({
      data: { code: 'export-target-exists' },
    });
    expect(readFileSync(table, 'utf8')).toBe('mine');
  });

  it('are deleted with their experiments and the files of these, but not while they run', async () => {
    const { client } = studio;
    const { project } = studio.studio;
    const { id: studyId } = await only();
    const runs = project.catalog.runs.list({}).map(({ id }) => join(project.folder, 'runs', String(id)));
    expect(runs.some((folder) => existsSync(folder))).toBe(true);
    await client.studies.start({ ...asked(1), name: 'second' });
    const second = await only();
    await expect(client.studies.remove({ studyId: second.id })).rejects.toMatchObject({
      data: { code: 'study-active' },
    });
    await client.studies.remove({ studyId });
    expect((await client.studies.list()).map(({ name }) => name)).toEqual(['second']);
    const [job] = (await client.jobs.list()).filter(({ kind }) => kind === 'study');
    await client.jobs.cancel({ id: job.id });
    await idle();
    await client.studies.remove({ studyId: second.id });
    await idle();
    expect(await client.runs.experiments()).toEqual([]);
    expect(runs.filter((folder) => existsSync(folder))).toEqual([]);
    await expect(client.studies.get({ studyId })).rejects.toMatchObject({ data: { code: 'study-unknown' } });
    // The study's name can be used again.
    expect(project.catalog.studies.find('first')).toBeUndefined();
  });
});
