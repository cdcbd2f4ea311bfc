import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goodPng } from '../studio/import/files.fixture';
import { createProject } from '../studio/project/folder/project';
import { runHere } from './run-here.fixture';

const folder = mkdtempSync(join(tmpdir(), 'take-out-'));
const project = join(folder, 'project');
const hub = join(folder, 'hub');

beforeAll(async () => {
  createProject(project).close();
  mkdirSync(join(hub, 'images'), { recursive: true });
  for (const name of ['1', '2']) await goodPng('').make(join(hub, 'images', `${name}.png`));
  writeFileSync(join(hub, 'train.csv'), 'file_name,label\nimages/1.png,cat\nimages/2.png,dog\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runHere(['-p', project, '--json', 'import', ...args]);

it('a folder that was imported instead of its list is taken out, and the list comes in with its labels', async () => {
  const { last } = await run(hub);
  const said = (last.notes as { code: string; reason: string }[]).find(({ code }) => code === 'lists-beside');
  expect(said?.reason).toContain('"train.csv"');
  expect(said?.reason).toContain('--take-out');
  // If both were imported, a picture would have two labels.
  expect(await run('--take-out', hub)).toMatchObject({
    code: 0,
    last: { path: hub, forgotten: 2, kept: 0 },
  });
  expect(await run(join(hub, 'train.csv'))).toMatchObject({
    code: 0,
    last: { added: 2, quarantined: [] },
  });
});

it('a path that is no source is named, with those that are', async () => {
  const { code, last } = await run('--take-out', hub);
  expect([code, last.code]).toEqual([1, 'no-such-source']);
  expect(last.message).toContain(join(hub, 'train.csv'));
});
