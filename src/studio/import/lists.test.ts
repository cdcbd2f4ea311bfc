import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteSentence } from '../../core/words/notes';
import { labelRows } from '../export/label-rows';
import { exportLabels } from '../export/labels';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { importSource } from './index';

let folder: string;
let project: Project;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'lists-'));
  project = createProject(join(folder, 'project'));
  mkdirSync(join(folder, 'img'));
  for (const name of ['a.png', 'b.png', 'ü.png'.normalize('NFC'), ' edge .png', 'c\\d.png'])
    await goodPng('').make(join(folder, 'img', name));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importList(content: string | Uint8Array, name = 'l.csv', encoding?: string) {
  writeFileSync(join(folder, name), content);
  const { notes, ...read } = await importSource(project, { path: join(folder, name), encoding });
  // These lists are so short that their test images are often the only ones of their class.
  const report = { ...read, notes: notes.filter(({ code }) => code !== 'classes-only-held-out') };
  const names = new Map(project.catalog.classes.list().map((each) => [each.id, each.name]));
  const images = project.catalog.images.byIds(project.catalog.images.ids({ sourceId: report.sourceId }));
  return {
    report,
    notes: report.notes.map(({ code }) => code),
    images: images.map(({ path, split, classId, state }) =>
      [path, names.get(classId ?? 0) ?? null, split, state].join('|'),
    ),
  };
}

const twoClasses = ['img/a.png|cat|labelled-train|ok', 'img/b.png|dog|labelled-train|ok'];

it('of columns of the same name the first is read, and that is said', async () => {
  const { images, report } = await importList(
    'path,label,label,label,width,width\nimg/a.png,cat,dog,x,3,4\nimg/b.png,dog,cat,x,3,4\n',
  );
  expect(images).toEqual(twoClasses);
  expect(report.notes.map((each) => noteSentence(each, 'cli'))).toEqual([
    'The list has several columns with the same name: "label". The first one was read, the others were ignored.',
    'Ignored: the columns "width", "width".',
  ]);
});

describe('a column that names splits by its values', () => {
  const rows = [
    ['img/a.png', 'cat', 'Training'],
    ['img/b.png', 'dog', 'PublicTest'],
    ['img/ü.png', 'cat', 'PrivateTest'],
  ];
  const expected = ['img/a.png|cat|labelled-train|ok', 'img/b.png|dog|test|ok', 'img/ü.png|cat|test|ok'];

  it.each(['Usage', 'phase', 'fold'])('is taken for it, and that is said: %s', async (name) => {
    const csv = [['path', 'label', name], ...rows].map((row) => `${row.join(',')}\n`).join('');
    const { images, report } = await importList(csv);
    expect(images).toEqual(expected);
    expect(report.notes.map((each) => noteSentence(each, 'cli'))).toEqual([
      `Judging by their names, these columns were read as: "${name}" (splits).`,
    ]);
  });

  it('in JSON Lines', async () => {
    const lines = rows.map(([path, label, phase]) => `${JSON.stringify({ path, label, phase, width: 3 })}\n`);
    const { images, notes } = await importList(lines.join(''), 'l.jsonl');
    expect(images).toEqual(expected);
    expect(notes).toEqual(['columns-read-as', 'columns-passed-over']);
  });

  it('is taken where most rows name splits, and the others are told of: no image of them is trained on', async () => {
    const { images, report } = await importList(
      'path,label,Usage\nimg/a.png,cat,Training\nimg/b.png,dog,PublicTest\nimg/ü.png,cat,Ignore\n',
    );
    expect(images).toEqual(expected.slice(0, 2));
    expect(report.problems.map(({ place, code }) => [place, code])).toEqual([['l.csv:4', 'unknown-split']]);
  });

  it('is none where half of its values are no splits, where it names one alone, or beside a column of splits', async () => {
    const other = await importList('path,label,place\nimg/a.png,cat,train\nimg/b.png,dog,test bench\n');
    expect(other.images).toEqual(twoClasses);
    const same = await importList('path,label,kind\nimg/a.png,cat,test\nimg/b.png,dog,test\n', 'm.csv');
    expect(same.notes).toEqual(['columns-passed-over']);
    const beside = await importList(
      'path,label,split,phase\nimg/a.png,cat,train,test\nimg/b.png,dog,train,train\n',
      'n.csv',
    );
    expect(beside.notes).toEqual(['columns-passed-over']);
  });
});

it('a list that was corrected says how many labels and splits are others than before', async () => {
  await importList('path,label,split\nimg/a.png,cat,train\nimg/b.png,dog,train\nimg/ü.png,cat,train\n');
  const { images, report } = await importList(
    'path,label,split\nimg/a.png,dog,train\nimg/b.png,dog,test\nimg/ü.png,,train\n',
  );
  expect(images).toEqual([
    'img/a.png|dog|labelled-train|ok',
    'img/b.png|dog|test|ok',
    'img/ü.png||unlabelled|ok',
  ]);
  expect(report).toMatchObject({ unchanged: 3, changed: 0 });
  const told = report.notes.filter(({ code }) => code.endsWith('s-changed'));
  expect(told).toEqual([
    { code: 'labels-changed', values: { images: 2 } },
    { code: 'splits-changed', values: { images: 2 } },
  ]);
});

describe('an image that a list names for two splits', () => {
  const held = ['img/a.png|cat|test|ok', 'img/b.png|dog|validation|ok'];

  it('is held out, whichever line comes first, and that is said', async () => {
    const { images, report } = await importList(
      'path,label,split\nimg/a.png,cat,train\nimg/b.png,dog,val\n./img/a.png,cat,test\nimg/b.png,dog,train\n',
    );
    expect(images).toEqual(held);
    expect(report.problems.map(({ place, reason }) => `${place} ${reason}`)).toEqual([
      'l.csv:4 "img/a.png" is listed twice, to train on and for testing; the line that holds it out counts.',
      'l.csv:5 "img/b.png" is listed twice, for validation and to train on; the line that holds it out counts.',
    ]);
  });

  it('is held out where its objects have a line each', async () => {
    const line = (name: string, label: string, split: string) =>
      `img/${name}.png,${label},${split},1,1,9,9\n`;
    const { images } = await importList(
      'path,label,split,xmin,ymin,xmax,ymax\n' +
        line('a', 'cat', 'train') +
        line('a', 'cat', 'test') +
        line('b', 'dog', 'val') +
        line('b', 'dog', 'train'),
    );
    expect(images).toEqual(held);
  });
});

describe('a list without a header', () => {
  const said = (notes: readonly Parameters<typeof noteSentence>[0][]) =>
    notes.map((each) => noteSentence(each, 'cli'));

  it('is read by what stands in its columns, from its first line on, which is said', async () => {
    const { images, report } = await importList('img/a.png,cat\nimg/b.png,dog\n');
    expect(images).toEqual(twoClasses);
    expect(said(report.notes)).toEqual([
      'The list has no header. Judging by their content, its columns were read as: 1 (files), 2 (labels).',
    ]);
  });

  it('with splits first, as Google writes it: what has none yet is trained on, and that is said', async () => {
    const { images, report, notes } = await importList(
      'TRAIN,img/a.png,cat\nTEST,img/b.png,dog\nVALIDATION,img/ü.png,cat\nUNASSIGNED,img/ edge .png,dog\n',
    );
    expect(images).toEqual([
      'img/a.png|cat|labelled-train|ok',
      'img/b.png|dog|test|ok',
      'img/ü.png|cat|validation|ok',
      'img/ edge .png|dog|labelled-train|ok',
    ]);
    expect(report.problems).toEqual([]);
    expect(notes).toEqual(['list-no-header', 'rows-without-split']);
  });

  it('with a column that counts the rows, as MXNet writes it, and below a comment', async () => {
    const counted = '0\t3\timg/a.png\n1\t5\timg/b.png\n2\t3\timg/ü.png\n';
    const { images } = await importList(counted, 'train.lst');
    expect(images).toEqual([
      'img/a.png|3|labelled-train|ok',
      'img/b.png|5|labelled-train|ok',
      'img/ü.png|3|labelled-train|ok',
    ]);
    const again = await importList('# made by hand\n"img/a.png";"cat"\nimg/b.png;dog\n', 'other.txt');
    expect(again.notes).toContain('list-no-header');
    expect(again.report.files).toBe(2);
  });

  it('with spaces between its columns, as Caffe writes it; names of files with spaces leave no such columns', async () => {
    const { images } = await importList('img/a.png 7\nimg/b.png 2\n', 'train.txt');
    expect(images).toEqual(['img/a.png|7|labelled-train|ok', 'img/b.png|2|labelled-train|ok']);
    await expect(importList('img/ edge .png 7\nimg/b.png 2\n')).rejects.toMatchObject({
      code: 'list-columns',
    });
  });

  it('names a wrong line by its number', async () => {
    const { report } = await importList('img/a.png,cat\nimg/b.png,dog\nimg/none.png,cat\n,cat\n');
    expect(report.files).toBe(3);
    expect(report.problems.map(({ place }) => place)).toEqual(['l.csv:4']);
  });

  it.each([
    ['two columns of words', 'img/a.png,cat,brown\nimg/b.png,dog,white\n'],
    ['boxes that are none', 'img/a.png,3,4,1,2,cat\nimg/b.png,3,4,1,2,dog\n'],
    ['measurements', 'img/a.png,0.25\nimg/b.png,0.5\n'],
    ['a caption for each image', Array.from({ length: 12 }, (_, i) => `img/${i}.png,A dog ${i}\n`).join('')],
    ['pairs of images', 'img/a.png,img/b.png\nimg/b.png,img/a.png\n'],
    ['a header of other words', 'kind,animal\nimg/a.png,cat\n'],
  ])('is refused where it has %s, since nothing says which are labels', async (_, text) => {
    await expect(importList(text)).rejects.toMatchObject({ code: 'list-columns' });
    expect(project.catalog.images.count()).toBe(0);
  });
});

describe('columns that say yes or no to a split', () => {
  const row = (name: string, label: string, flags: object) => ({ path: `img/${name}.png`, label, ...flags });
  const cases: [title: string, trained: object, heldOut: object, split: string][] = [
    ['is_test', { is_test: 0 }, { is_test: 1 }, 'test'],
    ['Is Train, in words', { 'Is Train': 'True' }, { 'Is Train': 'False' }, 'test'],
    ['is_val', { is_val: 'no' }, { is_val: 'yes' }, 'validation'],
    ['is_valid, as fastai has it', { is_valid: false }, { is_valid: true }, 'validation'],
    ['is_train beside is_val', { is_train: 1, is_val: 0 }, { is_train: 0, is_val: 1 }, 'validation'],
    ['is_test beside is_val', { is_test: 0, is_val: 0 }, { is_test: 0, is_val: 1 }, 'validation'],
    ['IsTest, in one word', { IsTest: 'FALSE' }, { IsTest: 'TRUE' }, 'test'],
    ['In Train?', { 'In Train?': 'yes' }, { 'In Train?': 'no' }, 'test'],
    ['is_training_image', { is_training_image: 1 }, { is_training_image: 0 }, 'test'],
    ['test alone', { test: 0 }, { test: 1 }, 'test'],
    ['Train alone', { Train: 'True' }, { Train: 'False' }, 'test'],
    ['valid beside test', { valid: 0, test: 0 }, { valid: 1, test: 0 }, 'validation'],
    ['is_test with nothing for the others', { is_test: '' }, { is_test: '1.0' }, 'test'],
  ];
  it.each(cases)('%s: what it holds out is not trained on', async (_, trained, heldOut, split) => {
    const rows = [row('a', 'cat', trained), row('b', 'dog', heldOut)];
    const expected = ['img/a.png|cat|labelled-train|ok', `img/b.png|dog|${split}|ok`];
    const csv = [Object.keys(rows[0]), ...rows.map((each) => Object.values(each))].join('\n');
    expect((await importList(`${csv}\n`)).images).toEqual(expected);
  });

  it.each(cases)('%s, in JSON Lines', async (_, trained, heldOut, split) => {
    const rows = [row('a', 'cat', trained), row('b', 'dog', heldOut)];
    const { images } = await importList(rows.map((each) => `${JSON.stringify(each)}\n`).join(''), 'l.jsonl');
    expect(images).toEqual(['img/a.png|cat|labelled-train|ok', `img/b.png|dog|${split}|ok`]);
  });

  it('count for nothing beside a column of splits, and are named then', async () => {
    const { images } = await importList(
      'path,label,split,is_test\nimg/a.png,cat,train,1\nimg/b.png,dog,test,0\n',
    );
    expect(images).toEqual(['img/a.png|cat|labelled-train|ok', 'img/b.png|dog|test|ok']);
  });

  it('is said where the column is called like a split alone', async () => {
    const { report } = await importList('path,label,test\nimg/a.png,cat,0\nimg/b.png,dog,1\n');
    expect(report.notes.map((each) => noteSentence(each, 'cli'))).toEqual([
      'Judging by their names, these columns were read as: "test" (splits).',
    ]);
  });

  it('are none where they are a class, say one thing alone, speak of whole files, or of labels', async () => {
    const kinds = ['train,bus\nimg/a.png,1,0\nimg/b.png,0,1', 'label,test\nimg/a.png,cat,0\nimg/b.png,dog,0'];
    kinds.push('label,valid\nimg/a.png,cat,1\nimg/b.png,dog,1\nimg/ü.png,dog,0');
    kinds.push('label,is_labelled\nimg/a.png,cat,1\nimg/b.png,dog,0');
    for (const [at, kind] of kinds.entries()) {
      const { images } = await importList(`path,${kind}\n`, `kind${at}.csv`);
      expect(images.join()).not.toMatch(/\|(test|validation)\|/);
    }
  });

  it('that say neither are told of as a split that there is not', async () => {
    const { images } = await importList('path,label,is_test\nimg/a.png,cat,0\nimg/b.png,dog,maybe\n');
    expect(images[0]).toBe('img/a.png|cat|labelled-train|ok');
    expect(images.join()).not.toContain('img/b.png|dog|labelled-train|ok');
  });
});

describe('a column for each class', () => {
  it('gives each image its class in the order of the columns, none where all are 0, and counts them', async () => {
    const { images, report } = await importList(
      'image,MEL,NV,BCC\nimg/a.png,0.0,1.0,0.0\nimg/b.png,1.0,0.0,0.0\nimg/ü.png,0.0,0.0,0.0\n',
    );
    expect(images).toEqual([
      'img/a.png|NV|labelled-train|ok',
      'img/b.png|MEL|labelled-train|ok',
      'img/ü.png||unlabelled|ok',
    ]);
    expect(project.catalog.classes.list().map(({ name }) => name)).toEqual(['MEL', 'NV']);
    expect(report.notes).toEqual([
      {
        code: 'classes-by-column',
        values: { columns: '"MEL", "NV", "BCC"', labelled: 2, none: 1, several: 0 },
      },
    ]);
  });

  it('puts an image of several aside, with their names', async () => {
    const { report, notes } = await importList(
      'image,cat,dog,bird\nimg/a.png,1,0,0\nimg/b.png,0,0,1\nimg/ü.png,1,1,0\n',
    );
    expect(report.quarantined.map(({ path, code, reason }) => [path, code, reason])).toEqual([
      ['img/ü.png', 'several-classes', expect.stringContaining('2 classes in the list (cat, dog)')],
    ]);
    expect(notes).toEqual(['classes-by-column']);
  });

  it('is none where most images have several, which is said with one of them', async () => {
    const { report, images } = await importList(
      'image_id,Smiling,Young,Hat\nimg/a.png,1,1,-1\nimg/b.png,1,-1,1\nimg/ü.png,-1,1,-1\n',
    );
    expect(images.every((image) => image.endsWith('||unlabelled|ok'))).toBe(true);
    const said = report.notes.find(({ code }) => code === 'columns-several-classes');
    expect(said?.values).toMatchObject({
      several: 2,
      images: 3,
      path: 'img/a.png',
      example: '"Smiling", "Young"',
    });
  });

  it('is none beside a column of labels, and counts no columns of splits, numbers or shares', async () => {
    const labelled = await importList('path,label,cat,dog\nimg/a.png,cat,0,1\nimg/b.png,dog,1,0\n');
    expect(labelled.images).toEqual(twoClasses);
    const { images, report } = await importList(
      ',path,is_test,cat,dog,score\n0,img/a.png,0,1,0,0.5\n1,img/b.png,1,0,1,0\n',
      'm.csv',
    );
    expect(images).toEqual(['img/a.png|cat|labelled-train|duplicate', 'img/b.png|dog|test|ok']);
    const passed = report.notes.find(({ code }) => code === 'columns-passed-over');
    expect(passed?.values?.columns).toMatchObject({ en: 'one without a name, "score"' });
  });
});

describe('numbers of classes beside their names', () => {
  const named = ['label_name', 'class_name', 'Category Name'];
  it.each(named)('%s: the names are the classes, which is said', async (column) => {
    const { images, report } = await importList(`path,label,${column}\nimg/a.png,0,cat\nimg/b.png,1,dog\n`);
    expect(images).toEqual(twoClasses);
    expect(report.notes.map(({ code }) => code)).toEqual(['labels-by-name', 'columns-passed-over']);
  });

  it('in JSON Lines', async () => {
    const rows = [
      { path: 'img/a.png', label: 0, label_name: 'cat' },
      { path: 'img/b.png', label: 1, label_name: 'dog' },
    ];
    const { images, notes } = await importList(
      rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
      'l.jsonl',
    );
    expect(images).toEqual(twoClasses);
    expect(notes[0]).toBe('labels-by-name');
  });

  it('that are names themselves stay the classes', async () => {
    const { images, notes } = await importList(
      'path,label,category_name\nimg/a.png,cat,animal\nimg/b.png,dog,animal\n',
    );
    expect(images).toEqual(twoClasses);
    expect(notes).toEqual(['columns-passed-over']);
  });
});

describe('a list of boxes in a table', () => {
  const boxes = (rows: readonly string[]) =>
    ['filename,width,height,class,xmin,ymin,xmax,ymax', ...rows.map((row) => `${row},1,1,9,9`)].join('\n');

  it('gives an image the class of its objects, and puts one of several aside by name', async () => {
    const { images, report, notes } = await importList(
      boxes([
        'img/a.png,64,48,cat',
        'img/b.png,64,48,dog',
        'img/a.png,64,48, cat ',
        'img/ü.png,64,48,cat',
        'img/ü.png,64,48,dog',
      ]),
    );
    expect(images.filter((image) => image.endsWith('|ok'))).toEqual(twoClasses);
    expect(report.problems).toEqual([]);
    expect(report.quarantined.map(({ path, code, reason }) => [path, code, reason])).toEqual([
      ['img/ü.png', 'several-classes', expect.stringContaining('2 classes in the list (cat, dog)')],
    ]);
    expect(notes).toEqual(['list-of-objects', 'columns-passed-over']);
  });

  it('in JSON Lines', async () => {
    const row = (name: string, label: string) =>
      `${JSON.stringify({ image: name, label, bbox: [1, 1, 9, 9] })}\n`;
    const { images, report } = await importList(
      row('img/a.png', 'cat') + row('img/a.png', 'cat') + row('img/b.png', 'dog'),
      'l.jsonl',
    );
    expect(images).toEqual(twoClasses);
    expect(report.problems).toEqual([]);
  });

  it('is no such list without a box: an image that is listed twice is named', async () => {
    const { report } = await importList(
      'path,label,width,height\nimg/a.png,cat,64,48\nimg/a.png,dog,64,48\n',
    );
    expect(report.problems.map(({ code }) => code)).toEqual(['repeated-row-other']);
  });
});

describe('labels that are written otherwise than they are called', () => {
  it('are lists of Python or JSON: one name is the label, several put the image aside', async () => {
    const { images } = await importList(
      `path,label\nimg/a.png,"['cat']"\nimg/b.png,"[""dog""]"\nimg/ü.png,"['cat', 'dog']"\n`,
    );
    expect(images).toEqual([...twoClasses, 'img/ü.png||unlabelled|quarantined']);
    const own = await importList('path,label\nimg/a.png,[cat]\nimg/b.png,("dog" or "fox")\n', 'm.csv');
    expect(own.report.problems).toEqual([]);
    const names = project.catalog.classes.list().map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['[cat]', '("dog" or "fox")']));
  });

  it('are formulas in which a spreadsheet keeps a text', async () => {
    const { images } = await importList(
      'path,label,split\n"=""img/a.png""","=""cat""","=""train"""\n="img/b.png",="dog",="train"\n',
    );
    expect(images).toEqual(twoClasses);
    const spaced = await importList('path, label\nimg/ü.png, "cat"\nimg/ edge .png, dog\n', 'm.csv');
    expect(spaced.images.map((image) => image.split('|')[1])).toEqual(['cat', 'dog']);
  });

  it('are none in an example of how answers are handed in, and that is said', async () => {
    const { images, notes } = await importList('image_id,label\na,0\nb,0\n', 'sample_submission.csv');
    expect(images).toEqual(['img/a.png||unlabelled|ok', 'img/b.png||unlabelled|ok']);
    expect(notes).toContain('sample-answers');
  });
});

it('labels of several classes are told of where no image has one of them alone', async () => {
  const { notes } = await importList('path,label\nimg/a.png,cat|dog\nimg/b.png,dog|fox\n');
  expect(notes).toEqual(['several-labels']);
  const apart = await importList('path,label\nimg/a.png,cat|dog\nimg/b.png,fox|hen\n', 'm.csv');
  expect(apart.notes).toEqual([]);
});

it('images without a split in a list that names some are told of', async () => {
  const { images, report } = await importList('path,label,split\nimg/a.png,cat,train\nimg/b.png,dog,\n');
  expect(images).toEqual(twoClasses);
  expect(report.notes).toEqual([{ code: 'rows-without-split', values: { images: 1 } }]);
});

describe('a list without labels', () => {
  it('is said to have none where it has other columns', async () => {
    const { images, notes } = await importList('path,animal\nimg/a.png,cat\nimg/b.png,dog\n');
    expect(images.every((image) => image.endsWith('||unlabelled|ok'))).toBe(true);
    expect(notes).toEqual(['no-label-column', 'columns-passed-over']);
    expect((await importList('path\nimg/a.png\n', 'm.csv')).notes).toEqual([]);
  });
});

describe('a list that names nothing to import', () => {
  it.each([
    ['of a header alone', 'path,label\n', 'l.csv', 'list-without-images'],
    ['of no lines', '\n', 'l.jsonl', 'list-without-images'],
    ['of no objects', '[]', 'l.json', 'unknown-list'],
    ['of a spreadsheet', 'PK', 'l.xlsx', 'path-is-spreadsheet'],
    ['of addresses alone', 'path,label\nhttps://a.org/x.png,cat\ns3://b/y.png,dog\n', 'l.csv', 'list-remote'],
  ])('%s is refused', async (_, content, name, code) => {
    await expect(importList(content, name)).rejects.toMatchObject({ code });
    expect(project.catalog.sources.list()).toEqual([]);
  });

  it('is taken but for its addresses, which are named', async () => {
    const { images, report } = await importList(
      'path,label\nimg/a.png,cat\nhttps://a.org/elsewhere.png,dog\n',
    );
    expect(images).toEqual([twoClasses[0]]);
    expect(report.problems.map(({ place, code }) => [place, code])).toEqual([['l.csv:3', 'entry-remote']]);
  });

  it('of labels is said to be empty of them', async () => {
    const { images, notes } = await importList('path,label\nimg/a.png,\nimg/b.png, \n');
    expect(images.every((image) => image.endsWith('||unlabelled|ok'))).toBe(true);
    expect(notes).toEqual(['labels-empty']);
  });
});

describe('a list that is called like a split', () => {
  it.each([
    ['test_labels.csv', 'test'],
    ['val.csv', 'validation'],
    ['valid/_classes.csv', 'validation'],
    ['train.csv', 'labelled-train'],
    ['dev/list.csv', 'labelled-train'],
    ['train_test.csv', 'labelled-train'],
  ])('%s holds out what it names, and says so', async (name, split) => {
    for (const part of ['valid', 'dev']) mkdirSync(join(folder, part));
    const up = name.includes('/') ? '../' : '';
    const { images, notes } = await importList(`path,label\n${up}img/a.png,cat\n${up}img/b.png,dog\n`, name);
    expect(images.map((image) => image.split('|')[2])).toEqual([split, split]);
    expect(notes.includes('list-split-by-name')).toBe(split !== 'labelled-train');
  });

  it('says nothing against its own columns', async () => {
    const { images } = await importList(
      'path,label,split\nimg/a.png,cat,train\nimg/b.png,dog,val\n',
      'test.csv',
    );
    expect(images).toEqual(['img/a.png|cat|labelled-train|ok', 'img/b.png|dog|validation|ok']);
  });
});

describe('labels that name several classes', () => {
  it('are said, with the labels', async () => {
    const { report } = await importList('path,label\nimg/a.png,"cat,dog"\nimg/b.png,dog\n');
    const [said] = report.notes.filter(({ code }) => code === 'several-labels');
    expect(said.values).toEqual({ labels: '"cat,dog"' });
  });

  it('are said where spaces part them and each is a label of its own, as names of two words are not', async () => {
    const { report, notes } = await importList(
      'path,labels\nimg/a.png,cat dog\nimg/b.png,dog\nimg/ü.png,cat\n',
    );
    const [said] = report.notes.filter(({ code }) => code === 'several-labels');
    expect([said.values, notes]).toEqual([{ labels: '"cat dog"' }, ['several-labels']]);
    const fox = await importList('path,label\nimg/a.png,red fox\nimg/b.png,fox\n', 'm.csv');
    expect(fox.notes).not.toContain('several-labels');
  });

  it('are no names with a comma, as ImageNet has them', async () => {
    const { notes } = await importList('path,label\nimg/a.png,"tench, Tinca tinca"\nimg/b.png,dog\n');
    expect(notes).not.toContain('several-labels');
  });
});

describe('groups of a list', () => {
  const groups = () => {
    const { images } = project.catalog;
    const ids = images.ids({}, 'path');
    const named = images.groups(ids);
    return images.byIds(ids).map(({ id, path }) => `${path} ${named.get(id) ?? null}`);
  };

  it('are taken as they are given, in CSV and JSON Lines, come out again, and go with their column', async () => {
    await importList('path,label,group\nimg/a.png,cat, burst 7 \nimg/b.png,dog,\n');
    expect(groups()).toEqual(['img/a.png burst 7', 'img/b.png null']);
    const target = join(folder, 'out.csv');
    await exportLabels(labelRows(project, { pseudoLabels: false, unlabelled: true }), {
      format: 'csv',
      target,
    });
    expect(readFileSync(target, 'utf8')).toContain('a.png,cat,labelled-train,burst 7,');
    await importList('path,label\nimg/a.png,cat\nimg/b.png,dog\n');
    expect(groups()).toEqual(['img/a.png null', 'img/b.png null']);
    await importList(
      '{"path":"img/a.png","label":"cat","group_id":12}\n{"path":"img/b.png","label":"dog","group_id":null}',
      'l.jsonl',
    );
    expect(groups().filter((line) => !line.endsWith('null'))).toEqual(['img/a.png 12', 'img/a.png 12']);
  });

  it('that stand in the test and in training are said', async () => {
    const { report, notes } = await importList(
      'path,label,group,split\nimg/a.png,cat,x,train\nimg/b.png,dog,x,test\n',
    );
    expect(notes).toEqual(['groups-across']);
    expect(noteSentence(report.notes[0], 'cli')).toMatch(/^Groups of the list with images .* \(1\): x\./);
  });
});

describe('a list as programs write it', () => {
  const lists: [what: string, content: string | Uint8Array, name?: string][] = [
    ['of Windows, with backslashes', 'path,label\r\nimg\\a.png,cat\r\n.\\img\\b.png,dog\r\n'],
    ['with semicolons and a mark', '\ufeffpath;label\r\nimg/a.png;cat\r\nimg/b.png;dog\r\n'],
    ['with a line for the spreadsheet above', 'sep=;\r\npath;label\r\nimg/a.png;cat\r\nimg/b.png;dog\r\n'],
    ['with tabs', 'path\tlabel\nimg/a.png\tcat\nimg/b.png\tdog\n', 'l.tsv'],
    ['with bars', 'path|label\nimg/a.png|cat\nimg/b.png|dog\n'],
    ['in UTF-16', Buffer.from('\ufeffpath\tlabel\r\nimg/a.png\tcat\r\nimg/b.png\tdog\r\n', 'utf16le')],
    [
      'with empty lines, comments and a title above the header',
      '\n# made by Eva\n\nBirds of 2023;;\n;;\npath;label\nimg/a.png;cat\nimg/b.png;dog\n',
    ],
    [
      'with its separator in quotes and Windows lines',
      '"sep=;"\r\npath;label\r\nimg/a.png;cat\r\nimg/b.png;dog\r\n',
    ],
    ['whose header is a comment', '#path,label\nimg/a.png,cat\nimg/b.png,dog\n'],
    [
      'as text of a spreadsheet in UTF-16',
      Buffer.from('\ufeff\r\nlabel\tpath\r\ncat\timg/a.png\r\ndog\timg/b.png\r\n', 'utf16le'),
      'l.txt',
    ],
    ['with Korean names of columns', '경로,라벨\nimg/a.png,cat\nimg/b.png,dog\n'],
    ['by image ids and a diagnosis', 'lesion_id,image_id,dx,age\n1,a,cat,30\n2,b,dog,40\n'],
    ['with a column for each class', 'filename, cat, dog, bird\nimg/a.png, 1, 0, 0\nimg/b.png, 0, 1, 0\n'],
    ['with classes in real numbers and no endings', 'image,cat,dog,age\na,1.0,0.0,7\nb,0.0,1.0,9\n'],
    ['with classes in words, by their ids', 'id;cat;dog\na;True;False\nb;False;True\n'],
    ['with classes of -1 and 1', 'image_id,cat,dog\na.png,1,-1\nb.png,-1,1\n'],
    [
      'with classes by key, in JSON Lines',
      '{"path":"img/a.png","cat":1,"dog":0,"w":9}\n{"path":"img/b.png","dog":true}\n',
      'l.jsonl',
    ],
    [
      'as JSON of objects, as pandas writes it',
      '[{"path":"img/a.png","label":"cat","w":1},\n{"path":"img/b.png","label":["dog"]}]',
      'l.json',
    ],
    ['as JSON of labels by path', '{"img/a.png": "cat",\n "img/b.png": "dog"}', 'l.json'],
    ['of pandas, with an index', ',path,label,width\n0,img/a.png,cat,48\n1,img/b.png,dog,48\n'],
    ['with other names of columns', 'file_name,class\nimg/a.png,cat\nimg/b.png,dog\n'],
    ['with the column twice', 'path,label,label\nimg/a.png,cat,x\nimg/b.png,dog,y\n'],
    ['with quotes round everything', '"path";"label"\n"img/a.png";"cat"\n"img/b.png";"dog"\n'],
    ['with carriage returns alone', 'path,label\rimg/a.png,cat\rimg/b.png,dog\r'],
    [
      'as JSON Lines of a dataset library',
      '{"file_name":"img/a.png","label":"cat","w":1}\n{"file_name":"img/b.png","label":"dog"}',
      'l.jsonl',
    ],
  ];
  for (const [what, content, name] of lists)
    it(what, async () => {
      const { report, images } = await importList(content, name);
      expect(images).toEqual(twoClasses);
      expect(report).toMatchObject({ problems: [], quarantined: [] });
    });

  it('counts lines from the top, whatever stands above the header', async () => {
    const { report } = await importList(
      '# one\n\nsep=;\npath;label\nimg/a.png;cat\n;dog\nimg/b.png;dog;cat\n',
    );
    expect(report.problems.map(({ place, code }) => [place, code]).sort()).toEqual([
      ['l.csv:6', 'row-without-path'],
      ['l.csv:7', 'bad-row'],
    ]);
  });

  it('takes no text for a list that is none', async () => {
    writeFileSync(join(folder, 'notes.txt'), 'file this, please\nimg/a.png,cat\n');
    await expect(importSource(project, { path: join(folder, 'notes.txt') })).rejects.toMatchObject({
      code: 'path-is-file',
    });
  });

  it('names the columns that it passes over', async () => {
    const { report } = await importList(',path,label,width\n0,img/a.png,cat,48\n');
    expect(report.notes).toEqual([
      {
        code: 'columns-passed-over',
        values: { columns: { en: 'one without a name, "width"', ko: '이름 없는 열, "width"' } },
      },
    ]);
  });
});

describe('classes', () => {
  it('of an old code page stay two, and the code is said', async () => {
    const { report, images } = await importList(
      Buffer.from('path,label\r\nimg/a.png,Bäcker\r\nimg/b.png,Böcker\r\n', 'latin1'),
    );
    expect(images).toEqual(['img/a.png|Bäcker|labelled-train|ok', 'img/b.png|Böcker|labelled-train|ok']);
    expect(report.notes).toMatchObject([{ code: 'encoding-guessed' }]);
    expect(noteSentence(report.notes[0], 'cli')).toMatch(/read as windows-1252: "img\/a.png,Bäcker"/);
  });

  it('of another code page are read as a person says', async () => {
    const { images } = await importList(
      Buffer.from('path,label\nimg/a.png,\xca\xee\xf2\n', 'latin1'),
      'l.csv',
      'windows-1251',
    );
    expect(images).toEqual(['img/a.png|Кот|labelled-train|ok']);
  });

  it('with a line break are put aside, not kept', async () => {
    const { report } = await importList('path,label\n"img/a.png","two\nlines"\nimg/b.png,"bell\u0007"\n');
    expect(report.quarantined.map(({ path, code }) => [path, code])).toEqual([
      ['img/a.png', 'class-name-control'],
      ['img/b.png', 'class-name-control'],
    ]);
    expect(report.quarantined[0].reason).toContain('"two\\nlines"');
    expect(project.catalog.classes.list()).toEqual([]);
    expect(() => project.catalog.classes.add('a\nb')).toThrow(/line break/);
  });

  it('that differ in what nobody sees are one', async () => {
    const { images } = await importList('path,label\nimg/a.png,cat\nimg/b.png,cat\u200b\n');
    expect(images.map((image) => image.split('|')[1])).toEqual(['cat', 'cat']);
  });

  it('that are one number written in several ways are kept apart, and said as other names that are alike', async () => {
    const { report } = await importList('path,label\nimg/a.png,1\nimg/b.png,01\nimg/ü.png,1.0\n');
    const [said, ...more] = report.notes.filter(({ code }) => code === 'classes-alike');
    expect(more).toEqual([]);
    expect(said.values).toEqual({ names: '"01", "1", "1.0"' });
    expect(noteSentence(said, 'cli')).toContain('how a number is written');
  });

  it('that are numbers of names beside the images are these, however a table writes them', async () => {
    writeFileSync(join(folder, 'classes.txt'), 'cat\ndog\n');
    const { images, report } = await importList('path,label\nimg/a.png,0.0\nimg/b.png,1.0\nimg/ü.png,01\n');
    expect(images.map((image) => image.split('|')[1])).toEqual(['cat', 'dog', 'dog']);
    expect(report.quarantined).toEqual([]);
  });

  it('that are numbers of labels.json are these, and another number is put aside', async () => {
    writeFileSync(join(folder, 'labels.json'), '{"0": "cat", "1": "dog"}');
    const { report } = await importList('path,label\nimg/a.png,1.0\nimg/b.png,2.0\n');
    expect(report.quarantined.map(({ path, code }) => [path, code])).toEqual([
      ['img/b.png', 'label-unknown'],
    ]);
    const { images } = project.catalog;
    const [{ classId }] = images.byIds(images.ids({}, 'path'));
    expect(project.catalog.classes.list().find(({ id }) => id === classId)?.name).toBe('dog');
  });

  it('of no value are none, which is said; a label given to nothing is no class to train on', async () => {
    const { report, images } = await importList(
      'path,label,split\nimg/a.png,NaN,train\nimg/b.png,None,\nimg/ü.png,,test\n',
    );
    expect(images).toEqual(['img/a.png||unlabelled|ok', 'img/b.png||unlabelled|ok', 'img/ü.png||test|ok']);
    expect(report.notes.map(({ code }) => code)).toEqual(['labels-missing', 'train-without-label']);
    expect(noteSentence(report.notes[0], 'cli')).toMatch(/"NaN" \(1\), "None" \(1\)/);
  });

  it('named NaN are classes where labels.json says so', async () => {
    writeFileSync(join(folder, 'labels.json'), '["NaN", "naan"]');
    const { images } = await importList('path,label\nimg/a.png,NaN\nimg/b.png,naan\n');
    expect(images.map((image) => image.split('|')[1])).toEqual(['NaN', 'naan']);
  });
});

describe('labels', () => {
  const labelsOf = (images: readonly string[]) => images.map((image) => image.split('|')[1]);

  it.each([
    ['[0]', '"[0, 1]"', '0'],
    ['[ 1 ]', '[0 1]', '1'],
    ['(2,)', '"{1, 2}"', '2'],
  ])('in brackets are read as their content, and several are set aside: %s, %s', async (one, two, label) => {
    const { report, images } = await importList(`path,label\nimg/a.png,"${one}"\nimg/b.png,${two}\n`);
    expect(labelsOf(images)).toEqual([label, '']);
    expect(report.quarantined.map(({ code }) => code)).toEqual(['several-classes']);
  });

  it.each([
    ['commas', ['"cat,dog"', '"cat,bird"', '"dog,bird"']],
    ['slashes', ['cat/dog', 'cat/bird', 'dog/bird']],
    ['plus signs beside single ones', ['cat', 'bird', 'cat+bird']],
  ])('that join several with %s are said to do so', async (_, [a, b, c]) => {
    const { notes } = await importList(`path,label\nimg/a.png,${a}\nimg/b.png,${b}\nimg/ü.png,${c}\n`);
    expect(notes).toEqual(['several-labels']);
  });

  it('with commas, slashes or plus signs of their own are not said to be several', async () => {
    const rows = 'img/a.png,animal/cat\nimg/b.png,animal/dog\nimg/ü.png,"C++"\nimg/c\\d.png,C\n';
    expect((await importList(`path,label\n${rows}`)).notes).toEqual([]);
  });

  it('are none in a header that is repeated, nor in a row whose file is not there', async () => {
    const { report } = await importList(
      'path,label\nimg/a.png,cat\npath,label\nimg/b.png,dog\nimg/gone.png,fox\n',
    );
    expect(report.quarantined.map(({ path }) => path)).toEqual(['img/gone.png']);
    expect(project.catalog.classes.list().map(({ name }) => name)).toEqual(['cat', 'dog']);
  });

  it.each([
    [
      'shuffled',
      '7\t0.000000\timg/a.png\n2\t1.000000\timg/b.png\n11\t0.000000\timg/ü.png\n',
      ['0', '1', '0'],
    ],
    ['in order', '0\t3\timg/a.png\n1\t1\timg/b.png\n2\t3\timg/ü.png\n', ['3', '1', '3']],
    ['of two', '1\t0.000000\timg/a.png\n0\t1.000000\timg/b.png\n', ['0', '1']],
  ])('of MXNet are whole numbers: %s', async (_, text, labels) => {
    const { images, notes } = await importList(text, 'train.lst');
    expect(labelsOf(images)).toEqual(labels);
    expect(notes).toContain('list-no-header');
  });
});

describe('paths', () => {
  it('are found in the spelling of the disk, and kept as they are where that one is there', async () => {
    const { images, report } = await importList(
      `path\n${'img/ü.png'.normalize('NFD')}\n" img/a.png"\n"img/ edge .png"\nimg/c\\d.png\n`,
    );
    expect(report.quarantined).toEqual([]);
    expect(images.map((image) => image.split('|')[0])).toEqual([
      'img/ü.png'.normalize('NFC'),
      'img/a.png',
      'img/ edge .png',
      'img/c\\d.png',
    ]);
  });

  it('of nothing are said to be so', async () => {
    const { report } = await importList('path,label\nC:\\photos\\x.png,cat\n');
    expect(report.quarantined).toEqual([
      { path: 'C:\\photos\\x.png', code: 'vanished', reason: 'There is no such file.', values: {} },
    ]);
  });
});
