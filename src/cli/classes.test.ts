import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goodPng } from '../studio/import/files.fixture';
import { createProject } from '../studio/project/folder/project';
import { runHere } from './run-here.fixture';

const folder = mkdtempSync(join(tmpdir(), 'classes-'));
const project = join(folder, 'project');
const hub = join(folder, 'hub');

beforeAll(async () => {
  createProject(project).close();
  for (const [name, images] of [
    ['cat', 2],
    ['Cat', 1],
    ['--dog', 1],
  ] as const) {
    mkdirSync(join(hub, name), { recursive: true });
    for (let i = 0; i < images; i++) await goodPng(`${name}${i}`).make(join(hub, name, `${i}.png`));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runHere(['-p', project, '--json', ...args]);
const list = async () => {
  const { classes } = (await run('classes')).last as { classes: { name: string; images: number }[] };
  return Object.fromEntries(classes.map(({ name, images }) => [name, images]));
};

it('classes are listed, renamed, merged and deleted, and a merged one is no class any more', async () => {
  const { last } = await run('import', hub);
  const [alike] = last.notes as { reason: string }[];
  expect(alike.reason).toContain('"noisy-studio classes merge"');
  expect(await list()).toEqual({ '--dog': 1, Cat: 1, cat: 2 });

  expect((await run('classes', 'merge', 'Cat', 'cat')).last).toMatchObject({ changed: 1 });
  expect(await list()).toEqual({ '--dog': 1, cat: 3 });
  // The merged class must not be counted as a class without images.
  expect((await run('status')).last.classes).toHaveLength(2);
  expect((await runHere(['-p', project, 'status'])).written).toContain('2 classes (--dog, cat)');

  expect((await run('classes', 'rename', '--', '--dog', 'dog')).last).toMatchObject({ name: 'dog' });
  expect((await run('classes', 'add', 'bird', 'fish')).last).toMatchObject({ added: 2 });
  expect((await run('classes', 'delete', 'bird')).last).toMatchObject({ name: 'bird' });
  expect(await list()).toEqual({ dog: 1, cat: 3, fish: 0 });
});

it('refuses a name that is none, one that is taken, and a class that images have, and changes nothing', async () => {
  expect((await run('classes', 'merge', 'wolf', 'cat')).last).toMatchObject({ code: 'unknown-class-name' });
  expect((await run('classes', 'rename', 'dog', 'cat')).last).toMatchObject({ code: 'class-name-taken' });
  expect((await run('classes', 'delete', 'dog')).last).toMatchObject({ code: 'class-not-empty' });
  expect((await run('classes', 'add', 'cat', 'dog')).last).toMatchObject({ added: 0 });
  expect(await list()).toEqual({ dog: 1, cat: 3, fish: 0 });
});

it('names a few of many classes in its status', async () => {
  await run('classes', 'add', ...Array.from({ length: 40 }, (_, i) => `kind ${i}`));
  const { written } = await runHere(['-p', project, 'status']);
  expect(written).toContain('43 classes (');
  expect(written).toContain('kind 5');
  expect(written).toContain('and 33 more; "noisy-studio classes" lists them)');
  expect(written).not.toContain('kind 30');
});
