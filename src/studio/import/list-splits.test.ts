import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Split } from '../../catalog';
import { createProject, type Project } from '../project/folder/project';
import { inspectPath } from '../service/data/inspect-path';
import { goodPng } from './files.fixture';
import { importSource } from './index';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'list-splits-'));
  project = createProject(join(folder, 'project'));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function pictures(...paths: string[]) {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    await goodPng('').make(join(folder, path));
  }
}

function write(name: string, ...lines: string[]): void {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), lines.map((line) => `${line}\n`).join(''));
}

/** What became of each image, and the codes of the notes. */
async function imported(name = '', split?: Split) {
  const report = await importSource(project, { path: join(folder, name), split });
  const { sourceId, problems } = report;
  // Lists as small as these have classes that only held-out images have, which is said elsewhere.
  const notes = report.notes.filter(({ code }) => code !== 'classes-only-held-out');
  const names = new Map(project.catalog.classes.list().map((each) => [each.id, each.name]));
  const images = project.catalog.images.byIds(project.catalog.images.ids({ sourceId }));
  return {
    images: images
      .map((each) => [each.path, names.get(each.classId ?? 0) ?? '', each.split].join('|'))
      .sort(),
    codes: notes.map(({ code }) => code),
    notes,
    problems,
  };
}

describe('what a person says that all images of a list are for', () => {
  it.each(['split', 'phase'])(
    'counts before the column %s, except for what that holds out',
    async (column) => {
      await pictures('i/a.png', 'i/b.png', 'i/c.png', 'i/d.png');
      const rows = ['i/a.png,cat,train', 'i/b.png,dog,val', 'i/c.png,cat,test', 'i/d.png,dog,train'];
      write('l.csv', `file,label,${column}`, ...rows);
      const { images, notes } = await imported('l.csv', 'test');
      expect(images).toEqual([
        'i/a.png|cat|test',
        'i/b.png|dog|validation',
        'i/c.png|cat|test',
        'i/d.png|dog|test',
      ]);
      expect(
        notes.flatMap(({ code, values }) => (code.startsWith('split-asked') ? [[code, values.images]] : [])),
      ).toEqual([
        ['split-asked', 2],
        ['split-asked-kept', 1],
      ]);
    },
  );

  it('leaves what the list holds out where it is for training, and says so', async () => {
    await pictures('a.png', 'b.png');
    write('l.csv', 'file,label,split', 'a.png,cat,train', 'b.png,dog,test');
    const { images, codes } = await imported('l.csv', 'labelled-train');
    expect(images).toEqual(['a.png|cat|labelled-train', 'b.png|dog|test']);
    expect(codes).toEqual(['split-asked-kept']);
  });

  it('counts before the folders of YOLO, and when it is imported again', async () => {
    await pictures('y/train/images/a.png', 'y/valid/images/b.png');
    write('y/data.yaml', 'train: train/images', 'val: valid/images', 'names: [cat, dog]');
    write('y/train/labels/a.txt', '0 0.5 0.5 0.2 0.2');
    write('y/valid/labels/b.txt', '1 0.5 0.5 0.2 0.2');
    const expected = ['train/images/a.png|cat|test', 'valid/images/b.png|dog|validation'];
    expect((await imported('y', 'test')).images).toEqual(expected);
    expect((await imported('y')).images).toEqual(expected);
  });
});

describe('folders of the images of a list that gives no splits', () => {
  const coco = (...names: string[]) =>
    JSON.stringify({
      images: names.map((file_name, id) => ({ id, file_name })),
      annotations: names.map((_, id) => ({ id, image_id: id, category_id: 1 })),
      categories: [{ id: 1, name: 'cat' }],
    });

  it.each(['img', 'cat', 'train'])('hold out beside a folder with another name: %s', async (other) => {
    await pictures(`${other}/0.png`, 'test/0.png', 'dog/1.png');
    const paths = [`${other}/0.png`, 'test/0.png', 'dog/1.png'];
    write('l.csv', 'file,label', ...paths.map((path, at) => `${path},${at ? 'dog' : 'cat'}`));
    const expected = [
      `dog/1.png|dog|labelled-train`,
      `${other}/0.png|cat|labelled-train`,
      'test/0.png|dog|test',
    ];
    const csv = await imported('l.csv');
    expect(csv.images).toEqual(expected.sort());
    expect(csv.notes).toContainEqual({
      code: 'list-splits-by-folder',
      values: { folders: { en: 'test (for testing)', ko: 'test (테스트용)' } },
    });
    write('l.json', coco(...paths));
    expect((await imported('l.json')).images).toEqual(expected.map((each) => each.replace('|dog|', '|cat|')));
  });

  it('hold out in a folder with one list for all', async () => {
    await pictures('hf/imgs/0.png', 'hf/imgs/1.png', 'hf/test/2.png');
    write('hf/metadata.csv', 'file_name,label', 'imgs/0.png,cat', 'imgs/1.png,dog', 'test/2.png,dog');
    const { images, codes } = await imported('hf');
    expect(images).toEqual([
      'imgs/0.png|cat|labelled-train',
      'imgs/1.png|dog|labelled-train',
      'test/2.png|dog|test',
    ]);
    expect(codes).toContain('list-splits-by-folder');
  });

  it('are classes if they are named like the labels of their files', async () => {
    await pictures('test/0.png', 'control/1.png');
    write('l.csv', 'file,label', 'test/0.png,test', 'control/1.png,control');
    const { images } = await imported('l.csv');
    expect(images).toEqual(['control/1.png|control|labelled-train', 'test/0.png|test|labelled-train']);
  });

  it.each([
    ['lists/l.csv', 'test/0.png', 'test/1.png'],
    ['test/labels/l.csv', 'test/0.png', 'test/1.png'],
    ['test/labels/l.csv', 'test/img/0.png', 'test/img/1.png'],
    ['deep/lists/l.csv', 'data/imgs/test/0.png', 'data/imgs/test/1.png'],
    ['annotations/l.json', 'imgs/test/0.png', 'imgs/test/1.png'],
  ])('hold out if the list %s is outside them, as %s', async (list, ...paths) => {
    await pictures(...paths);
    const up = (path: string) => relative(dirname(list), path);
    if (list.endsWith('.json')) write(list, coco(...paths.map(up)));
    else write(list, 'file,label', ...paths.map((path) => `${up(path)},cat`));
    const { images, codes } = await imported(list);
    expect(images.map((each) => each.split('|')[2])).toEqual(['test', 'test']);
    expect(codes).toContain('list-splits-by-folder');
  });

  it('hold out if the list gives whole paths', async () => {
    await pictures('data/test/0.png', 'lists/deep/x.png');
    write('lists/deep/l.csv', 'file,label', `${join(folder, 'data/test/0.png')},cat`, 'x.png,cat');
    expect((await imported('lists/deep/l.csv')).images.map((each) => each.split('|')[2])).toEqual([
      'test',
      'labelled-train',
    ]);
  });
});

describe('the name of a list', () => {
  it.each([
    'testLabels.csv',
    'testlist.csv',
    'testlist01.csv',
    'vallabels.csv',
    'my_HoldOut.csv',
    'y_test.csv',
  ])('holds out: %s', async (name) => {
    await pictures('a.png');
    write(name, 'file,label', 'a.png,cat');
    const { images, codes } = await imported(name);
    expect(images).toEqual([`a.png|cat|${name.startsWith('val') ? 'validation' : 'test'}`]);
    expect(codes).toContain('list-split-by-name');
  });

  it.each(['trainVal.csv', 'trainvalLabels.csv', 'contest.csv', 'latestLabels.csv', 'trainTest.csv'])(
    'does not: %s',
    async (name) => {
      await pictures('a.png');
      write(name, 'file,label', 'a.png,cat');
      expect((await imported(name)).images).toEqual(['a.png|cat|labelled-train']);
    },
  );

  it('holds out rows whose split is empty', async () => {
    await pictures('a.png', 'b.png', 'c.png');
    write('val.csv', 'file,label,split', 'a.png,cat,', 'b.png,dog,NaN');
    const all = await imported('val.csv');
    expect(all.images).toEqual(['a.png|cat|validation', 'b.png|dog|validation']);
    expect(all.codes).toContain('list-split-by-name');
    write('test.csv', 'file,label,split', 'a.png,cat,train', 'b.png,dog,', 'c.png,dog,test');
    const some = await imported('test.csv');
    expect(some.images).toEqual(['a.png|cat|labelled-train', 'b.png|dog|test', 'c.png|dog|test']);
    expect(some.codes).toContain('list-split-by-name');
  });

  it('changes no answer of yes-or-no columns', async () => {
    await pictures('a.png', 'b.png');
    write('test_split.csv', 'file,label,is_test', 'a.png,cat,0', 'b.png,dog,1');
    expect((await imported('test_split.csv')).images).toEqual(['a.png|cat|labelled-train', 'b.png|dog|test']);
  });
});

describe('lists beside class folders', () => {
  const held = ['cat/1.png|cat|test', 'dog/2.png|dog|labelled-train'];
  const trained = ['cat/1.png|cat|labelled-train', 'dog/2.png|dog|labelled-train'];

  it.each([
    ['test.csv', 'file,label', 'cat/1.png,cat'],
    ['test.csv', 'file,label', 'pie/cat/1.png,cat'],
    ['my test.tsv', 'file\tlabel', '"cat/1.png"\tcat'],
    ['heldout.csv', 'file,label,split', 'dog/2.png,dog,train', 'cat/1.png,cat,test'],
    ['labels.csv', 'file,label,split', 'dog/2.png,dog,train', 'cat/1.png,cat,test'],
    ['all.jsonl', '{"file":"dog/2.png","is_test":false}', '{"file":"cat/1.png","is_test":true}'],
    ['meta/test.json', '{"cat": ["cat/1"], "dog": []}'],
    ['testImages.json', '["cat\\\\1.png"]'],
    ['test.txt', 'cat/1'],
    ['test.txt', './pie/cat/1.png 0'],
    ['TestImages.txt', 'Cat\\1.PNG'],
    ['testlist.txt', '1'],
  ])('give splits: %s', async (name, ...lines) => {
    await pictures('pie/cat/1.png', 'pie/dog/2.png');
    write(`pie/${name}`, ...lines);
    const { images, notes } = await imported('pie');
    expect(images).toEqual(held);
    const { values } = notes.find(({ code }) => code === 'splits-by-lists') as (typeof notes)[number];
    expect(values.files).toBe(`"${name}"`);
    expect(values.counts).toHaveProperty('en', '1 to train on, 1 for testing');
    expect(notes.map(({ code }) => code)).not.toContain('passed-over');
  });

  it('are not among the files that were ignored, as a text beside them is', async () => {
    await pictures('pie/cat/1.png', 'pie/dog/2.png');
    write('pie/test.txt', 'cat/1');
    write('pie/readme.txt', 'Photographs of pies.');
    const { notes } = await imported('pie');
    const ignored = notes.find(({ code }) => code === 'passed-over');
    expect(ignored?.values.files).toHaveProperty('en', '1 .txt');
  });

  it('are what the window proposes before an import, and says of the source after it', async () => {
    await pictures('pie/cat/1.png', 'pie/dog/2.png');
    write('pie/meta/test.txt', 'cat/1');
    write('pie/labels.csv', 'file,label,split', 'dog/2.png,dog,train', 'cat/1.png,cat,test');
    const open = {
      kind: 'folder-per-class',
      split: null,
      splitLists: ['labels.csv', 'meta/test.txt'],
      known: false,
    };
    expect(inspectPath(project, join(folder, 'pie'))).toMatchObject(open);
    await imported('pie');
    const known = { kind: 'folder-per-class', split: null, known: true };
    expect(inspectPath(project, join(folder, 'pie'))).toMatchObject(known);
  });

  it.each(['../test.txt', '../meta/test.txt'])(
    'give splits beside a folder of images alone: %s',
    async (name) => {
      await pictures(
        'food/images/cat/1.png',
        'food/images/dog/2.png',
        'food/more/cat/1.png',
        'food/more/dog/3.png',
      );
      write(`food/images/${name}`, 'cat/1.png');
      const { images, notes } = await imported('food/images');
      expect(images).toEqual(held);
      expect(notes.find(({ code }) => code === 'splits-by-lists')?.values.files).toBe(`"${name}"`);
      expect((await imported('food/more')).codes.join()).not.toContain('splits-b');
    },
  );

  it('of CUB-200 give splits by number', async () => {
    await pictures('cub/images/001.cat/a_1.png', 'cub/images/002.dog/b_2.png');
    write('cub/images.txt', '1 001.cat/a_1.png', '2 002.dog/b_2.png');
    write('cub/train_test_split.txt', '1 0', '2 1');
    expect((await imported('cub/images')).images).toEqual([
      '001.cat/a_1.png|001.cat|test',
      '002.dog/b_2.png|002.dog|labelled-train',
    ]);
  });

  it('give splits of several kinds, and images that no list names are trained on', async () => {
    await pictures('pie/cat/1.png', 'pie/cat/2.png', 'pie/cat/3.png', 'pie/dog/4.png', 'pie/dog/5.png');
    write('pie/trainval.txt', 'cat/1', 'cat/2');
    write('pie/val.txt', 'cat/2');
    write('pie/test.txt', 'cat/3');
    write('pie/unlabeled.txt', 'dog/4');
    const { images, notes } = await imported('pie');
    expect(images).toEqual([
      'cat/1.png|cat|labelled-train',
      'cat/2.png|cat|validation',
      'cat/3.png|cat|test',
      'dog/4.png||unlabelled',
      'dog/5.png|dog|labelled-train',
    ]);
    expect(notes.find(({ code }) => code === 'splits-by-lists-rest')?.values.images).toBe(1);
  });

  it('are followed when the folder is read again, and splits stay if the lists are gone', async () => {
    await pictures('pie/cat/1.png', 'pie/dog/2.png');
    write('pie/test.txt', 'cat/1');
    await imported('pie');
    expect((await imported('pie')).images).toEqual(held);
    write('pie/test.txt', 'cat/1', 'dog/2');
    await pictures('pie/dog/3.png', 'pie/holdout/cat/4.png');
    const more = ['cat/1.png|cat|test', 'dog/2.png|dog|test', 'dog/3.png|dog|labelled-train'];
    expect((await imported('pie')).images.slice(0, 3)).toEqual(more);
    rmSync(join(folder, 'pie/test.txt'));
    await pictures('pie/dog/5.png');
    const { images, codes } = await imported('pie');
    expect(images.slice(0, 4)).toEqual([...more, 'dog/5.png|dog|labelled-train']);
    expect(codes.join()).not.toContain('splits-b');
  });

  it('are not followed against what a person says, now or before', async () => {
    await pictures('pie/cat/1.png', 'pie/dog/2.png');
    write('pie/test.txt', 'cat/1');
    const asked = await imported('pie', 'labelled-train');
    expect(asked.images).toEqual(trained);
    expect(asked.codes.join()).not.toContain('splits-b');
    expect((await imported('pie')).images).toEqual(trained);
  });

  it.each([
    [
      'the folds of a cross-validation',
      { 'train1.txt': '1', 'test1.txt': '2', 'train2.txt': '2', 'test2.txt': '1' },
    ],
    ['that leave nothing to train on', { 'test.csv': 'file\ncat/1.png\ndog/2.png', 'val.txt': 'dog/2' }],
    ['that hold nothing out', { 'train.txt': 'cat/1' }],
  ])('are named if they cannot be followed: %s', async (_, lists) => {
    await pictures('pie/cat/1.png', 'pie/dog/2.png');
    for (const [name, text] of Object.entries(lists)) write(`pie/${name}`, ...text.split('\n'));
    const { images, codes } = await imported('pie');
    expect(images).toEqual(trained);
    expect(codes).toContain('splits-beside');
  });

  it('are named if a name in them means several images', async () => {
    await pictures('pie/cat/1.png', 'pie/dog/1.png', 'pie/dog/2.png');
    write('pie/test.txt', '1');
    const { images, codes } = await imported('pie');
    expect(images.every((image) => image.endsWith('labelled-train'))).toBe(true);
    expect(codes).toContain('splits-beside');
  });

  it.each([
    ['more.csv', 'file,label', 'cat/1.png,cat', 'dog/2.png,dog'],
    ['test.csv', 'time,loss', 'noon,3'],
    ['all.csv', 'file,label,split', 'cat/1.png,cat,train', 'dog/2.png,dog,train'],
    ['test.txt', 'hen/7', 'hen/8'],
  ])('are not spoken of if they say nothing of the images: %s', async (name, ...lines) => {
    await pictures('pie/cat/1.png', 'pie/dog/2.png');
    write(`pie/${name}`, ...lines);
    const { images, codes } = await imported('pie');
    expect(images).toEqual(trained);
    expect(codes.join()).not.toContain('splits-b');
  });
});

it.each([
  ['labels.csv', 'file,label', 'part_1/a.png,cat', 'part_2/b.png,dog'],
  ['labels.jsonl', '{"file":"a.png","label":"cat"}', '{"file":"b.png","label":"dog"}'],
])('a list beside folders that are not its classes is named: %s', async (name, ...lines) => {
  await pictures('parts/part_1/a.png', 'parts/part_2/b.png');
  write(`parts/${name}`, ...lines);
  const { notes } = await imported('parts');
  expect(notes.find(({ code }) => code === 'lists-beside')?.values.files).toBe(`"${name}"`);
});

it('JSON Lines with columns that an export of ours also has are read like any other', async () => {
  await pictures('a.png', 'b.png', 'c.png');
  const line = (file: string, label: string, phase: string) =>
    JSON.stringify({ file, label, source: 'camera 1', state: 'Ohio', phase });
  write('l.jsonl', line('a.png', 'cat', 'train'), line('b.png', 'dog', 'val'), line('c.png', 'NaN', 'train'));
  const { images, codes } = await imported('l.jsonl');
  expect(images).toEqual(['a.png|cat|labelled-train', 'b.png|dog|validation', 'c.png||unlabelled']);
  expect(codes).toContain('labels-missing');
  write(
    'test.jsonl',
    JSON.stringify({ file: 'a.png', label: 'cat', source: { kind: 'import' }, state: 'Ohio' }),
  );
  expect((await imported('test.jsonl')).images).toEqual(['a.png|cat|test']);
});

describe('columns that are named like a yes or no to a split', () => {
  const table = (keys: string[], ...rows: (string | number)[][]) =>
    [keys, ...rows].map((row) => row.join(','));
  const lines = (keys: string[], ...rows: (string | number)[][]) =>
    rows.map((row) => JSON.stringify(Object.fromEntries(keys.map((key, at) => [key, row[at]]))));

  describe.each([
    ['l.csv', table],
    ['l.jsonl', lines],
  ])('in %s', (list, as) => {
    it('are classes if as flags they would leave no label to train on', async () => {
      await pictures('a.png', 'b.png', 'c.png');
      const rows = [
        ['a.png', 1, 0, 0],
        ['b.png', 0, 1, 0],
        ['c.png', 0, 0, 1],
      ];
      write(list, ...as(['file', 'is_train', 'is_bus', 'is_car'], ...rows));
      const { images, codes } = await imported(list);
      expect(images).toEqual(
        ['a.png|is_train', 'b.png|is_bus', 'c.png|is_car'].map((each) => `${each}|labelled-train`),
      );
      expect(codes).toContain('classes-by-column');
    });

    it('are splits beside classes that images of both answers have', async () => {
      await pictures('a.png', 'b.png', 'c.png');
      const rows = [
        ['a.png', 1, 1, 0],
        ['b.png', 0, 1, 0],
        ['c.png', 1, 0, 1],
      ];
      write(list, ...as(['file', 'is_train', 'is_bus', 'is_car'], ...rows));
      const { images, codes } = await imported(list);
      expect(images).toEqual([
        'a.png|is_bus|labelled-train',
        'b.png|is_bus|test',
        'c.png|is_car|labelled-train',
      ]);
      expect(codes).toContain('columns-read-as');
    });

    it('say that files are intact if most are, and another column may then name the splits', async () => {
      await pictures('a.png', 'b.png', 'c.png');
      const rows = [
        ['a.png', 'cat', 'True', 'train'],
        ['b.png', 'dog', 'True', 'train'],
        ['c.png', 'cat', 'False', 'val'],
      ];
      write(list, ...as(['file', 'label', 'is_valid', 'phase'], ...rows));
      const { images, notes } = await imported(list);
      expect(images).toEqual([
        'a.png|cat|labelled-train',
        'b.png|dog|labelled-train',
        'c.png|cat|validation',
      ]);
      const passed = notes.find(({ code }) => code === 'columns-passed-over');
      expect(passed?.values.columns).toMatchObject({ en: '"is_valid"' });
    });

    it('are named if they are splits', async () => {
      await pictures('a.png', 'b.png');
      write(list, ...as(['file', 'label', 'is_test'], ['a.png', 'cat', 'False'], ['b.png', 'dog', 'True']));
      const { images, notes } = await imported(list);
      expect(images).toEqual(['a.png|cat|labelled-train', 'b.png|dog|test']);
      expect(notes).toEqual([
        {
          code: 'columns-read-as',
          values: { columns: { en: '"is_test" (splits)', ko: '"is_test" (분할)' } },
        },
      ]);
    });
  });
});
