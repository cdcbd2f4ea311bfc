import { mkdtempSync, readFileSync, rmSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { importSource } from '../studio/import';
import { flaws, writeFlawed } from '../studio/issues/flawed.fixture';
import { createProject } from '../studio/project/folder/project';
import { runHere } from './run-here.fixture';

const folder = mkdtempSync(join(tmpdir(), 'check-images-'));
const project = join(folder, 'project');

interface Row {
  readonly path: string;
  readonly issue: string;
  readonly score: number;
}

beforeAll(async () => {
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  await writeFlawed(join(folder, 'pool'), 6);
  const made = createProject(project);
  await importSource(made, { path: join(folder, 'pool'), kind: 'pool', split: 'unlabelled' });
  made.close();
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

it('lists the images of each issue, the worst first, and writes them to a file', async () => {
  const file = join(folder, 'issues.csv');
  const { code, last } = await runHere([
    '-p',
    project,
    '--json',
    'check-images',
    '--show',
    '2',
    '--csv',
    file,
  ]);
  expect(code).toBe(0);
  expect(last.images).toBe(3 * 6 + 5);
  const found = last.found as { issue: string; images: number | null; worst: Row[] }[];
  for (const [name, issue] of Object.entries(flaws)) {
    const own = found.find((each) => each.issue === issue);
    expect(basename(own?.worst[0].path ?? ''), issue).toBe(name);
    expect(own?.images, issue).toBe(own?.worst.length);
  }
  // Outliers have no limit: as many are listed as were asked for.
  expect(found.at(-1)).toMatchObject({ issue: 'outlier', images: null });
  expect(found.at(-1)?.worst).toHaveLength(2);
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  expect(lines[0]).toBe('path,split,issue,score');
  expect(lines).toHaveLength(1 + found.reduce((sum, { worst }) => sum + worst.length, 0));
});

it('says how many images cannot be read, and that there are none at all', async () => {
  const other = join(folder, 'other');
  await writeFlawed(join(folder, 'gone'), 1);
  const made = createProject(other);
  await importSource(made, { path: join(folder, 'gone'), kind: 'pool', split: 'unlabelled' });
  made.close();
  unlinkSync(join(folder, 'gone', 'flawed', 'dark.png'));
  const { last, written } = await runHere(['-p', other, 'check-images', '--json']);
  expect(last).toMatchObject({ images: 8, unreadable: 1 });
  expect(written).not.toContain('dark.png');
  createProject(join(folder, 'empty')).close();
  expect((await runHere(['-p', join(folder, 'empty'), 'check-images'])).code).not.toBe(0);
});

it('refuses a file that cannot be written before anything is looked at', async () => {
  const { code } = await runHere(['-p', project, 'check-images', '--csv', join(folder, 'nowhere', 'x.csv')]);
  expect(code).not.toBe(0);
});
