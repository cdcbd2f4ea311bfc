import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { type ImportRequest, importSource } from './index';

let folder: string;
let project: Project;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yolo-'));
  project = createProject(join(folder, 'project'));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes texts by their paths below `set`; a path without a text becomes an image. */
async function tree(files: Readonly<Record<string, string | null>>): Promise<string> {
  const set = join(folder, 'set');
  for (const [name, text] of Object.entries(files)) {
    const path = join(set, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text === null) await goodPng('').make(path);
    else writeFileSync(path, text);
  }
  return set;
}

async function imported(path: string, request: Partial<ImportRequest> = {}) {
  const { notes, ...read } = await importSource(project, { path, ...request });
  // These lists are so short that their test images are often the only ones of their class.
  const report = { ...read, notes: notes.filter(({ code }) => code !== 'classes-only-held-out') };
  const names = new Map(project.catalog.classes.list().map((each) => [each.id, each.name]));
  const images = project.catalog.images.byIds(
    project.catalog.images.ids({ sourceId: report.sourceId }, 'path'),
  );
  return {
    images: images
      .filter(({ state }) => state === 'ok')
      .map((each) => `${each.path}|${names.get(each.classId ?? 0) ?? ''}|${each.split}`),
    classes: [...names.values()],
    aside: report.quarantined.map(({ path, reason }) => `${path}: ${reason}`),
    problems: report.problems.map(({ place, reason }) => `${place}: ${reason}`),
    notes: report.notes.map(({ code }) => code),
  };
}

const box = (number: number | string) => `${number} 0.5 0.5 .2 1e-1`;

describe('a tree of boxes', () => {
  it('as Roboflow has it: the class of an image is that of its boxes, each split is what it is', async () => {
    const set = await tree({
      'data.yaml': 'train: ../train/images\nval: ../valid/images\n\nnc: 3\nnames: [cat, dog, "a: b"]\n',
      'train/images/a.jpg': null,
      'train/labels/a.txt': `${box(1)}\n${box(1)}\n`,
      'train/images/b.jpg': null,
      'train/labels/b.txt': `${box(0)}\r\n`,
      'train/images/none.jpg': null,
      'train/labels/none.txt': '',
      'train/images/bare.jpg': null,
      'valid/images/c.jpg': null,
      'valid/labels/c.txt': box(2),
      'test/images/d.jpg': null,
      'test/labels/d.txt': '0 0.1 0.1 0.9 0.1 0.5 0.9\n',
      'train/labels/gone.txt': box(0),
      'README.dataset.txt': 'about it',
    });
    expect(await imported(set)).toEqual({
      images: [
        'test/images/d.jpg|cat|test',
        'train/images/a.jpg|dog|labelled-train',
        'train/images/b.jpg|cat|labelled-train',
        'train/images/bare.jpg||unlabelled',
        'train/images/none.jpg||unlabelled',
        'valid/images/c.jpg|a: b|validation',
      ],
      classes: ['cat', 'dog', 'a: b'],
      aside: [],
      problems: [],
      notes: ['list-read-as', 'list-of-objects', 'annotations-unjoined', 'train-without-label'],
    });
  });

  const flat = {
    'images/a.jpg': null,
    'labels/a.txt': box(0),
    'images/b.jpg': null,
    'labels/b.txt': box(1),
    'images/c.jpg': null,
    'labels/c.txt': box(1),
  };
  const held = [
    'images/a.jpg|cat|labelled-train',
    'images/b.jpg|dog|validation',
    'images/c.jpg|dog|labelled-train',
  ];

  it.each([
    [
      'data.yaml',
      {
        'data.yaml': 'path: .\ntrain: train.txt\nval: val.txt\nnames: [cat, dog]\n',
        'val.txt': './images/b.jpg\n',
      },
    ],
    [
      'data.yaml of another machine',
      {
        'data.yaml': 'path: /data/set\ntrain: train.txt\nval: val.txt\nnames: [cat, dog]\n',
        'val.txt': '/data/set/images/b.jpg\n',
      },
    ],
    [
      'obj.data',
      {
        'obj.data': 'classes = 2\ntrain = data/train.txt\nvalid = data/valid.txt\n',
        'obj.names': 'cat\ndog\n',
        'valid.txt': 'data/images/b.jpg\n',
      },
    ],
    ['nothing beside the lists', { 'classes.txt': 'cat\ndog\n', 'valid.txt': 'images/b.jpg\n' }],
  ])('with lists of the images of each split, as %s has it', async (_, files) => {
    const set = await tree({ ...flat, ...files, 'train.txt': 'images/a.jpg\nimages/c.jpg\n' });
    const { images, problems, notes } = await imported(set);
    expect([images, problems]).toEqual([held, []]);
    expect(notes).not.toContain('rows-without-split');
  });

  it.each([
    ['train: images\nval: images/val\n'],
    ['val: images/val\ntrain: images\n'],
    ['train: ./images\nval: ./images/val/\n'],
    ['train: /data/set/images\nval: /data/set/images/val\n'],
    ['train: images\nval: images\n'],
    ['train: images\n'],
  ])('with folders within each other: the inner one counts (%j)', async (folders) => {
    const set = await tree({
      'data.yaml': `${folders}names: [cat, dog]\n`,
      'images/a.jpg': null,
      'labels/a.txt': box(0),
      'images/val/b.jpg': null,
      'labels/val/b.txt': box(1),
    });
    const { images } = await imported(set);
    expect(images).toEqual(['images/a.jpg|cat|labelled-train', 'images/val/b.jpg|dog|validation']);
  });

  it('whose lists do not name all images, or are not there, says so', async () => {
    const yaml = 'train: train.txt\nval: val.txt\ntest: gone.txt\nnames: [cat, dog]\n';
    const set = await tree({
      ...flat,
      'data.yaml': yaml,
      'train.txt': 'images/a.jpg\n',
      'val.txt': 'images/b.jpg\n',
    });
    const { images, problems, notes } = await imported(set);
    expect(images).toEqual(held);
    expect(problems).toEqual([expect.stringMatching(/^gone.txt: .*gone.txt/)]);
    expect(notes).toContain('rows-without-split');
  });

  it('as Ultralytics has it: folders of splits below images, names by number, by its data.yaml too', async () => {
    const set = await tree({
      'set.yaml': 'path: /content/set\ntrain: images/tr\nval: images/val2017\nnames:\n  0: cat\n  7: dog\n',
      'images/tr/deep/a.png': null,
      'labels/tr/deep/a.txt': box(7),
      'images/val2017/b.png': null,
      'labels/val2017/b.txt': box(0),
    });
    const images = ['images/tr/deep/a.png|dog|labelled-train', 'images/val2017/b.png|cat|validation'];
    expect((await imported(set)).images).toEqual(images);
    expect((await imported(join(set, 'set.yaml'))).problems).toEqual([]);
  });

  it('as labelling tools write it: texts beside the images or in folders of one level, and a list of names', async () => {
    const beside = await tree({
      'classes.txt': 'cat\ndog\n',
      'a.png': null,
      'a.txt': box(1),
      'b.png': null,
      'b.txt': box(0),
    });
    expect((await imported(beside)).images).toEqual(['a.png|dog|labelled-train', 'b.png|cat|labelled-train']);
    const apart = join(folder, 'apart', 'valid');
    for (const name of ['images', 'labels']) mkdirSync(join(apart, name), { recursive: true });
    await goodPng('').make(join(apart, 'images', 'x.png'));
    writeFileSync(join(apart, 'labels', 'x.txt'), box(4));
    const { images, notes } = await imported(apart);
    expect(images).toEqual(['images/x.png|4|validation']);
    expect(notes).toContain('list-split-by-name');
  });

  it('with images of several classes is refused with one of them, or leaves these out by name', async () => {
    const set = await tree({
      'data.yaml': 'train: images\nval: images\nnames: [cat, dog]\n',
      'images/a.png': null,
      'labels/a.txt': box(0),
      'images/b.png': null,
      'labels/b.txt': `${box(0)}\n${box(1)}`,
    });
    const request = { path: set };
    await expect(importSource(project, request)).rejects.toMatchObject({
      code: 'list-several-classes',
      message: expect.stringMatching(/1 of 2 images.*"images\/b\.png" \(cat, dog\)/),
    });
    const { images, aside } = await imported(set, { leaveOutSeveral: true });
    expect(images).toEqual(['images/a.png|cat|labelled-train']);
    expect(aside).toEqual([expect.stringMatching(/^images\/b\.png: .*\(cat, dog\)/)]);
  });

  it('names lines that are no box and classes without a name, and says which boxes a model drew', async () => {
    const set = await tree({
      'data.yaml': 'train: images\nnames: [cat, dog]\n',
      'images/a.png': null,
      'labels/a.txt': `${box(0)} 0.87\n`,
      'images/b.png': null,
      'labels/b.txt': `${box(5)}\nnonsense\n${box(1)}\n`,
    });
    const { images, problems, notes } = await imported(set);
    expect(images).toEqual(['images/a.png|cat|labelled-train', 'images/b.png|dog|labelled-train']);
    expect(problems).toEqual([
      expect.stringMatching(/^labels\/b\.txt line 1: Category 5 /),
      expect.stringMatching(/^labels\/b\.txt line 2: .*CLASS X Y WIDTH HEIGHT/),
    ]);
    expect(notes).toContain('pseudo-labels');
  });
});

describe('what is no tree of boxes', () => {
  it('stays what it is: two classes of these names, texts that describe pictures, none that says anything', async () => {
    const classes = await tree({ 'images/a.png': null, 'labels/b.png': null, 'labels/b.txt': 'a cat' });
    expect((await imported(classes)).images).toEqual([
      'images/a.png|images|labelled-train',
      'labels/b.png|labels|labelled-train',
    ]);
    const captions = join(folder, 'captions');
    mkdirSync(captions);
    await goodPng('').make(join(captions, 'a.png'));
    writeFileSync(join(captions, 'a.txt'), '1 0.5 0.5 0.1 0.1');
    expect((await imported(captions)).images).toEqual(['a.png||unlabelled']);
  });
});
