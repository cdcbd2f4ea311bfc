import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createExperiment, runLoop } from '../studio/method/loop/loop';
import { makeTestProject, type TestProject, tinyRecipe } from '../studio/project/project.fixture';
import { runHere } from './run-here.fixture';
import { exitCodes } from './terminal/exit-codes';

let studio: TestProject;
let ids: number[];

beforeAll(async () => {
  studio = await makeTestProject();
  const recipe = tinyRecipe(['training.teacherLength.amount', 40], ['training.labelledBatch', 30]);
  const { id } = createExperiment(studio.context, { name: 'sets', recipe, seed: 1 });
  ids = (await runLoop(studio.context, id, { pauseForReview: false, evaluate: true })).runs.map(
    (run) => run.id,
  );
  cpSync(join(studio.folder, 'data/test'), join(studio.folder, 'night'), { recursive: true });
  await studio.context.engine.close();
  studio.project.close();
});
afterAll(() => studio.close());

const run = (...argv: string[]) => runHere(['--project', studio.project.folder, ...argv]);
interface Row {
  readonly run: number;
  readonly set?: string;
  readonly split: string;
  readonly images: number;
  readonly accuracy: number;
  readonly interval: { low: number; high: number };
  readonly macroF1: number;
  readonly ece: number;
}

it('imports a folder as a named set, and measures models on it', async () => {
  const imported = await run(
    'import',
    join(studio.folder, 'night'),
    '--split',
    'test',
    '--set',
    'night',
    '--json',
  );
  expect([imported.code, imported.last.added]).toEqual([exitCodes.done, 50]);
  const { code, last, written } = await run('evaluate', '--run', String(ids[0]), '--set', 'night', '--json');
  expect(code).toBe(exitCodes.done);
  expect(last).toMatchObject({ run: ids[0], split: 'extra-test', set: 'night', images: 50 });
  expect(written).toContain('images of the test set');
  const all = await run('evaluate', '--sets', '--every-run', '--json');
  const rows = all.last.measured as Row[];
  expect(rows.map((row) => [row.set ?? row.split, row.run])).toEqual([
    ['test', ids[0]],
    ['test', ids[1]],
    ['night', ids[0]],
    ['night', ids[1]],
  ]);
  for (const { accuracy, interval, macroF1, ece } of rows) {
    expect(interval.low).toBeLessThanOrEqual(accuracy);
    expect(interval.high).toBeGreaterThanOrEqual(accuracy);
    for (const share of [macroF1, ece]) expect(share).toBeGreaterThanOrEqual(0);
  }
  // These files are copies of the test images.
  expect(rows.slice(2).map(({ accuracy }) => accuracy)).toEqual(
    rows.slice(0, 2).map(({ accuracy }) => accuracy),
  );
  const { written: status } = await run('status');
  expect(status).toMatch(/test set +night/);
});

it('makes a set of hard images, and says that its baseline is at 0 % by construction', async () => {
  const argv = ['evaluate', '--run', String(ids[0]), '--make-hard-set', 'hard', '--confidence', '0.1'];
  const { last } = await run(...argv, '--json');
  const rows = last.measured as Row[];
  expect(rows.map((row) => row.run)).toEqual(ids);
  expect(rows[0].accuracy).toBe(0);
  const { code, written } = await run('evaluate', '--run', String(ids[1]), '--set', 'hard');
  expect(code).toBe(exitCodes.done);
  expect(written).toContain(`Teacher (run ${ids[0]}) is at 0 % on "hard" by construction`);
});

it('refuses what cannot be asked for', async () => {
  const refused = (...argv: string[]) => run(...argv, '--json');
  expect((await refused('evaluate', '--set', 'dawn')).last).toMatchObject({
    code: 'unknown-test-set',
    message: expect.stringContaining('"hard", "night"'),
  });
  expect((await refused(...['evaluate', '--make-hard-set', 'night'])).last).toMatchObject({
    code: 'test-set-taken',
  });
  for (const argv of [
    ['evaluate', '--set', 'night', '--robustness'],
    ['evaluate', '--every-run'],
    ['evaluate', '--confidence', '0.5'],
    ['evaluate', '--set', 'night', '--split', 'validation'],
    ['import', studio.folder, '--set', 'x', '--split', 'train'],
  ])
    expect((await run(...argv)).code).toBe(exitCodes.usage);
});
