import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run, StudyRow } from '../../catalog';
import { summaryOf } from '../../core/corruptions/measures';
import { cellsOf, readStudy, type Study } from '../../core/study/definition';
import { studyWork } from '../../core/study/work';
import { bytesText } from '../../core/words/bytes';
import { measureRobustness } from '../method/measuring/robustness';
import { workImages } from '../method/start/work-images';
import { makeTestProject, type TestProject, tinyRecipe } from '../project/project.fixture';
import { runStudy } from './run-study';
import { lastModels } from './study-corrupted';
import { studyCsv } from './study-csv';
import { readyMadeStudies, studyContent } from './study-file';
import { studyOutcome } from './study-outcomes';
import { writeStudyPage } from './study-page';

const study = (content: Record<string, unknown>): Study =>
  readStudy({ name: 'tiny', seeds: 2, ...content }, () => tinyRecipe());

const arms = [
  { name: 'soft' },
  { name: 'hard', set: { targets: 'hard' } },
  { name: 'two rounds', set: { iterations: 2 } },
];

describe('a study', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  const runsOf = (experimentId: number): Run[] => studio.project.catalog.runs.list({ experimentId });
  const experimentOf = (studyId: number, arm: string, seed: number) =>
    studio.project.catalog.studies.cells(studyId).find((cell) => cell.arm === arm && cell.seed === seed)
      ?.experimentId as number;

  it('trains what its arms share once, goes on after a stop with nothing done twice, and ends in the same weights', async () => {
    const { context, project } = studio;
    const stop = new AbortController();
    const asked = study({ arms });
    // The study is stopped within its third run, once that has begun to train.
    let cells = 0;
    const measured: number[] = [];
    const tell: typeof context.tell = (event) => {
      context.tell(event);
      if (event.type === 'stage' && event.stage === 'evaluate')
        measured.push(Number(event.words?.values.run));
      if (event.type === 'note' && event.note.code === 'study-cell') cells++;
      if (cells === 3 && event.type === 'point') stop.abort();
    };
    await expect(runStudy({ ...context, signal: stop.signal, tell }, asked)).rejects.toMatchObject({
      code: 'cancelled',
    });
    const before = project.catalog.runs.list({ state: 'done' });
    expect(before.length).toBeGreaterThan(3);
    const row = await runStudy({ ...context, tell }, asked);

    const outcome = studyOutcome(project, row);
    expect(outcome.cells.map(({ state }) => state)).toEqual(Array(6).fill('done'));
    for (const run of before) expect(project.catalog.runs.get(run.id)).toEqual(run);
    for (const seed of [1, 2]) {
      const [soft, hard, two] = arms.map(({ name }) => runsOf(experimentOf(row.id, name, seed)));
      // There is one teacher for each seed; two of the three runs took over its result.
      expect(new Set([soft[0], hard[0], two[0]].map(({ weightsHash }) => weightsHash)).size).toBe(1);
      expect([soft[0].metrics?.sameAs, hard[0].metrics?.sameAs, two[0].metrics?.sameAs]).toEqual([
        ...[undefined, soft[0].id, soft[0].id],
      ]);
      expect(two[1].metrics?.sameAs).toBe(soft[1].id);
      expect(two[1].weightsHash).toBe(soft[1].weightsHash);
      expect(hard[1].metrics?.sameAs).toBeUndefined();
      expect(hard[1].weightsHash).not.toBe(soft[1].weightsHash);
      expect(two).toHaveLength(3);
      // The run has its own files, because either run may be deleted.
      const weights = join(project.folder, two[1].checkpoint as string);
      expect(two[1].checkpoint).toContain(`runs/${two[1].id}/`);
      expect(statSync(weights).size).toBeGreaterThan(0);
    }
    // A result that was taken over is not measured again: its numbers are the other's, prediction by prediction.
    expect(measured.length).toBeGreaterThan(0);
    expect(measured.filter((id) => project.catalog.runs.get(id).metrics?.sameAs !== undefined)).toEqual([]);
    for (const { id, metrics } of project.catalog.runs.list({ state: 'done' })) {
      if (metrics?.sameAs === undefined) continue;
      const [own, twin] = [id, metrics.sameAs].map((each) => project.catalog.evaluations.list(each)[0]);
      expect({ ...own, id: 0, runId: 0, createdAt: 0 }).toEqual({ ...twin, id: 0, runId: 0, createdAt: 0 });
      const said = (evaluation: number) => project.catalog.evaluations.predictions(evaluation);
      expect(said(own.id)).toEqual(said(twin.id));
      expect(said(own.id)).toHaveLength(own.images);
    }
    // Another seed is another training.
    expect(runsOf(experimentOf(row.id, 'soft', 2))[0].metrics?.sameAs).toBeUndefined();
    // The counts equal those that were announced before.
    const told = studyWork(asked, (recipe) => workImages(project, recipe));
    const done = project.catalog.runs.list({ state: 'done' });
    const taken = done.filter(({ metrics }) => metrics?.sameAs !== undefined);
    expect([told.trained, told.shared]).toEqual([done.length - taken.length, taken.length]);
    const [soft, hard] = outcome.arms;
    expect([soft.done, hard.done, hard.difference?.count, hard.verdict !== null]).toEqual([2, 2, 2, true]);
    // Shared work is counted once.
    const all = project.catalog.runs.list().filter(({ metrics }) => metrics && metrics.sameAs === undefined);
    const paid = all.reduce((sum, { metrics }) => sum + (metrics?.seconds ?? 0), 0);
    expect(outcome.arms.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(paid, 6);

    const count = project.catalog.runs.list().length;
    await runStudy(context, asked);
    expect(project.catalog.runs.list()).toHaveLength(count);
  });

  it('tells its arms under corruption once last models were measured under the whole benchmark, on the same images', async () => {
    const { context, project } = studio;
    const row = project.catalog.studies.find('tiny') as StudyRow;
    const outcome = () => studyOutcome(project, row);
    expect(outcome().corrupted).toBeNull();
    const last = (seed: number) => runsOf(experimentOf(row.id, 'soft', seed)).at(-1) as Run;
    await measureRobustness(context, last(1), { corruptions: ['fog'] });
    // A mean of one corruption is not the benchmark's.
    expect(outcome().corrupted).toBeNull();
    const measured = [];
    for (const seed of [1, 2])
      measured.push(summaryOf(await measureRobustness(context, last(seed))).mean ?? 0);
    const [soft, hard] = outcome().corrupted ?? [];
    expect(soft.last).toMatchObject({ count: 2, mean: expect.closeTo((measured[0] + measured[1]) / 2, 12) });
    expect([soft.first, hard.last, hard.difference]).toEqual([null, null, null]);
    expect(lastModels(project, row)).toHaveLength(6);

    // Measured on other images, as after a smaller request, it cannot be part of a mean over seeds.
    await measureRobustness(context, last(2), { images: 5 });
    expect(outcome().corrupted).toBeNull();
    // Asked for again, it uses what was measured before.
    await measureRobustness(context, last(2));
    expect(outcome().corrupted?.[0].last?.count).toBe(2);
  });

  it('is written as a table of its runs and as a page without outside parts', async () => {
    const row = studio.project.catalog.studies.find('tiny');
    const outcome = studyOutcome(studio.project, row as NonNullable<typeof row>);
    const [head, ...lines] = studyCsv(outcome).trimEnd().split('\n');
    expect(head).toBe('study,arm,seed,state,first,last,balanced,seconds');
    expect(lines).toHaveLength(6);
    expect(lines[2]).toMatch(/^tiny,two rounds,1,done,0\.\d+,0\.\d+,/);
    const text = readFileSync(await writeStudyPage(outcome, join(studio.folder, 'study.html')), 'utf8');
    expect(text).toContain('two rounds');
    // The page gives what a run of an arm cost, as in the outcome.
    const { images, peakBytes } = outcome.costs[2];
    expect([images, peakBytes]).toEqual([expect.any(Number), expect.any(Number)]);
    expect(text).toContain(
      `<th scope="row">two rounds</th><td>${(images as number).toLocaleString('en')}</td><td>`,
    );
    expect(text).toContain(bytesText(peakBytes as number));
    // The page contains what was measured before, unless other results were asked for in this call.
    expect(text).toContain('<h2>Under corruption</h2>');
    const without = await writeStudyPage({ ...outcome, corrupted: null }, join(studio.folder, 'clean.html'));
    expect(readFileSync(without, 'utf8')).not.toContain('Under corruption');
    const corrupted = { name: 'Under corruption', arms: outcome.arms };
    const page = await writeStudyPage(
      { ...outcome, corrupted: null },
      join(studio.folder, 'corrupted.html'),
      corrupted,
    );
    expect(readFileSync(page, 'utf8')).toContain('<h2>Under corruption</h2>');
    expect(text).not.toMatch(/(src|href)="https?:|<script/);
  });

  it('is refused under a name that another one has, and once images or labels are others', async () => {
    const { context, project } = studio;
    await expect(runStudy(context, study({ arms: arms.slice(1) }))).rejects.toMatchObject({
      code: 'study-changed',
    });
    const [image] = [...project.catalog.images.inputs('labelled-train')].flat();
    const other = project.catalog.classes.list().find(({ id }) => id !== image.classId);
    project.catalog.labels.set([image.id], other?.id as number, 'tester');
    await expect(runStudy(context, study({ arms }))).rejects.toMatchObject({ code: 'study-data-changed' });
  });
});

describe('a study that comes with the program', () => {
  it.each(readyMadeStudies())('is one that can be run: %s', (name) => {
    const ready = readStudy(studyContent(name), () => tinyRecipe());
    expect([ready.name, ready.question !== null]).toEqual([name, true]);
    expect(cellsOf(ready).length).toBeGreaterThanOrEqual(6);
    // Each arm has a different recipe.
    const recipes = ready.arms.map(({ recipe }) => JSON.stringify(recipe));
    expect(new Set(recipes).size).toBe(recipes.length);
  });

  it('is named where a file cannot be read', () => {
    expect(() => studyContent('nothing.yaml')).toThrow(
      /nothing\.yaml cannot be read \(there is no such file or folder\).*ablation-noise/,
    );
    expect(() => studyContent(tmpdir())).toThrow(/cannot be read \(it is a folder\)/);
  });

  it.each([
    ['name: a\n\tseeds: 2\n', 'Tabs are not allowed as indentation at line 2, column 1.'],
    ['name: a\nname: b\n', 'Map keys must be unique at line 2, column 1.'],
    ['name: a\n---\nname: b\n', 'Only one document can be read, and a second begins at line 2, column 1.'],
  ])('says in one line what is wrong with its YAML: %j', (text, reason) => {
    const folder = mkdtempSync(join(tmpdir(), 'study-text-'));
    const file = join(folder, 'a.yaml');
    writeFileSync(file, text);
    expect(() => studyContent(file)).toThrow(`${file} is not valid YAML: ${reason}`);
    rmSync(folder, { recursive: true });
  });
});
