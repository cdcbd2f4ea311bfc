import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createProject, type Project } from '../project/folder/project';
import { goodPng } from './files.fixture';
import { type ImportRequest, importSource } from './index';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'class-names-'));
  project = createProject(join(folder, 'project'));
  mkdirSync(join(folder, 'set'));
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string) => writeFileSync(join(folder, 'set', name), text);

/** What an import makes of each image: its class, or the code of the reason why it is set aside. */
async function imported(request: Partial<ImportRequest> = {}) {
  const report = await importSource(project, { path: join(folder, 'set'), ...request });
  const { images, classes } = project.catalog;
  const names = new Map(classes.list().map(({ id, name }) => [id, name]));
  const all = images.byIds(images.ids({}, 'path'));
  return {
    codes: report.notes.map(({ code }) => code),
    reasons: report.quarantined.map(({ reason }) => reason),
    classes: [...names.values()],
    images: all.map(({ path, classId, code }) => `${path}: ${names.get(classId ?? 0) ?? code}`),
  };
}

/** Imports a list of images with these labels beside a file of names. */
async function withLabels(
  labels: readonly string[],
  file: string,
  text: string,
  request?: Partial<ImportRequest>,
) {
  for (const [at] of labels.entries()) await goodPng('').make(join(folder, 'set', `${at}.png`));
  write('list.csv', ['path,label\n', ...labels.map((label, at) => `${at}.png,${label}\n`)].join(''));
  write(file, text);
  const path = join(folder, 'set', 'list.csv');
  const read = await imported({ ...request, path });
  return { ...read, of: read.images.map((image) => image.split(': ')[1]) };
}

async function folders(...names: string[]) {
  for (const name of names) {
    mkdirSync(join(folder, 'set', name), { recursive: true });
    await goodPng('').make(join(folder, 'set', name, '1.png'));
  }
}

it('a file of names that only one import named is asked for when all labels are numbers again', async () => {
  await folders('0', '1');
  const labels = join(folder, 'names.txt');
  writeFileSync(labels, 'cat\ndog\n');
  expect((await imported({ classNames: labels })).images).toEqual(['0/1.png: cat', '1/1.png: dog']);
  const again = await imported();
  expect(again.images).toEqual(['0/1.png: 0', '1/1.png: 1']);
  expect(again.codes).toEqual(['labels-changed', 'labels-numbers-now']);
  const named = await imported({ classNames: labels });
  expect(named.images).toEqual(['0/1.png: cat', '1/1.png: dog']);
  expect(named.codes).toEqual(['labels-changed']);
});

describe('numbers that a list of names does not count from 0', () => {
  const refusal = { code: 'class-numbers-unclear', message: expect.stringContaining('labels.json') };

  it('are counted from 1 if there are as many, and that is said', async () => {
    const { of, codes, classes } = await withLabels(['1', '2', '3', '1'], 'classes.txt', 'cat\ndog\nbird\n');
    expect(of).toEqual(['cat', 'dog', 'bird', 'cat']);
    expect(classes).toEqual(['cat', 'dog', 'bird']);
    expect(codes).toEqual(['class-names-beside', 'class-numbers-from-one']);
  });

  it('are so for folders, and for a list that a person names', async () => {
    await folders('1', '2', '3');
    write('classes.txt', 'cat\ndog\nbird\n');
    expect((await imported()).images).toEqual(['1/1.png: cat', '2/1.png: dog', '3/1.png: bird']);
    write('names.txt', 'fox\nowl\nbear\n');
    const classNames = join(folder, 'set/names.txt');
    expect((await imported({ classNames })).images).toEqual([
      '1/1.png: fox',
      '2/1.png: owl',
      '3/1.png: bear',
    ]);
  });

  it.each([
    ['a gap', ['1', '3'], 'cat\ndog\nbird\n'],
    ['one more, as with a background', ['0', '1', '2', '3'], 'cat\ndog\nbird\n'],
    ['names from 1 and labels from 0', ['0', '1', '2'], '1 cat\n2 dog\n3 bird\n'],
  ])('are refused with %s', async (_, labels, text) => {
    await expect(withLabels(labels, 'classes.txt', text)).rejects.toMatchObject(refusal);
    expect(project.catalog.sources.list()).toEqual([]);
  });

  it('are refused for labels.json too', async () => {
    const text = '{"1": "cat", "2": "dog", "3": "bird"}';
    await expect(withLabels(['0', '1', '2'], 'labels.json', text)).rejects.toMatchObject(refusal);
  });

  it('are set aside alone if the others are clear, with the name of the file', async () => {
    const labels = ['0', '1', '2', '77', 'owl'];
    const { of, reasons } = await withLabels(labels, 'classes.txt', 'cat\ndog\nbird\n');
    expect(of).toEqual(['cat', 'dog', 'bird', 'label-unnamed', 'owl']);
    expect(reasons).toEqual([expect.stringContaining('"77" is not in classes.txt')]);
  });

  it('stay classes if no number has a name', async () => {
    const { of, codes } = await withLabels(['101', '102'], 'classes.txt', 'cat\ndog\nbird\n');
    expect([of, codes]).toEqual([['101', '102'], []]);
  });
});

describe('a file of names', () => {
  const threeClasses = ['cat', 'dog', 'bird'];

  it.each([
    ['a comment', '# classes of the set\ncat\ndog\nbird\n'],
    ['a header of one column', 'class\ncat\ndog\nbird\n'],
    ['numbers in a column', 'id,name\n0,cat\n1,dog\n2,bird\n'],
    ['numbers behind', 'name\tid\ncat\t0\ndog\t1\nbird\t2\n'],
    ['more columns', 'id,name,family\n0,cat,"felidae, small"\n1,dog,canidae\n2,bird,aves\n'],
    ['numbers called labels', 'label;name\n2;bird\n0;cat\n1;dog\n'],
    ['quotes', '"id";"name"\n"0";"cat"\n"1";"dog"\n"2";"bird"\n'],
    ['everything in one line', 'cat,dog,bird\n'],
    ['numbers in another order', '2 bird\n0 cat\n1 dog\n'],
  ])('may have %s', async (_, text) => {
    expect((await withLabels(['0', '1', '2'], 'classes.txt', text)).of).toEqual(threeClasses);
  });

  it('says that its first line was taken for a header', async () => {
    const { codes } = await withLabels(['0', '1'], 'classes.txt', 'label\ncat\ndog\n');
    expect(codes).toEqual(['class-names-beside', 'class-names-header']);
  });

  it('may have names that begin with numbers', async () => {
    const { of } = await withLabels(['0', '1', '2'], 'classes.txt', '1 euro\n2 euro\n5 euro\n');
    expect(of).toEqual(['1 euro', '2 euro', '5 euro']);
  });

  it('keeps classes apart that have one name, and says so', async () => {
    const { of, codes } = await withLabels(['0', '1', '2'], 'classes.txt', 'crane\ntench\ncrane\n');
    expect(of).toEqual(['crane (0)', 'tench', 'crane (2)']);
    expect(codes).toContain('class-names-equal');
  });

  it.each([
    ['LOC_synset_mapping.txt', 'n01440764 tench\nn02012849 crane\nn03126707 crane\n'],
    ['classes.txt', 'Id,Label\nn01440764,tench\nn02012849,crane\nn03126707,crane\n'],
    [
      'imagenet_class_index.json',
      '{"0":["n01440764","tench"],"134":["n02012849","crane"],"517":["n03126707","crane"]}',
    ],
  ])('keeps synsets apart that have one name: %s', async (file, text) => {
    await folders('n02012849', 'n03126707', 'n01440764');
    write(file, text);
    const { images, codes } = await imported();
    expect(images).toEqual([
      'n01440764/1.png: tench',
      'n02012849/1.png: crane (n02012849)',
      'n03126707/1.png: crane (n03126707)',
    ]);
    expect(codes).toEqual(['class-names-beside', 'class-names-equal']);
  });

  it('imagenet_class_index.json names numbers as well as synsets, also where a person names it', async () => {
    const text = '{"0": ["n01440764", "tench"], "1": ["n01443537", "goldfish"], "2": ["n01484850", "shark"]}';
    const labels = ['0', '1', '2', 'n01443537'];
    const { of } = await withLabels(labels, 'imagenet_class_index.json', text);
    expect(of).toEqual(['tench', 'goldfish', 'shark', 'goldfish']);
    const classNames = join(folder, 'set/imagenet_class_index.json');
    const path = join(folder, 'set/list.csv');
    expect((await imported({ path, classNames })).classes).toEqual(['tench', 'goldfish', 'shark']);
  });
});

describe('labels.json with numbers by name', () => {
  it.each(['{"cat": "0", "dog": "1"}', '{"dog": 1, "cat": 0}'])(
    'is read as names by number: %s',
    async (text) => {
      await folders('cat', 'dog');
      write('labels.json', text);
      const { images, classes } = await imported();
      expect(images).toEqual(['cat/1.png: cat', 'dog/1.png: dog']);
      expect(classes).toEqual(['cat', 'dog']);
    },
  );

  it('names the numbers of a list', async () => {
    const { of } = await withLabels(['1', '0', 'cat'], 'labels.json', '{"cat": 0, "dog": 1}');
    expect(of).toEqual(['dog', 'cat', 'cat']);
  });

  it('is refused if two names have one number', async () => {
    const read = withLabels(['1', '0'], 'labels.json', '{"cat": 0, "dog": 0}');
    await expect(read).rejects.toMatchObject({ code: 'labels-file-shape' });
  });
});

describe('a class that was renamed', () => {
  beforeEach(async () => {
    await folders('cat', 'dog');
    await imported();
    const { classes } = project.catalog;
    classes.update(classes.byName().get('cat') as number, { name: 'kitty' });
  });

  it('keeps its name when its folder is imported again, and gets other images of its former name', async () => {
    const again = await imported();
    expect(again.images).toEqual(['cat/1.png: kitty', 'dog/1.png: dog']);
    expect(again.codes).toEqual(['label-renamed']);
    mkdirSync(join(folder, 'more/cat'), { recursive: true });
    copyFileSync(join(folder, 'set/cat/1.png'), join(folder, 'more/cat/2.png'));
    const more = await imported({ path: join(folder, 'more') });
    expect(more.classes).toEqual(['kitty', 'dog']);
    expect(project.catalog.images.countByState()).toMatchObject({ quarantined: 0, duplicate: 1 });
  });

  it('leaves its former name to a class that a person adds with it', async () => {
    project.catalog.classes.add('cat');
    const { images, codes } = await imported();
    expect(images).toEqual(['cat/1.png: cat', 'dog/1.png: dog']);
    expect(codes).toEqual(['labels-changed']);
  });
});
