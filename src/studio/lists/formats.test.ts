import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteSentence } from '../../core/words/notes';
import { goodPng } from '../import/files.fixture';
import { type ImportRequest, importSource } from '../import/index';
import { createProject, type Project } from '../project/folder/project';

let folder: string;
let project: Project;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'formats-'));
  project = createProject(join(folder, 'project'));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function files(...paths: string[]): Promise<void> {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    await goodPng('').make(join(folder, path));
  }
}

function write(path: string, content: unknown): string {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  return join(folder, path);
}

/** The result of an import: images as `path|class|split`, what was set aside, and the notes. */
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
    aside: report.quarantined.map((each) => `${each.path}: ${each.code}`),
    problems: report.problems.map(({ place, code }) => `${place}: ${code}`),
    notes: report.notes.map(({ code }) => code),
    report,
  };
}

const refusal = (path: string, request: Partial<ImportRequest> = {}) =>
  importSource(project, { path, ...request }).catch((error) => error);

describe('COCO', () => {
  const categories = [
    { id: 7, name: 'zebra', supercategory: 'animal' },
    { id: 3, name: 'cat' },
  ];
  const two = [
    { id: 1, file_name: 'a.png', width: 64, height: 48, license: 1 },
    { id: 2, file_name: 'b.png', width: 64, height: 48 },
  ];

  it('with images in a folder of the split beside `annotations`, in the order of its categories', async () => {
    await files('val2017/a.png', 'val2017/b.png');
    const annotations = [
      { id: 1, image_id: 2, category_id: 3 },
      { id: 2, image_id: 1, category_id: 7 },
    ];
    const list = write('annotations/instances_val2017.json', {
      info: {},
      annotations,
      categories,
      images: two,
    });
    const { images, classes, notes, report } = await imported(list);
    expect(images.map((each) => each.replace(`${folder}/`, ''))).toEqual([
      'val2017/a.png|zebra|validation',
      'val2017/b.png|cat|validation',
    ]);
    expect(classes).toEqual(['zebra', 'cat']);
    expect(notes).toEqual(['list-read-as', 'list-split-by-name', 'images-in-folder']);
    expect(report.notes.map((each) => noteSentence(each, 'cli'))).toEqual([
      'Read as COCO.',
      'Judging by the list’s name, "instances_val2017.json", its images belong to the split "val2017".',
      'Images found in "../val2017", relative to the list: 2.',
    ]);
  });

  it('of objects is taken where each image shows one class', async () => {
    await files('a.png', 'b.png');
    const annotations = [
      {
        id: 1,
        image_id: 1,
        category_id: 7,
        bbox: [0, 0, 5, 5],
        segmentation: [[1, 2, 3, 4, 5, 6]],
        iscrowd: 0,
      },
      { id: 2, image_id: 1, category_id: 7, bbox: [9, 9, 5, 5], segmentation: { size: [1, 1], counts: 'x' } },
    ];
    const { images, notes } = await imported(write('l.json', { images: two, annotations, categories }));
    expect(images).toEqual(['a.png|zebra|labelled-train', 'b.png||unlabelled']);
    expect(notes).toContain('list-of-objects');
  });

  it('of objects of several classes is refused, or these are left out, which is remembered', async () => {
    await files('a.png', 'b.png');
    const annotations = [
      { id: 1, image_id: 1, category_id: 7, bbox: [0, 0, 5, 5] },
      { id: 2, image_id: 1, category_id: 3, bbox: [9, 9, 5, 5] },
      { id: 3, image_id: 2, category_id: 3, bbox: [9, 9, 5, 5] },
    ];
    const list = write('l.json', { images: two, annotations, categories });
    const error = await refusal(list);
    expect(error).toMatchObject({ code: 'list-several-classes' });
    expect(error.message).toMatch(/for 1 of 2 images, .*"a\.png" \(zebra, cat\).*--leave-out-several/);
    expect(error.values.example).toEqual({ en: '"a.png" (zebra, cat)', ko: '"a.png" (zebra, cat)' });
    expect(project.catalog.sources.list()).toEqual([]);
    for (const request of [{ leaveOutSeveral: true }, {}]) {
      const { images, aside } = await imported(list, request);
      expect(images).toEqual(['b.png|cat|labelled-train']);
      expect(aside).toEqual(['a.png: several-classes']);
    }
  });

  const named = (...names: string[]) => ({
    images: names.map((file_name, id) => ({ id, file_name })),
    annotations: names.map((_, id) => ({ id, image_id: id, category_id: 7 })),
    categories,
  });

  it.each(['', 'images/'])('in a folder with the usual tree, images in "%s"', async (above) => {
    await files(`set/${above}train2017/a.png`, `set/${above}val2017/a.png`, `set/${above}val2017/b.png`);
    write('set/annotations/instances_train2017.json', named('a.png'));
    write('set/annotations/instances_val2017.json', named('a.png', 'b.png'));
    const captions = { images: two, annotations: [{ id: 1, image_id: 1, caption: 'A zebra.' }] };
    write('set/annotations/captions_val2017.json', captions);
    const { images, aside, problems } = await imported(join(folder, 'set'));
    expect([aside, problems]).toEqual([[], []]);
    expect(images).toEqual([
      `${above}train2017/a.png|zebra|labelled-train`,
      `${above}val2017/a.png|zebra|validation`,
      `${above}val2017/b.png|zebra|validation`,
    ]);
  });

  it.each(['test.json', 'testImages.json'])(
    '%s takes no images of the same names from another folder',
    async (list) => {
      await files('images/a.png', 'images/b.png', 'images/c.png', 'test/b.png', 'test/c.png');
      const path = write(`annotations/${list}`, named('a.png', 'b.png', 'c.png'));
      const { images } = await imported(path);
      expect(images.map((each) => each.replace(`${folder}/`, ''))).toEqual(
        ['images/a.png', 'test/b.png', 'test/c.png'].map((each) => `${each}|zebra|test`),
      );
    },
  );

  it('in a folder a split, as Roboflow writes it', async () => {
    await files('set/train/a.png', 'set/train/b.png', 'set/valid/a.png', 'set/valid/b.png');
    for (const split of ['train', 'valid'])
      write(`set/${split}/_annotations.coco.json`, {
        ...{ images: two, categories },
        annotations: [
          { id: 1, image_id: 1, category_id: 7 },
          { id: 2, image_id: 2, category_id: 3 },
        ],
      });
    const { images, notes } = await imported(join(folder, 'set'));
    expect(images).toEqual([
      'train/a.png|zebra|labelled-train',
      'train/b.png|cat|labelled-train',
      'valid/a.png|zebra|validation',
      'valid/b.png|cat|validation',
    ]);
    expect(notes).toContain('list-read-as');
  });

  it('puts aside what it is not known of whose label is whose: ids that several have, as where lists were put together', async () => {
    await files('a.png', 'b.png', 'c.png', 'd.png');
    const images = ['a', 'b', 'c', 'd'].map((name, at) => ({
      id: [1, 1, 2, 3][at],
      file_name: `${name}.png`,
    }));
    const annotations = [1, 2, 3].map((id) => ({ id, image_id: id, category_id: [7, 7, 8][id - 1] }));
    const several = [...categories, { id: 8, name: 'cat' }, { id: 8, name: 'dog' }];
    const found = await imported(write('l.json', { images, annotations, categories: several }));
    expect(found.images).toContain('c.png|zebra|labelled-train');
    expect(found.aside).toEqual([
      'a.png: entry-id-twice',
      'b.png: entry-id-twice',
      'd.png: entry-category-twice',
    ]);
  });

  it('names the place of what cannot be used, takes the rest, and is read anew with the kind that a person says', async () => {
    await files('a.png', 'b.png');
    const images = [...two, { id: 3 }, { id: 4, file_name: 'gone.png' }, { id: 5, file_name: 'a.png' }];
    const annotations = [
      { id: 1, image_id: 1, category_id: 7 },
      { id: 2, image_id: 2, category_id: 99 },
      { id: 3, image_id: 77, category_id: 7 },
      { id: 4, category_id: 7 },
    ];
    const list = write('l.json', { images, annotations, categories });
    const found = await imported(list);
    expect(found.images).toEqual(['a.png|zebra|labelled-train', 'b.png||unlabelled']);
    expect(found.problems).toEqual([
      'images[2].file_name: entry-shape',
      'annotations[3].image_id: entry-shape',
      'images[1]: entry-category',
      'images[4]: repeated-row',
    ]);
    const [{ code, values }] = found.report.problems;
    expect(noteSentence({ code: code as string, values: values ?? {} }, 'window', 'ko')).toMatch(
      /쓸 수 없습니다.*[가-힣].*string/,
    );
    expect(found.aside).toEqual(['gone.png: vanished']);
    expect(found.notes).toContain('annotations-unjoined');
  });

  it('names a thousand problems of a kind, and counts those after the last of them', async () => {
    await files('a.png', 'b.png');
    const annotations = Array.from({ length: 1200 }, (_, id) => ({ id, category_id: 7 }));
    const { problems } = await imported(write('l.json', { images: two, annotations, categories }));
    expect(problems).toHaveLength(1001);
    expect(problems.slice(999)).toEqual([
      'annotations[999].image_id: entry-shape',
      'annotations[999].image_id: entries-more',
    ]);
  });

  it('cut off, or of no known shape, is refused with what was found', async () => {
    const whole = JSON.stringify({ images: two, annotations: [], categories });
    const cut = await refusal(write('cut.json', whole.slice(0, -30)));
    expect(cut).toMatchObject({ code: 'list-cut' });
    expect(cut.message).toMatch(/cut\.json is incomplete/);
    const broken = await refusal(write('broken.json', whole.replace('"annotations":', 'annotations:')));
    expect(broken).toMatchObject({ code: 'list-json' });
    expect(broken.message).toMatch(/position/);
    expect(await refusal(write('other.json', { a: 1 }))).toMatchObject({ code: 'unknown-list' });
    expect(await refusal(write('other.xml', '<a/>'))).toMatchObject({ code: 'unknown-list' });
  });

  it('of 300,000 annotations is read in pieces, and joined', async () => {
    await files('a.png', 'b.png');
    const annotations = Array.from({ length: 300_000 }, (_, id) => ({
      id,
      image_id: 1 + (id % 2),
      category_id: 7,
    }));
    const { images } = await imported(write('l.json', { images: two, annotations, categories }));
    expect(images).toEqual(['a.png|zebra|labelled-train', 'b.png|zebra|labelled-train']);
  });
});

describe('Label Studio', () => {
  const chosen = (choices: string[], more = {}) => ({
    id: 1,
    ...{ was_cancelled: false, ground_truth: false },
    result: [{ id: 'x', type: 'choices', from_name: 'choice', to_name: 'image', value: { choices } }],
    ...more,
  });

  it('JSON: local files, uploads, cancelled annotations, truth beside others, predictions', async () => {
    await files('photos/a b.png', '1a2b3c4d-b.png', 'c.png', 'd.png', 'e.png', 'f.png');
    const tasks = [
      {
        id: 1,
        data: { image: '/data/local-files/?d=photos/a%20b.png', split: 'test' },
        annotations: [chosen(['Cat'])],
      },
      {
        id: 2,
        data: { image: '/data/upload/3/1a2b3c4d-b.png' },
        annotations: [chosen(['Dog'])],
        predictions: [],
      },
      {
        id: 3,
        data: { image: 'http://localhost:8080/data/upload/3/99aabbcc-c.png' },
        annotations: [chosen(['Dog'])],
      },
      {
        id: 4,
        data: { image: 'd.png' },
        annotations: [chosen(['Cat']), chosen(['Dog'], { ground_truth: true })],
      },
      { id: 5, data: { image: 'e.png' }, annotations: [chosen(['Cat'], { was_cancelled: true })] },
      {
        id: 6,
        data: { image: 'f.png' },
        annotations: [],
        predictions: [{ result: chosen(['Cat']).result, score: 0.9 }],
      },
      { id: 7, data: { image: 's3://bucket/g.png' }, annotations: [chosen(['Cat'])] },
      { id: 8, data: { text: 'no image' }, annotations: [] },
    ];
    const { images, problems, notes, report } = await imported(write('tasks.json', tasks));
    expect(images).toEqual([
      '1a2b3c4d-b.png|Dog|labelled-train',
      'c.png|Dog|labelled-train',
      'd.png|Dog|labelled-train',
      'e.png||unlabelled',
      'f.png||unlabelled',
      'photos/a b.png|Cat|test',
    ]);
    expect(problems).toEqual(['[6].data.image: entry-remote', '[7].data: entry-without-image']);
    expect(report.problems[0].reason).toMatch(
      /s3:\/\/bucket\/g\.png is not a file on this machine\. Download it/,
    );
    expect(notes).toContain('tasks-predicted');
  });

  it('JSON: an image of several choices, or on which annotators disagree, is put aside', async () => {
    await files('a.png', 'b.png', 'c.png');
    const tasks = [
      { data: { image: 'a.png' }, annotations: [chosen(['Cat', 'Dog'])] },
      { data: { image: 'b.png' }, annotations: [chosen(['Cat']), chosen(['Dog'])] },
      { data: { image: 'c.png' }, annotations: [chosen(['Cat']), chosen(['Cat'])] },
    ];
    const { images, aside } = await imported(write('tasks.json', tasks));
    expect(images).toEqual(['c.png|Cat|labelled-train']);
    expect(aside).toEqual(['a.png: several-classes', 'b.png: several-classes']);
  });

  it('JSON: two questions that may both be the class are asked about', async () => {
    await files('a.png');
    const [one] = chosen(['Cat']).result;
    const result = [
      { ...one, from_name: 'animal' },
      { ...one, from_name: 'quality', value: { choices: ['sharp'] } },
    ];
    const error = await refusal(
      write('tasks.json', [{ data: { image: 'a.png' }, annotations: [{ result }] }]),
    );
    expect(error).toMatchObject({ code: 'list-several-fields' });
    expect(error.message).toContain('"animal", "quality"');
  });

  it('JSON whose images are all elsewhere is refused once', async () => {
    const tasks = [1, 2].map((n) => ({
      data: { image: `https://x/${n}.png` },
      annotations: [chosen(['Cat'])],
    }));
    expect(await refusal(write('tasks.json', tasks))).toMatchObject({ code: 'list-remote' });
  });

  const min = [
    {
      image: '/data/upload/1/aaaaaaaa-a.png',
      id: 1,
      choice: 'Cat',
      annotator: 1,
      annotation_id: 1,
      lead_time: 2.5,
    },
    {
      image: '/data/upload/1/bbbbbbbb-b.png',
      id: 2,
      choice: { choices: ['Dog'] },
      annotator: 1,
      annotation_id: 2,
      lead_time: 1,
    },
    {
      image: '/data/upload/1/bbbbbbbb-b.png',
      id: 2,
      choice: 'Dog',
      annotator: 2,
      annotation_id: 3,
      lead_time: 1,
    },
  ];

  it('JSON-MIN, two annotators of one task', async () => {
    await files('a.png', 'b.png');
    const { images, problems } = await imported(write('min.json', min));
    expect(images).toEqual(['a.png|Cat|labelled-train', 'b.png|Dog|labelled-train']);
    expect(problems).toEqual([]);
  });

  it('CSV', async () => {
    await files('a.png', 'b.png');
    const header = 'image,id,choice,annotator,annotation_id,created_at,updated_at,lead_time';
    const lines = [
      '/data/upload/1/aaaaaaaa-a.png,1,Cat,1,1,x,x,2',
      '/data/upload/1/bbbbbbbb-b.png,2,"{""choices"": [""Dog""]}",1,2,x,x,1',
    ];
    const { images } = await imported(write('export.csv', [header, ...lines].join('\n')));
    expect(images).toEqual(['a.png|Cat|labelled-train', 'b.png|Dog|labelled-train']);
  });
});

describe('CVAT for images 1.1', () => {
  const xml = (images: string, above = '') =>
    `<?xml version="1.0" encoding="utf-8"?>\n${above}<annotations><version>1.1</version><meta><task><labels><label><name>zebra</name></label><label><name>cat</name></label></labels></task></meta>${images}</annotations>`;

  it('tags are labels, subsets are splits', async () => {
    await files('a.png', 'x/b & c.png', 'd.png');
    const list = xml(
      '<image id="0" name="a.png" subset="Train" width="64" height="48"><tag label="cat" source="manual"><attribute name="q">1</attribute></tag></image>' +
        '<image id="1" name="x/b &amp; c.png" subset="Test"><tag label="zebra" source="auto"/></image>' +
        '<image id="2" name="d.png" subset="default"/>',
    );
    const { images, classes, notes } = await imported(write('annotations.xml', list));
    expect(images).toEqual(['a.png|cat|labelled-train', 'd.png||unlabelled', 'x/b & c.png|zebra|test']);
    expect(classes).toEqual(['zebra', 'cat']);
    expect(notes).toEqual(['list-read-as', 'pseudo-labels']);
  });

  it('boxes give the class where there are no tags', async () => {
    await files('a.png');
    const box = '<box label="cat" source="manual" xtl="1" ytl="1" xbr="5" ybr="5"/>';
    const { images, notes } = await imported(
      write('l.xml', xml(`<image id="0" name="a.png">${box}${box}</image>`)),
    );
    expect(images).toEqual(['a.png|cat|labelled-train']);
    expect(notes).toContain('list-of-objects');
  });

  it('expands no entity that a file declares', async () => {
    await files('a.png');
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY s SYSTEM "file:///etc/passwd">]>\n';
    for (const name of ['&b;', '&s;']) {
      const error = await refusal(
        write('l.xml', xml(`<image name="a.png"><tag label="${name}"/></image>`, bomb)),
      );
      expect(error).toMatchObject({ code: 'list-xml' });
      expect(error.message).toMatch(/line 3: Invalid character entity/);
    }
  });

  it('that is not well formed is refused with its line', async () => {
    const error = await refusal(write('l.xml', xml('\n<image name="a.png">\n<tag label="x"></image>')));
    expect(error.message).toMatch(/is not valid XML in line 4/);
  });
});

describe('Pascal VOC', () => {
  it('lists of classes: 1 is a label, 0 is difficult, trainval is both', async () => {
    await files('voc/JPEGImages/2008_1.png', 'voc/JPEGImages/2008_2.png', 'voc/JPEGImages/2008_3.png');
    const main = 'voc/ImageSets/Main';
    write(`${main}/train.txt`, '2008_1\n');
    write(`${main}/val.txt`, '2008_2\n2008_3\n');
    write(`${main}/trainval.txt`, '2008_1\n2008_2\n2008_3\n');
    write(`${main}/cat_train.txt`, '2008_1  1\n');
    write(`${main}/cat_val.txt`, '2008_2 -1\n2008_3  0\n');
    write(`${main}/cat_trainval.txt`, '2008_1  1\n2008_2 -1\n2008_3  0\n');
    write(`${main}/potted_plant_val.txt`, '2008_2  1\n2008_3 -1\nnonsense\n');
    const { images, problems, notes } = await imported(join(folder, 'voc'));
    expect(images).toEqual([
      'JPEGImages/2008_1.png|cat|labelled-train',
      'JPEGImages/2008_2.png|potted_plant|validation',
      'JPEGImages/2008_3.png||validation',
    ]);
    expect(problems).toEqual(['ImageSets/Main/potted_plant_val.txt line 3: entry-line']);
    expect(notes).toContain('difficult-only');
  });

  it('of several classes to an image is refused, or these are left out', async () => {
    await files('voc/JPEGImages/1.png', 'voc/JPEGImages/2.png');
    write('voc/ImageSets/Main/cat_train.txt', '1 1\n2 1\n');
    write('voc/ImageSets/Main/dog_train.txt', '1 1\n2 -1\n');
    expect(await refusal(join(folder, 'voc'))).toMatchObject({ code: 'list-several-classes' });
    const { images, aside } = await imported(join(folder, 'voc'), { leaveOutSeveral: true });
    expect(images).toEqual(['JPEGImages/2.png|cat|labelled-train']);
    expect(aside).toEqual(['JPEGImages/1.png: several-classes']);
  });

  it('without lists of classes takes the objects of the annotations', async () => {
    await files('voc/JPEGImages/1.png', 'voc/JPEGImages/2.png');
    write('voc/ImageSets/Main/test.txt', '1\n2\n');
    const object = (name: string, difficult = 0) =>
      `<object><name>${name}</name><difficult>${difficult}</difficult><part><name>head</name></part></object>`;
    write(
      'voc/Annotations/1.xml',
      `<annotation><filename>1.png</filename>${object('cat')}${object('dog', 1)}</annotation>`,
    );
    write('voc/Annotations/2.xml', '<annotation><filename>2');
    const { images, problems } = await imported(join(folder, 'voc'));
    expect(images).toEqual(['JPEGImages/1.png|cat|test', 'JPEGImages/2.png||test']);
    expect(problems).toEqual(['Annotations/2.xml: list-xml']);
  });
});

describe('a file of annotations for each image', () => {
  const xml = (...names: string[]) =>
    `<annotation><filename>x</filename>${names.map((name) => `<object><name>${name}</name></object>`).join('')}</annotation>`;
  const shapes = (...labels: string[]) => ({
    ...{ version: '5.5.0', flags: {}, shapes: labels.map((label) => ({ label, points: [[1, 2]] })) },
    ...{ imagePath: 'x.png', imageData: 'AAAA' },
  });

  it('XML beside the images, as LabelImg writes it; one without a file, or without objects, has no label', async () => {
    await files('img/a.png', 'img/b.png', 'img/b.jpg', 'img/c.png', 'img/d.png', 'img/more/e.png');
    write('img/a.xml', xml('cat', 'cat'));
    write('img/b.xml', xml('dog'));
    write('img/c.xml', xml());
    write('img/more/e.xml', xml('cat'));
    write('img/gone.xml', xml('cat'));
    await files('img/._a.png');
    write('img/classes.txt', 'cat\ndog\n');
    const { images, problems, notes } = await imported(join(folder, 'img'));
    expect(images).toEqual([
      'a.png|cat|labelled-train',
      'b.jpg|dog|labelled-train',
      'b.png|dog|labelled-train',
      'c.png||unlabelled',
      'd.png||unlabelled',
      'more/e.png|cat|labelled-train',
    ]);
    expect(problems).toEqual([]);
    expect(notes).toContain('annotations-unjoined');
  });

  it('XML in a folder for each split, as Roboflow writes it', async () => {
    for (const split of ['train', 'valid', 'test']) {
      await files(`robo/${split}/a_${split}.png`);
      write(`robo/${split}/a_${split}.xml`, xml('cat'));
    }
    const { images } = await imported(join(folder, 'robo'));
    expect(images).toEqual([
      'test/a_test.png|cat|test',
      'train/a_train.png|cat|labelled-train',
      'valid/a_valid.png|cat|validation',
    ]);
  });

  it('in a folder beside that of the images', async () => {
    await files('apart/images/a.png', 'apart/images/b.png');
    write('apart/annotations/a.xml', xml('cat'));
    write('apart/annotations/b.xml', '<annotation><object>');
    const { images, problems } = await imported(join(folder, 'apart'));
    expect(images).toEqual(['images/a.png|cat|labelled-train', 'images/b.png||unlabelled']);
    expect(problems).toEqual(['annotations/b.xml: list-xml']);
  });

  it('JSON of LabelMe: ticked flags are the label of the image, otherwise its shapes are', async () => {
    await files('me/a.png', 'me/b.png', 'me/c.png');
    write('me/a.json', shapes('cat', 'cat'));
    write('me/b.json', { ...shapes('cat'), flags: { dog: true, cat: false } });
    write('me/c.json', { ...shapes(), shapes: [{ points: [] }] });
    const { images, problems } = await imported(join(folder, 'me'));
    expect(images).toEqual(['a.png|cat|labelled-train', 'b.png|dog|labelled-train', 'c.png||unlabelled']);
    expect(problems).toEqual(['c.json shapes[0].label: entry-shape']);
  });

  it('of objects of several classes is refused, or these images are left out', async () => {
    await files('two/a.png', 'two/b.png');
    write('two/a.xml', xml('cat', 'dog'));
    write('two/b.xml', xml('dog'));
    expect(await refusal(join(folder, 'two'))).toMatchObject({ code: 'list-several-classes' });
    const { images } = await imported(join(folder, 'two'), { leaveOutSeveral: true });
    expect(images).toEqual(['b.png|dog|labelled-train']);
  });

  it('does not take the place of folders of classes', async () => {
    await files('kinds/cat/a.png', 'kinds/dog/b.png');
    write('kinds/cat/a.xml', xml('animal'));
    write('kinds/dog/b.xml', xml('animal'));
    const { images } = await imported(join(folder, 'kinds'));
    expect(images).toEqual(['cat/a.png|cat|labelled-train', 'dog/b.png|dog|labelled-train']);
  });
});

describe('Create ML', () => {
  const object = (label: string) => ({ label, coordinates: { x: 1, y: 2, width: 3, height: 4 } });

  it('a list of images, in its older words as well; one without objects has no label', async () => {
    await files('ml/a.png', 'ml/b.png', 'ml/c.png');
    const list = [
      { image: 'a.png', annotations: [] },
      { imagefilename: 'b.png', annotation: [object('cat'), object('cat')] },
      { image: 'c.png', annotations: [{ coordinates: {} }] },
      { annotations: [] },
    ];
    const { images, problems } = await imported(write('ml/list.json', list));
    expect(images).toEqual(['a.png||unlabelled', 'b.png|cat|labelled-train']);
    expect(problems.map((each) => each.replace(/.*: /, ''))).toEqual(['entry-shape', 'entry-shape']);
  });

  it('a file in a folder for each split, as Roboflow writes it', async () => {
    for (const split of ['train', 'valid']) {
      await files(`apple/${split}/a_${split}.png`);
      write(`apple/${split}/_annotations.createml.json`, [
        { image: `a_${split}.png`, annotations: [object('cat')] },
      ]);
    }
    const { images } = await imported(join(folder, 'apple'));
    expect(images).toEqual(['train/a_train.png|cat|labelled-train', 'valid/a_valid.png|cat|validation']);
  });
});

describe('FiftyOne', () => {
  it('labels.json of an image classification dataset: numbers of classes, names without ending', async () => {
    await files('set/data/a.png', 'set/data/sub/b.png', 'set/data/c.png', 'set/data/d.png');
    write('set/labels.json', {
      classes: ['zebra', 'cat'],
      labels: { a: 1, 'sub/b': { label: 0, confidence: 0.5 }, c: null, d: 9 },
    });
    const { images, classes, problems } = await imported(join(folder, 'set'));
    expect(images).toEqual([
      'data/a.png|cat|labelled-train',
      'data/c.png||unlabelled',
      'data/d.png||unlabelled',
      'data/sub/b.png|zebra|labelled-train',
    ]);
    expect(classes).toEqual(['zebra', 'cat']);
    expect(problems).toEqual(['labels.d: entry-category']);
  });

  it.each(['set', 'set/samples.json'])(
    'samples.json: truth beside predictions, splits as tags (%s)',
    async (path) => {
      await files('set/data/a.png', 'set/data/b.png');
      const of = (label: string, confidence: number | null = null) => ({
        _cls: 'Classification',
        label,
        confidence,
        tags: [],
      });
      write('set/metadata.json', { name: 'x' });
      write('set/samples.json', {
        samples: [
          {
            filepath: 'data/a.png',
            tags: ['checked', 'validation'],
            ground_truth: of('cat'),
            resnet: of('dog', 0.7),
            metadata: null,
          },
          {
            filepath: 'data/b.png',
            tags: ['train'],
            ground_truth: of('dog'),
            predictions: of('dog'),
            uniqueness: 0.4,
          },
        ],
      });
      const { images, notes, report } = await imported(join(folder, path));
      expect(images).toEqual(['data/a.png|cat|validation', 'data/b.png|dog|labelled-train']);
      expect(notes).toContain('fields-predicted');
      expect(noteSentence(report.notes.at(-1)!, 'cli')).toContain('"resnet", "predictions"');
    },
  );
});

describe('ImageNet', () => {
  it('synsets.txt and a list a subset', async () => {
    await files('set/a.png', 'set/b c.png', 'set/d.png');
    write('set/synsets.txt', 'zebra\ncat\n');
    write('set/train.txt', 'a.png 1\n"b c.png" 0\n');
    write('set/val.txt', 'd.png 1\nd.png\n');
    const { images, problems } = await imported(join(folder, 'set'));
    expect(images).toEqual([
      'a.png|cat|labelled-train',
      'b c.png|zebra|labelled-train',
      'd.png|cat|validation',
    ]);
    expect(problems).toEqual(['val.txt line 2: entry-line']);
  });
});

it('ImageNet lists keep synsets of one name apart, and that is said', async () => {
  await files('set/a.png', 'set/b.png');
  write('set/synsets.txt', 'n02012849 crane\nn03126707 crane\n');
  write('set/train.txt', 'a.png 0\nb.png 1\n');
  const { images, notes } = await imported(join(folder, 'set'));
  expect(images).toEqual([
    'a.png|crane (n02012849)|labelled-train',
    'b.png|crane (n03126707)|labelled-train',
  ]);
  expect(notes).toContain('class-names-equal');
});

describe('names of classes beside class folders', () => {
  it('of synsets become words, in their order', async () => {
    await files('set/n01443537/a.png', 'set/n01440764/b.png', 'set/other/c.png');
    write(
      'set/LOC_synset_mapping.txt',
      'n01440764 tench, Tinca tinca\nn01443537 goldfish, Carassius auratus\n',
    );
    const { images, classes, notes } = await imported(join(folder, 'set'), { kind: 'folder-per-class' });
    expect(images).toEqual([
      'n01440764/b.png|tench|labelled-train',
      'n01443537/a.png|goldfish|labelled-train',
      'other/c.png|other|labelled-train',
    ]);
    expect(classes).toEqual(['tench', 'goldfish', 'other']);
    expect(notes).toContain('class-names-beside');
  });

  it('of classes.txt give the order, and words for numbers', async () => {
    await files('set/1/a.png', 'set/0/b.png');
    write('set/classes.txt', 'zebra\ncat\n');
    const { images, classes } = await imported(join(folder, 'set'));
    expect(images).toEqual(['0/b.png|zebra|labelled-train', '1/a.png|cat|labelled-train']);
    expect(classes).toEqual(['zebra', 'cat']);
  });
});

it('a folder of pictures stays one where a person says so, whatever list lies in it', async () => {
  await files('set/a.png');
  write('set/list.json', { images: [{ id: 1, file_name: 'a.png' }], annotations: [], categories: [] });
  const { images, notes } = await imported(join(folder, 'set'), { split: 'unlabelled' });
  expect(images).toEqual(['a.png||unlabelled']);
  expect(notes).not.toContain('list-read-as');
});

describe('lists by the names of their files and folders', () => {
  const coco = {
    images: [{ id: 1, file_name: 'a.png' }],
    annotations: [{ id: 1, image_id: 1, category_id: 1 }],
    categories: [{ id: 1, name: 'cat' }],
  };

  it.each([
    ['test.xml', '<annotations><image name="a.png"><tag label="cat"/></image></annotations>'],
    [
      'holdout.json',
      [
        {
          data: { image: 'a.png' },
          annotations: [{ result: [{ from_name: 'choice', type: 'choices', value: { choices: ['cat'] } }] }],
        },
      ],
    ],
    ['test/_annotations.coco.json', coco],
    ['test', coco],
  ])('hold out what they say no split of: %s', async (name, content) => {
    await files('a.png', 'test/a.png');
    const path = write(name === 'test' ? 'test/_annotations.coco.json' : name, content);
    const { images, notes } = await imported(name === 'test' ? dirname(path) : path);
    expect(images).toEqual(['a.png|cat|test']);
    expect(notes).toContain('list-split-by-name');
  });
});

describe('addresses', () => {
  const csv = (...rows: string[]) => `image,label\n${rows.join('\n')}\n`;

  it('are those of files that were downloaded beside the list, by the longest end that is there, and that is said', async () => {
    await files('set/a.png', 'a.png', 'images/b.png');
    const path = write(
      'l.csv',
      csv('gs://bucket/set/a.png,cat', 's3://x/y/b.png,dog', 'https://h/c.png,dog'),
    );
    const { images, problems, report } = await imported(path);
    expect(images).toEqual(['images/b.png|dog|labelled-train', 'set/a.png|cat|labelled-train']);
    expect(problems).toEqual(['l.csv:4: entry-remote']);
    expect(report.notes.map((each) => noteSentence(each, 'cli')).join()).toMatch(
      /beside the list: 2, such as "set\/a\.png" for "gs:\/\/bucket\/set\/a\.png"/,
    );
  });

  it('of which several may mean one file mean none', async () => {
    await files('a.png', 'y/b.png');
    const path = write('l.csv', csv('gs://b/x/a.png,cat', 'gs://b/y/a.png,dog', 'gs://b/y/b.png,dog'));
    const { images, problems } = await imported(path);
    expect(images).toEqual(['y/b.png|dog|labelled-train']);
    expect(problems).toEqual(['l.csv:2: entry-remote', 'l.csv:3: entry-remote']);
  });
});

it('an address does not mean a file that the list names otherwise', async () => {
  await files('img/a.png');
  const path = write('l.csv', 'image,label\nhttps://h/a.png,dog\nimg/a.png,cat\n');
  const { images, problems } = await imported(path);
  expect(images).toEqual(['img/a.png|cat|labelled-train']);
  expect(problems).toEqual(['l.csv:2: entry-remote']);
});

describe('Vertex AI', () => {
  const line = (uri: string, more: object) => `${JSON.stringify({ imageGcsUri: uri, ...more })}\n`;
  const use = (split: string) => ({
    dataItemResourceLabels: { 'aiplatform.googleapis.com/ml_use': split },
  });
  const of = (displayName: string) => ({ classificationAnnotation: { displayName } });

  it('names classes and splits; images that are not here are named', async () => {
    await files('set/a.png', 'set/b.png', 'set/c.png', 'set/d.png');
    const path = write(
      'export.jsonl',
      line('gs://bucket/set/a.png', { ...of('cat'), ...use('training') }) +
        line('gs://bucket/set/b.png', { ...of('dog'), ...use('test') }) +
        line('gs://bucket/set/c.png', use('validation')) +
        line('gs://bucket/set/gone.png', of('dog')) +
        line('gs://bucket/set/d.png', {
          classificationAnnotations: [{ displayName: 'cat' }, { displayName: 'dog' }],
        }) +
        '{"imageGcsUri": 3}\nno\n',
    );
    const { images, aside, problems } = await imported(path);
    expect(images).toEqual(['set/a.png|cat|labelled-train', 'set/b.png|dog|test', 'set/c.png||validation']);
    expect(aside).toEqual(['set/d.png: several-classes']);
    expect(problems).toEqual(['line 6.imageGcsUri: entry-shape', 'line 7: bad-row', 'line 4: entry-remote']);
  });

  it('has the classes of boxes where no image has one', async () => {
    await files('a.png');
    const boxes = [{ displayName: 'cat', xMin: 0.1 }, { displayName: 'cat' }];
    const { images, notes } = await imported(
      write('val.jsonl', line('gs://b/a.png', { boundingBoxAnnotations: boxes })),
    );
    expect(images).toEqual(['a.png|cat|validation']);
    expect(notes).toContain('list-of-objects');
  });

  it('of images that are all elsewhere is refused', async () => {
    expect(await refusal(write('l.jsonl', line('gs://b/a.png', of('cat'))))).toMatchObject({
      code: 'list-remote',
    });
  });
});

describe('SageMaker Ground Truth', () => {
  const line = (uri: string, more: object) => `${JSON.stringify({ 'source-ref': uri, ...more })}\n`;
  const job = (name: string, metadata: object, value: unknown = 0) => ({
    [name]: value,
    [`${name}-metadata`]: { type: 'groundtruth/image-classification', ...metadata },
  });

  it('has the class names of its job; what a model labelled is counted, what failed has no label', async () => {
    await files('a.png', 'b.png', 'c.png');
    const path = write(
      'output.manifest',
      line('s3://b/set/a.png', job('birds', { 'class-name': 'wren', 'human-annotated': 'yes' })) +
        line('s3://b/set/b.png', job('birds', { 'class-name': 'robin', 'human-annotated': 'no' })) +
        line('s3://b/set/c.png', job('birds', { 'failure-reason': 'the image was too large' })),
    );
    const { images, notes } = await imported(path);
    expect(images).toEqual(['a.png|wren|labelled-train', 'b.png|robin|labelled-train', 'c.png||unlabelled']);
    expect(notes).toContain('pseudo-labels');
  });

  it('of several classes or boxes has the names of its map', async () => {
    await files('a.png', 'b.png', 'c.png');
    const map = { 'class-map': { 0: 'wren', 1: 'robin' } };
    const several = await imported(
      write(
        'test.manifest',
        line('s3://b/a.png', job('j', map, [1])) + line('s3://b/b.png', job('j', map, [0, 1])),
      ),
    );
    expect(several.images).toEqual(['a.png|robin|test']);
    expect(several.aside).toEqual(['b.png: several-classes']);
    const boxes = { annotations: [{ class_id: 1, width: 3 }, { class_id: 1 }], image_size: [] };
    const ofBoxes = await imported(write('boxes.manifest', line('s3://b/c.png', job('j', map, boxes))));
    expect(ofBoxes.images).toEqual(['c.png|robin|labelled-train']);
    expect(ofBoxes.notes).toContain('list-of-objects');
  });

  it('of two jobs that may both be the class is asked about', async () => {
    await files('a.png');
    const two = { ...job('one', { 'class-name': 'wren' }), ...job('two', { 'class-name': 'sharp' }) };
    expect(await refusal(write('l.manifest', line('s3://b/a.png', two)))).toMatchObject({
      code: 'list-several-fields',
    });
  });
});

describe('VGG Image Annotator', () => {
  const image = (filename: string, file_attributes: object, regions: unknown = []) => ({
    ...{ filename, size: 9, file_attributes, regions },
  });
  const images = {
    'a.png9': image('a.png', { kind: 'cat', caption: '' }),
    'b.png9': image('b.png', { kind: { dog: true, cat: false } }),
    'c.png9': image('c.png', {}),
  };
  const expected = ['a.png|cat|labelled-train', 'b.png|dog|labelled-train', 'c.png||unlabelled'];

  it.each([
    ['a project', { _via_settings: { ui: {} }, _via_img_metadata: images, _via_attributes: { file: {} } }],
    ['its annotations', images],
  ])('%s: attributes of files are labels', async (_, content) => {
    await files('a.png', 'b.png', 'c.png');
    expect((await imported(write('via.json', content))).images).toEqual(expected);
  });

  it('its annotations as CSV', async () => {
    await files('a.png', 'b.png');
    const header =
      'filename,file_size,file_attributes,region_count,region_id,region_shape_attributes,region_attributes\n';
    const cat = '"{""class"":""cat""}"';
    const path = write(
      'via.csv',
      `${header}a.png,9,${cat},0,0,"{}","{}"\nb.png,9,"{""class"":1",0,0,"{}","{}"\n`,
    );
    const { images, problems } = await imported(path);
    expect(images).toEqual(['a.png|cat|labelled-train']);
    expect(problems).toEqual(['line 3: bad-row']);
  });

  it('attributes of regions are labels where files have none', async () => {
    await files('a.png', 'b.png');
    const region = (kind: string) => ({ shape_attributes: {}, region_attributes: { kind } });
    const content = {
      'a.png9': image('a.png', {}, { 0: region('cat'), 1: region('cat') }),
      'b.png9': image('b.png', {}, [region('cat'), region('dog')]),
    };
    const path = write('via.json', content);
    expect(await refusal(path)).toMatchObject({ code: 'list-several-classes' });
    const { images } = await imported(path, { leaveOutSeveral: true });
    expect(images).toEqual(['a.png|cat|labelled-train']);
  });
});

describe('Hugging Face imagefolder', () => {
  const line = (file_name: string, label: unknown) => `${JSON.stringify({ file_name, label, width: 9 })}\n`;

  it('with a list in the folder of each split: what none names is told of', async () => {
    await files(
      'hub/train/a.png',
      'hub/train/b.png',
      'hub/train/extra.png',
      'hub/test/a.png',
      'hub/validation/x/c.png',
    );
    write('hub/train/metadata.jsonl', line('a.png', 'cat') + line('b.png', 'dog'));
    write('hub/test/metadata.jsonl', line('a.png', 'cat'));
    write('hub/validation/metadata.csv', 'file_name,label\nx/c.png,dog\nx/gone.png,dog\n');
    const { images, problems, aside, report } = await imported(join(folder, 'hub'));
    expect(images).toEqual([
      'test/a.png|cat|test',
      'train/a.png|cat|labelled-train',
      'train/b.png|dog|labelled-train',
      'validation/x/c.png|dog|validation',
    ]);
    expect(problems).toEqual(['train/extra.png: no-metadata-row']);
    expect(aside).toEqual(['validation/x/gone.png: vanished']);
    const said = report.notes.map((each) => noteSentence(each, 'cli'));
    expect(said.slice(0, 2)).toEqual(['Read as Hugging Face imagefolder.', expect.stringContaining('test')]);
    const again = await importSource(project, { path: join(folder, 'hub') });
    expect([again.added, again.changed, again.unchanged]).toEqual([0, 0, 5]);
  });

  it('with one list for all, in `data`, without labels for the test', async () => {
    await files(
      'one/train/a.png',
      'one/train/b.png',
      'one/test/a.png',
      'two/data/train/1.png',
      'two/data/test/2.png',
    );
    write('one/metadata.csv', 'file_name,label\ntrain/a.png,cat\ntrain/b.png,dog\ntest/a.png,cat\n');
    expect((await imported(join(folder, 'one'))).images).toEqual([
      'test/a.png|cat|test',
      'train/a.png|cat|labelled-train',
      'train/b.png|dog|labelled-train',
    ]);
    write('two/data/train/metadata.jsonl', line('1.png', 3));
    write('two/data/test/metadata.jsonl', '{"file_name": "2.png"}\n');
    expect((await imported(join(folder, 'two'))).images).toEqual([
      'data/test/2.png||test',
      'data/train/1.png|3|labelled-train',
    ]);
  });

  it('whose lists have no labels, or whose folders are the classes, is read as folders', async () => {
    await files('hub/train/cat/a.png', 'hub/train/dog/b.png', 'hub/test/cat/c.png');
    write('hub/train/metadata.csv', 'file_name,text\ncat/a.png,a cat\ndog/b.png,a dog\n');
    const first = await imported(join(folder, 'hub'));
    expect(first.images).toEqual([
      'test/cat/c.png|cat|test',
      'train/cat/a.png|cat|labelled-train',
      'train/dog/b.png|dog|labelled-train',
    ]);
    await files('far/cat/a.png', 'far/dog/b.png');
    write('far/metadata.csv', 'file_name,label\ncat/a.png,0\ndog/b.png,1\n');
    const { report } = await imported(join(folder, 'far'));
    expect(report.notes.map(({ code }) => code)).not.toContain('list-read-as');
  });
});

describe('Google AutoML', () => {
  it('with boxes has the class of its objects, from all lines of an image, and its own splits', async () => {
    await files('img/a.png', 'img/b.png', 'img/c.png', 'img/d.png');
    const lines = [
      'TRAIN,gs://bucket/img/a.png,zebra,0.1,0.1,,,0.5,0.5,,',
      'TRAIN,gs://bucket/img/a.png,zebra,0.2,0.1,,,0.6,0.5,,',
      'VALIDATION,gs://bucket/img/b.png,cat,0.1,0.1,0.5,0.1,0.5,0.5,0.1,0.5',
      'UNASSIGNED,gs://bucket/img/c.png,,,,,,,,,',
      ',gs://bucket/img/d.png,cat,0.1,0.1,,,0.5,0.5,,',
    ];
    const { images, notes } = await imported(write('all.csv', `${lines.join('\n')}\n`));
    expect(images).toEqual([
      'img/a.png|zebra|labelled-train',
      'img/b.png|cat|validation',
      'img/c.png||unlabelled',
      'img/d.png|cat|labelled-train',
    ]);
    expect(notes).toContain('list-of-objects');
    const several = ['TRAIN', 'TRAIN'].map((split, at) => `${split},img/a.png,${at},0.1,0.1,,,0.5,0.5,,`);
    expect(await refusal(write('several.csv', several.join('\n')))).toMatchObject({
      code: 'list-several-classes',
    });
  });

  it('with several classes in some lines, and none in others, takes those of one class', async () => {
    await files('a.png', 'b.png', 'c.png');
    const list = write('all.csv', 'TRAIN,a.png,zebra\nTEST,b.png,cat,sitting\nTRAIN,c.png\n');
    const { images, aside } = await imported(list);
    expect(images).toEqual(['a.png|zebra|labelled-train', 'c.png||unlabelled']);
    expect(aside).toEqual(['b.png: several-classes']);
  });
});

describe('Keras YOLO', () => {
  it('has the class after each box, by the names beside it, and no label without a box', async () => {
    await files('img/a.png', 'img/b.png', 'img/c.png');
    write('classes.txt', 'cat\nzebra\n');
    const list = write('val.txt', 'img/a.png 1,2,20,21,1 3,4,22,24,1\nimg/b.png 1,2,20,21,0\nimg/c.png\n');
    const { images } = await imported(list);
    expect(images).toEqual([
      'img/a.png|zebra|validation',
      'img/b.png|cat|validation',
      'img/c.png||validation',
    ]);
    const mixed = write('mixed.txt', 'img/a.png 1,2,20,21,1 3,4,22,24,0\n');
    expect(await refusal(mixed)).toMatchObject({ code: 'list-several-classes' });
  });

  it('with names that have spaces takes the number at the end, as Caffe does', async () => {
    await files('my images/a 1.png', 'my images/b.png');
    const { images } = await imported(write('train.txt', 'my images/a 1.png 0\nmy images/b.png 1\n'));
    expect(images).toEqual(['my images/a 1.png|0|labelled-train', 'my images/b.png|1|labelled-train']);
  });
});
