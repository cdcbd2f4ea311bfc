import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { importSource } from '../studio/import';
import { createProject, openProject } from '../studio/project/folder/project';
import { projectOfFour } from './projects.fixture';
import { runHere } from './run-here.fixture';

const { folder, project, image } = projectOfFour();
const run = (...args: string[]) => runHere(['-p', project, '--json', ...args]);
const tag = async (...args: string[]) => (await run('tag', ...args)).last;
const listed = async (...args: string[]) => (await tag(...args)).images as { file: string }[];

it('marks images by file, class and mark, and lists them', async () => {
  expect(await tag()).toMatchObject({ starred: 0, noted: 0, tags: [] });
  expect(await tag(image('cat/0.png'), image('dog/2.png'), '--add', 'night', '--star')).toMatchObject({
    images: 2,
    changed: 4,
  });
  expect(await tag('--class', 'cat', '--add', 'night', '--add', 'indoors')).toMatchObject({ changed: 3 });
  expect(await tag('--tagged', 'NIGHT', '--starred', '--note', 'look again, "please"')).toMatchObject({
    images: 2,
  });
  expect(await tag()).toMatchObject({
    starred: 2,
    noted: 2,
    tags: [{ name: 'indoors' }, { name: 'night', images: 3 }],
  });
  expect(await listed('--class', 'dog', '--noted')).toEqual([
    { file: image('dog/2.png'), star: true, tags: ['night'], note: 'look again, "please"' },
  ]);
  expect(await tag('--search', 'dog', '--take', 'night', '--unstar')).toMatchObject({
    images: 2,
    changed: 2,
  });
  expect(await listed('--starred')).toMatchObject([{ file: image('cat/0.png') }]);
});

it('changes nothing where it cannot find what is named', async () => {
  const before = await tag();
  const refused = async (code: string, ...args: string[]) =>
    expect(await run('tag', ...args)).toMatchObject({ code: 1, last: { code } });
  await refused('tag-not-there', '--class', 'cat', '--add', 'new', '--take', 'nothing');
  await refused('file-not-there', image('cat/0.png'), image('cat/9.png'), '--add', 'new');
  await refused('class-not-there', '--class', 'cow', '--add', 'new');
  await refused('nothing-to-decide', '--add', 'new');
  expect(await tag()).toEqual(before);
});

it('exports marks where it is told to, and an import brings them back equal', async () => {
  const marksOf = (name: string) => {
    const opened = openProject(name);
    const { catalog } = opened;
    const names = new Map(catalog.marks.tags().map(({ id, name: its }) => [id, its]));
    const ids = catalog.images.ids();
    const told = catalog.marks.of(ids).map(({ tagIds, ...rest }, at) => {
      const { file } = catalog.images.get(ids[at]);
      return { ...rest, file, tags: tagIds.map((id) => names.get(id)) };
    });
    opened.close();
    return told.sort((a, b) => (a.file < b.file ? -1 : 1));
  };
  const before = marksOf(project);
  expect(before[0]).toMatchObject({ star: true, tags: ['indoors', 'night'], note: 'look again, "please"' });
  for (const format of ['csv', 'jsonl']) {
    const [plain, marked] = [join(folder, `plain.${format}`), join(folder, `marked.${format}`)];
    await run('export', 'labels', plain, '--format', format, '--absolute');
    await run('export', 'labels', marked, '--format', format, '--absolute', '--marks');
    expect(readFileSync(plain, 'utf8')).not.toContain('night');
    expect(readFileSync(marked, 'utf8')).toContain('night');
    const again = createProject(join(folder, `again-${format}`));
    const { notes, problems } = await importSource(again, { path: marked });
    expect([notes, problems]).toEqual([[], []]);
    again.close();
    expect(marksOf(join(folder, `again-${format}`))).toEqual(before);
  }
});

it('takes no marks from the columns of another program, nor names that cannot be tags', async () => {
  const other = createProject(join(folder, 'other'));
  const list = join(folder, 'other.csv');
  writeFileSync(list, `path,label,tags,star\n${image('cat/0.png')},cat,night,1\n`);
  await importSource(other, { path: list });
  const own = join(folder, 'own.csv');
  writeFileSync(
    own,
    `path,label,split,group,source,labelling_run,confidence,detail,state,star,tags,note\n${image('cat/1.png')},cat,,,import,,,,ok,1,"ok; a\u0007b;;${'x'.repeat(61)}",\n`,
  );
  await importSource(other, { path: own });
  expect(other.catalog.marks.tags().map(({ name, images }) => [name, images])).toEqual([['ok', 1]]);
  expect(other.catalog.marks.counts()).toEqual({ starred: 1, noted: 0 });
  other.close();
});
