import { constants } from 'node:buffer';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Note, noteSentence } from '../../core/words/notes';
import { labelRows } from '../export/label-rows';
import { exportLabels } from '../export/labels';
import { createProject, type Project } from '../project/folder/project';
import { inspectPath } from '../service/data/inspect-path';
import { goodPng } from './files.fixture';
import { type ImportRequest, importSource } from './index';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'split-folders-'));
  project = createProject(join(folder, 'project'));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function tree(name: string, ...files: string[]): Promise<string> {
  for (const file of files) {
    mkdirSync(dirname(join(folder, name, file)), { recursive: true });
    await goodPng('').make(join(folder, name, file));
  }
  return join(folder, name);
}

function images(of: Project = project): string[] {
  const names = new Map(of.catalog.classes.list().map((each) => [each.id, each.name]));
  return of.catalog.images
    .byIds(of.catalog.images.ids({}, 'path'))
    .map(({ path, split, classId, state }) =>
      [path, split, names.get(classId ?? 0) ?? '', state].join(' | '),
    );
}

const usual = ['train/cat/1.png', 'train/dog/2.png', 'val/cat/3.png', 'test/dog/4.png', 'notes/5.png'];

describe('lists that lie beside images without folders of classes', () => {
  const said = (report: { notes: readonly Note[] }) =>
    report.notes.filter(({ code }) => code === 'lists-beside').map(({ values }) => values?.files);
  const table = (file: string, text: string) => writeFileSync(join(folder, file), text);

  it('are named where the folders say other classes than they do', async () => {
    const path = await tree('parts', 'part_1/a.png', 'part_2/b.png');
    table('parts/metadata.csv', 'image_id,dx\na,nv\nb,mel\n');
    table('parts/same.csv', 'path,label\npart_1/a.png,part_1\npart_2/b.png,part_2\n');
    expect(said(await importSource(project, { path }))).toEqual(['"metadata.csv"']);
  });

  it('are refused where they are too large to be read, not passed over', async () => {
    const path = await tree('large', 'train/a.png', 'train/b.png');
    table('large/train/metadata.csv', 'file_name,label\na.png,cat\nb.png,dog\n');
    truncateSync(join(path, 'train/metadata.csv'), constants.MAX_STRING_LENGTH + 1);
    await expect(importSource(project, { path })).rejects.toMatchObject({ code: 'list-too-large' });
  });

  it('are named: they are not read, and have the labels as a rule', async () => {
    const path = await tree('hub', 'train/images/1.png', 'train/images/2.png', 'test/images/3.png');
    table('hub/train/labels.csv', 'file_name,label\nimages/1.png,cat\nimages/2.png,dog\n');
    table('hub/test/labels.jsonl', '{"file_name": "images/3.png", "label": "cat"}\n');
    table('hub/notes.txt', 'Photographs of cats, and of dogs.\n');
    const before = await importSource(project, { path });
    expect(said(before)).toEqual(['"test/labels.jsonl", "train/labels.csv"']);
    const flat = await tree('flat', '1.png', '2.png');
    // A competition's sample of how to submit answers has no real labels.
    table('flat/sample_submission.csv', 'id,breed\n1,poodle\n2,poodle\n');
    table('flat/train.csv', 'id,breed\n1,poodle\n2,boxer\n');
    expect(said(await importSource(project, { path: flat }))).toEqual(['"train.csv"']);
  });

  it.each([
    '{"1.png": "cat", "2.png": "dog"}',
    '[{"file": "1.png", "label": "cat"}, {"file": "2.png", "label": "dog"}]',
    '{"cat": ["1.png"], "dog": ["2.png"]}',
  ])('are named if they are called labels.json, which otherwise names classes: %s', async (text) => {
    const path = await tree('flat', '1.png', '2.png');
    table('flat/labels.json', text);
    expect(said(await importSource(project, { path }))).toEqual(['"labels.json"']);
    // Nor are they the names of the classes of another list.
    table('flat/more.csv', 'path,label\n1.png,hen\n2.png,dog\n');
    const list = await importSource(project, { path: join(folder, 'flat', 'more.csv') });
    expect(list.notes.map(({ code }) => code)).toEqual([]);
    expect(project.catalog.classes.active().map(({ name }) => name)).toEqual(['dog', 'hen']);
  });

  it('are not where folders name classes, or a person says what the images are', async () => {
    const path = await tree('classes', 'cat/1.png', 'dog/2.png');
    table('classes/labels.csv', 'path,label\ncat/1.png,cat\n');
    table('classes/more.csv', 'path,label\ncat/1.png,cat\n');
    expect(said(await importSource(project, { path }))).toEqual([]);
    const flat = await tree('flat', '1.png');
    table('flat/train.csv', 'id,breed\n1,poodle\n');
    expect(said(await importSource(project, { path: flat, kind: 'pool' }))).toEqual([]);
  });
});

describe('folders of splits', () => {
  it('are imported as splits with the classes below, in a line, and what lies beside is named', async () => {
    const report = await importSource(project, { path: await tree('data', ...usual) });
    expect(images()).toEqual([
      'test/dog/4.png | test | dog | ok',
      'train/cat/1.png | labelled-train | cat | ok',
      'train/dog/2.png | labelled-train | dog | ok',
      'val/cat/3.png | validation | cat | ok',
    ]);
    expect(report.notes.map((note) => noteSentence(note, 'cli'))).toEqual([
      'The folders are split: test (for testing); train (to train on); val (for validation).',
    ]);
    expect(report.problems).toMatchObject([{ place: 'notes/5.png', code: 'no-split-folder' }]);
    expect(await importSource(project, { path: join(folder, 'data') })).toMatchObject({
      read: 0,
      unchanged: 4,
    });
  });

  it('below the classes too, and in any spelling', async () => {
    await importSource(project, {
      path: await tree('data', 'cat/Training/1.png', 'cat/TESTING/2.png', 'dog/Valid/3.png'),
    });
    expect(images()).toEqual([
      'cat/TESTING/2.png | test | cat | ok',
      'cat/Training/1.png | labelled-train | cat | ok',
      'dog/Valid/3.png | validation | dog | ok',
    ]);
  });

  it('are what the window proposes, and imports as the program does', async () => {
    const path = await tree('data', ...usual.slice(0, 4));
    const guess = inspectPath(project, path);
    expect(guess).toMatchObject({
      kind: 'split-folders',
      split: null,
      splits: { folders: { 'labelled-train': ['train'], validation: ['val'], test: ['test'] } },
    });
    await importSource(project, { path, kind: guess.kind ?? undefined });
    expect(project.catalog.images.count({ split: 'test' })).toBe(1);
    expect(inspectPath(project, path)).toMatchObject({ kind: 'split-folders', known: true });
  });

  const refused: [what: string, request: Partial<ImportRequest>, code: string][] = [
    ['with one split said for all', { split: 'labelled-train' }, 'split-folders'],
    ['where there are none', { kind: 'split-folders' }, 'no-split-folders'],
  ];
  for (const [what, request, code] of refused)
    it(`are refused ${what}`, async () => {
      const files = code === 'split-folders' ? usual : ['cat/1.png', 'dog/2.png'];
      const path = await tree('data', ...files);
      await expect(importSource(project, { path, ...request })).rejects.toMatchObject({ code });
    });

  it('are classes where a person says so, and stay what they were imported as, with a word', async () => {
    const path = await tree('data', 'train/1.png', 'test/2.png');
    const first = await importSource(project, { path, kind: 'folder-per-class' });
    expect(first.notes).toEqual([]);
    expect([...project.catalog.classes.byName().keys()]).toEqual(['test', 'train']);
    const second = await importSource(project, { path });
    expect(second.notes.map(({ code }) => code)).toEqual(['splits-as-classes']);
  });

  it('need a class, except unlabelled ones', async () => {
    const report = await importSource(project, {
      path: await tree('data', 'train/cat/1.png', 'test/2.png', 'unlabelled/3.png'),
    });
    expect(images()).toEqual([
      'train/cat/1.png | labelled-train | cat | ok',
      'unlabelled/3.png | unlabelled |  | ok',
    ]);
    expect(report.problems).toMatchObject([{ place: 'test/2.png', code: 'no-class-folder' }]);
  });
});

describe('one folder', () => {
  it('named test is for testing, in words, and stays so when it is imported again', async () => {
    const path = await tree('test', 'cat/1.png', 'dog/2.png');
    const report = await importSource(project, { path });
    expect(report.notes).toMatchObject([{ code: 'split-by-name' }]);
    expect(project.catalog.images.count({ split: 'test' })).toBe(2);
    expect(inspectPath(project, path)).toMatchObject({ split: 'test' });
  });

  it('of pictures alone is a pool, in words, as the window takes it', async () => {
    const path = await tree('photos', '1.png', '2.png');
    const report = await importSource(project, { path });
    expect(images()).toEqual(['1.png | unlabelled |  | ok', '2.png | unlabelled |  | ok']);
    expect(report.notes).toMatchObject([{ code: 'no-class-folders' }]);
    expect(inspectPath(project, path)).toMatchObject({ kind: 'pool', split: 'unlabelled' });
  });

  it('that a person gave for testing stays so when it is imported again without a word', async () => {
    const path = await tree('photos', 'cat/1.png', 'dog/2.png');
    await importSource(project, { path, split: 'test' });
    await importSource(project, { path });
    expect(project.catalog.images.count({ split: 'test' })).toBe(2);
  });
});

/** Names that folders or columns cannot hold unchanged. */
const oddNames = ['cat/dog', 'NaN', 'None', 'a "b", c', 'Käfer', '=1+1', 'con'];

describe('our own export comes back equal', () => {
  const files = oddNames.map((_, i) => `c${i}/${i % 2 ? ` edge ${i} .png` : `${i}.png`}`);

  beforeEach(async () => {
    const path = await tree('photos', ...files, 'loose/pool.png');
    await importSource(project, { path, kind: 'folder-per-class' });
    for (const [i, name] of oddNames.entries())
      project.catalog.classes.update(project.catalog.classes.byName().get(`c${i}`) as number, { name });
    const ids = project.catalog.images.ids({}, 'path');
    project.catalog.splits.move([ids[0]], 'test');
    project.catalog.splits.move([ids[1]], 'validation');
    project.catalog.labels.set([ids[ids.length - 1]], null, 'ann');
  });

  /** Label and split by content. */
  function byContent(of: Project): Map<string | null, string> {
    const names = new Map(of.catalog.classes.list().map((each) => [each.id, each.name]));
    return new Map(
      of.catalog.images
        .byIds(of.catalog.images.ids())
        .map(({ contentHash, split, classId }) => [
          contentHash,
          `${split} | ${names.get(classId ?? 0) ?? ''}`,
        ]),
    );
  }

  const ways: [format: string, paths: 'absolute' | 'relative'][] = [
    ['csv', 'absolute'],
    ['csv', 'relative'],
    ['jsonl', 'absolute'],
    ['jsonl', 'relative'],
    ['folders', 'relative'],
  ];
  for (const [format, paths] of ways)
    it(`${format}, ${paths}`, async () => {
      const unlabelled = format !== 'folders';
      const target = join(folder, format === 'folders' ? 'out' : `out.${format}`);
      const result = await exportLabels(labelRows(project, { pseudoLabels: false, unlabelled }), {
        format,
        target,
        paths,
      });
      expect(result.written).toBe(oddNames.length + (unlabelled ? 1 : 0));
      const again = createProject(join(folder, 'again'));
      try {
        const report = await importSource(again, { path: target });
        expect(report).toMatchObject({ problems: [], quarantined: [] });
        const before = byContent(project);
        if (!unlabelled) for (const [hash, state] of before) if (state.endsWith('| ')) before.delete(hash);
        expect(byContent(again)).toEqual(before);
      } finally {
        again.close();
      }
    });

  it('also after the folder was moved, with what a person put beside it', async () => {
    const target = join(folder, 'out');
    await exportLabels(labelRows(project, { pseudoLabels: false, unlabelled: false }), {
      format: 'folders',
      target,
    });
    copyFileSync(join(folder, 'photos/loose/pool.png'), join(target, 'test/new.png'));
    mkdirSync(join(target, 'test/new class'));
    await goodPng('').make(join(target, 'test/new class/x.png'));
    const again = createProject(join(folder, 'again'));
    const report = await importSource(again, { path: target });
    expect(report.problems).toMatchObject([{ place: 'test/new.png', code: 'no-class-folder' }]);
    expect(images(again)).toContain('test/new class/x.png | test | new class | ok');
    again.close();
  });
});
