import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openProject } from '../studio/project/folder/project';
import { projectOfFour } from './projects.fixture';
import { runHere } from './run-here.fixture';

const { folder, project, image } = projectOfFour();
const run = (...args: string[]) => runHere(['-p', project, '--json', ...args]);
const exclude = async (...args: string[]) => (await run('exclude', ...args)).last;
const usable = async () => ((await run('status')).last.splits as { usable: number }[])[0].usable;

it('excludes images by file and by choice, lists them, and brings them back', async () => {
  expect(await exclude()).toMatchObject({ images: [] });
  expect(await exclude(image('cat/0.png'))).toMatchObject({ images: 1, changed: 1 });
  expect(await exclude('--class', 'cat')).toMatchObject({ images: 2, changed: 1 });
  expect(await exclude()).toMatchObject({ images: [image('cat/0.png'), image('cat/1.png')] });
  expect(await usable()).toBe(2);
  // Another import of the folder leaves them excluded.
  await run('import', join(folder, 'data'));
  expect(await usable()).toBe(2);
  expect(await exclude('--undo', '--class', 'cat')).toMatchObject({ images: 2, changed: 2 });
  expect(await usable()).toBe(4);
});

it('excludes whatever its options name, also what is not used for another reason', async () => {
  copyFileSync(image('dog/2.png'), join(folder, 'data', 'dog', 'copy.png'));
  await run('import', join(folder, 'data'));
  expect(await exclude('--search', 'copy')).toMatchObject({ images: 1, changed: 1 });
  expect(await exclude()).toMatchObject({ images: [image('dog/2.png'), image('dog/copy.png')] });
  expect(await exclude('--undo', '--class', 'dog')).toMatchObject({ changed: 2 });
  expect(await usable()).toBe(4);
});

it('changes nothing where it cannot find what is named, or nothing is', async () => {
  const refused = async (code: string, ...args: string[]) =>
    expect(await run('exclude', ...args)).toMatchObject({ code: 1, last: { code } });
  await refused('file-not-there', image('cat/0.png'), image('cat/9.png'));
  await refused('class-not-there', '--class', 'cow');
  await refused('nothing-to-decide', '--undo');
  expect(await usable()).toBe(4);
});

it('lists while another process has the project open, and changes nothing then', async () => {
  const open = openProject(project);
  try {
    expect(await exclude()).toMatchObject({ images: [] });
    expect((await run('tag', '--class', 'cat')).last.images).toHaveLength(2);
    expect(await run('exclude', image('cat/0.png'))).toMatchObject({ last: { code: 'project-in-use' } });
    expect(await run('tag', image('cat/0.png'), '--star')).toMatchObject({
      last: { code: 'project-in-use' },
    });
  } finally {
    open.close();
  }
  expect(await usable()).toBe(4);
});

it('says so to people', async () => {
  const said = async (...args: string[]) => (await runHere(['-p', project, 'exclude', ...args])).written;
  expect(await said()).toBe('No image is excluded.\n');
  expect(await said(image('dog/3.png'))).toBe('1 image excluded\n');
  expect(await said()).toBe(`${image('dog/3.png')}\n`);
  expect(await said('--undo', image('dog/3.png'))).toBe('1 image used again\n');
});
