import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { reasonSentence } from '../../core/words/notes';
import type { Values } from '../../core/words/template';
import { raw } from '../../data/decode/images.fixture';
import { decodeImage } from '../../data/decode/pixels/decode';
import { createProject, openProject, type Project } from '../project/folder/project';
import { pictureOf } from '../service';
import { connectStudio, type TestStudio } from '../service/session/studio.fixture';
import { goodPng, newPicture } from './files.fixture';
import { importSource } from './index';

/** Data that people bring and that are in no collection of cases; the command line and the window must import them alike. */
let folder: string;
let project: Project;
let studio: TestStudio | null = null;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'brought-'));
  project = createProject(join(folder, 'project'));
});
afterEach(async () => {
  await studio?.close();
  studio = null;
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function tree(...files: string[]): Promise<string> {
  for (const file of files) {
    const place = join(folder, 'data', file);
    mkdirSync(dirname(place), { recursive: true });
    await goodPng('').make(place);
  }
  return join(folder, 'data');
}

function write(file: string, content: string | Uint8Array): string {
  const place = join(folder, 'data', file);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
  return place;
}

const imagesIn = ({ catalog }: Project) => {
  const names = new Map(catalog.classes.list().map(({ id, name }) => [id, name]));
  return catalog.images
    .byIds(catalog.images.ids({}, 'path'))
    .map(({ path, split, classId, state }) =>
      [path, split, names.get(classId ?? 0) ?? '', state].join(' | '),
    );
};

const said = (of: { code: string; values: Values | null }) =>
  reasonSentence({ reason: null, ...of }, 'cli', 'en') ?? '';

/** Imports a path as the command does, and as the window does when it is given the path; both must have the same result. */
async function bring(path: string) {
  const report = await importSource(project, { path });
  const images = imagesIn(project);
  const other = join(folder, 'by window');
  studio = connectStudio(join(folder, 'studio'));
  const { client } = studio;
  await client.project.create({ folder: other, name: 'window' });
  const [{ kind, split }] = await client.data.inspect({ paths: [path] });
  if (kind === null) throw new Error('the window takes it for nothing');
  const [{ id }] = await client.data.import({ items: [{ path, kind, split: split ?? undefined }] });
  const job = async () => (await client.jobs.list()).find((each) => each.id === id);
  await expect.poll(async () => (await job())?.status).toBe('done');
  const notes = (await job())?.notes.map((each) => said(each)) ?? [];
  await studio.close();
  studio = null;
  const opened = openProject(other);
  expect(imagesIn(opened)).toEqual(images);
  opened.close();
  const told = [...report.notes, ...report.problems].map(said);
  for (const each of report.problems) expect(notes.join()).toContain(said(each));
  return { report, images, said: told.join('\n'), codes: report.notes.map(({ code }) => code) };
}

describe('lists', () => {
  const two = ['img/a.png | labelled-train | cat | ok', 'img/b.png | labelled-train | dog | ok'];

  it('with absolute paths of another machine find the files beside the list, and that is said', async () => {
    await tree('img/a.png', 'img/b.png', 'other/c.png');
    const windows =
      'label;path\r\ncat;C:\\Users\\Eva\\My data\\img\\a.png\r\ndog;C:\\Users\\Eva\\My data\\img\\b.png\r\n';
    const { images, said } = await bring(write('list.csv', `\ufeff${windows}`));
    expect(images).toEqual(two);
    expect(said).toMatch(
      /begin with "C:\/Users\/Eva\/My data\/", which does not exist on this machine; .*: 2\./,
    );
  });

  it('with absolute paths of two machines find the files of both, and each is said', async () => {
    await tree('img/a.png', 'img/b.png', 'img/c.png', 'other/gone.png');
    const { report, images, said } = await bring(
      write(
        'two.csv',
        'path,label\n/home/eva/data/img/a.png,cat\nD:\\work\\img\\b.png,dog\n/home/eva/data/img/c.png,dog\n/home/eva/data/gone.png,cat\n',
      ),
    );
    expect(images.filter((image) => image.endsWith('ok'))).toEqual([
      ...two,
      'img/c.png | labelled-train | dog | ok',
    ]);
    // A file of this name in another folder is a different file.
    expect(report.quarantined.map(({ path, code }) => [path, code])).toEqual([
      ['/home/eva/data/gone.png', 'vanished'],
    ]);
    expect(said).toMatch(/begin with "\/home\/eva\/data\/".*: 2\./);
    expect(said).toMatch(/begin with "D:\/work\/".*: 1\./);
  });

  it('with addresses, percent signs, no endings, another case or no folder find the one file that fits, and say how many', async () => {
    await tree('img/my pic.png', 'img/ISIC_0024306.png', 'img/Käfer.PNG', 'more/deep/d.png', 'img/50%.png');
    const { images, report, said } = await bring(
      write(
        'list.csv',
        `image,label\nimg/my%20pic.png,cat\nISIC_0024306,dog\nimg/käfer.png,cat\nD.PNG,dog\nimg/50%.png,cat\n`,
      ),
    );
    expect(report.quarantined).toEqual([]);
    expect(images).toEqual([
      'img/50%.png | labelled-train | cat | ok',
      'img/ISIC_0024306.png | labelled-train | dog | ok',
      'img/Käfer.PNG | labelled-train | cat | ok',
      'img/my pic.png | labelled-train | cat | ok',
      'more/deep/d.png | labelled-train | dog | ok',
    ]);
    expect(said).toMatch(/exactly one match: 4, such as "img\/my%20pic\.png" for "img\/my pic\.png"/);
  });

  it('with names that fit several files have these put aside, and the files are named', async () => {
    await tree('one/a.png', 'two/a.png', 'img/b.jpg', 'img/b.png', 'img/c.PNG', 'img/C.png');
    const { report, images } = await bring(
      write('list.csv', 'path,label\na,cat\nimg/b,dog\nimg/c.png,cat\n'),
    );
    expect(images.every((image) => image.endsWith('quarantined'))).toBe(true);
    expect(report.quarantined.map(({ path, code, values }) => [path, code, values?.files])).toEqual([
      ['a', 'path-several-files', 'one/a.png, two/a.png'],
      ['img/b', 'path-several-files', 'img/b.jpg, img/b.png'],
      ['img/c.png', 'path-several-files', 'img/C.png, img/c.PNG'],
    ]);
  });

  it('leave the files of other rows, of other folders and of a test alone', async () => {
    await tree('img/a.png', 'img/b.png', 'test/t.png', 'old/gone.png');
    const { report, images } = await bring(
      write('train.csv', 'path,label\nimg/A,dog\nimg/a.png,cat\nimg/b.png,dog\nt,cat\nimg/gone.png,dog\n'),
    );
    expect(images.filter((image) => image.endsWith('ok'))).toEqual(two);
    expect(report.quarantined.map(({ path, code }) => [path, code])).toEqual([
      ['img/A', 'vanished'],
      ['img/gone.png', 'vanished'],
      ['t', 'vanished'],
    ]);
  });

  it('with images in folders of splits and no split of their own: what is held out there is held out, and said', async () => {
    await tree('train/a.png', 'val/b.png', 'test/c.png', 'test/d.png', 'train/e.png');
    const { images, said } = await bring(
      write(
        'all.csv',
        'path,label\ntrain/a.png,cat\nval/b.png,dog\ntest/c.png,cat\ntest/d.png,\ntrain/e.png,dog\n',
      ),
    );
    expect(images).toEqual([
      'test/c.png | test | cat | ok',
      'test/d.png | test |  | ok',
      'train/a.png | labelled-train | cat | ok',
      'train/e.png | labelled-train | dog | ok',
      'val/b.png | validation | dog | ok',
    ]);
    expect(said).toMatch(/no split.*test \(for testing\)/);
  });

  it('with a split for some images take the others from their folders', async () => {
    await tree('x/train/a.png', 'x/train/b.png', 'x/test/c.png');
    const { images } = await bring(
      write('all.csv', 'path,label,split\nx/train/a.png,cat,val\nx/train/b.png,dog,\nx/test/c.png,cat,\n'),
    );
    expect(images).toEqual([
      'x/test/c.png | test | cat | ok',
      'x/train/a.png | validation | cat | ok',
      'x/train/b.png | labelled-train | dog | ok',
    ]);
  });

  it('with images in one folder that is called like a split among others are trained on', async () => {
    await tree('test/a.png', 'bus/b.png');
    const { images } = await bring(write('rows.csv', 'path,label\ntest/a.png,test\nbus/b.png,bus\n'));
    expect(images).toEqual([
      'bus/b.png | labelled-train | bus | ok',
      'test/a.png | labelled-train | test | ok',
    ]);
  });

  it('that are called like a split are of it, whatever their images’ folders', async () => {
    await tree('train/a.png', 'test/b.png');
    const { images } = await bring(write('train.csv', 'path,label\ntrain/a.png,cat\ntest/b.png,dog\n'));
    expect(images).toEqual([
      'test/b.png | labelled-train | dog | ok',
      'train/a.png | labelled-train | cat | ok',
    ]);
  });

  it('in UTF-16 without a mark, columns in another order, names with spaces and of two compositions are read', async () => {
    await tree('img/a.png', 'img/b.png', 'img/c.png');
    const [composed, decomposed] = ['Käfer'.normalize('NFC'), 'Käfer'.normalize('NFD')];
    const text = `Split\tClass\tFile\r\ntrain\t${composed} \timg/a.png\r\nVAL\t ${decomposed}\timg/b.png\r\nholdout\tdog\timg/c.png\r\n`;
    const { images, report } = await bring(write('list.tsv', Buffer.from(text, 'utf16le')));
    expect(images).toEqual([
      `img/a.png | labelled-train | ${composed} | ok`,
      `img/b.png | validation | ${composed} | ok`,
      'img/c.png | test | dog | ok',
    ]);
    expect(report.problems).toEqual([]);
  });

  it('of file addresses are read', async () => {
    await tree('img/a.png', 'img/b.png');
    const place = join(folder, 'data');
    const { images } = await bring(
      write('list.csv', `image,label\nfile://${place}/img/a.png,cat\nfile://${place}/img/b.png,dog\n`),
    );
    expect(images).toEqual(two);
  });

  it('of file addresses with a machine, percent signs or a drive are read', async () => {
    await tree('img/my pic.png', 'img/b.png');
    const place = join(folder, 'data');
    const { images, report } = await bring(
      write(
        'list.csv',
        `image,label\nfile://localhost${place}/img/my%20pic.png,cat\nfile:///C:/Users/Eva/img/b.png,dog\n`,
      ),
    );
    expect(images).toEqual([two[1], 'img/my pic.png | labelled-train | cat | ok']);
    expect(report.quarantined).toEqual([]);
  });
});

describe('folders', () => {
  it('with archives in them: these are named, since nobody opens them', async () => {
    const path = await tree('cat/a.png', 'dog/b.png');
    write('rest.zip', 'PK');
    write('dog/more.TAR.GZ', 'x');
    const { report, images } = await bring(path);
    expect(images).toHaveLength(2);
    expect(report.problems.map(({ place, code }) => [place, code])).toEqual([
      ['.gz', 'archive'],
      ['.zip', 'archive'],
    ]);
    await expect(importSource(project, { path: join(path, 'rest.zip') })).rejects.toThrow(/Unpack it/);
  });

  it('that moved are no copies of themselves where the window imports them again', async () => {
    const path = await tree('cat/a.png', 'dog/b.png');
    const made = join(folder, 'by window');
    studio = connectStudio(join(folder, 'studio'));
    const { client } = studio;
    await client.project.create({ folder: made, name: 'window' });
    const bringIn = async (from: string) => {
      const [{ kind, split }] = await client.data.inspect({ paths: [from] });
      if (kind === null) throw new Error('the window takes it for nothing');
      const [{ id }] = await client.data.import({ items: [{ path: from, kind, split: split ?? undefined }] });
      const job = async () => (await client.jobs.list()).find((each) => each.id === id);
      await expect.poll(async () => (await job())?.status).toBe('done');
      return (await job())?.notes.map(({ code }) => code) ?? [];
    };
    await bringIn(path);
    renameSync(path, join(folder, 'moved'));
    expect(await bringIn(join(folder, 'moved'))).toContain('source-moved');
    await studio.close();
    studio = null;
    const opened = openProject(made);
    expect(imagesIn(opened)).toEqual([
      'cat/a.png | labelled-train | cat | ok',
      'dog/b.png | labelled-train | dog | ok',
    ]);
    opened.close();
  });

  it('of one class alone, or of no class, are read alike by both faces and said', async () => {
    const { images, said } = await bring(await tree('images/a.png', 'images/b.png'));
    expect(images.every((image) => image.includes('| labelled-train | images |'))).toBe(true);
    expect(said).toContain('all have the class "images"');
  });

  it('of boxes, with images and labels in each split, are a list of objects', async () => {
    const path = await tree('train/images/a.png', 'val/images/b.png');
    write('train/labels/a.txt', '0 0.5 0.5 1 1');
    expect((await bring(path)).codes).toContain('list-of-objects');
  });

  it('of images and labels whose texts say nothing are no class in silence', async () => {
    const path = await tree('train/images/a.png', 'val/images/b.png');
    write('train/labels/a.txt', '');
    const { codes, said } = await bring(path);
    expect(codes).toContain('one-class-folder');
    expect(said).toContain('all have the class "images"');
  });

  it('whose classes lie one folder deeper are read by their first folder, and said', async () => {
    const { images, said } = await bring(
      await tree('animals/cat/a.png', 'animals/dog/b.png', 'plants/rose/c.png'),
    );
    expect(images.map((image) => image.split(' | ')[2])).toEqual(['animals', 'animals', 'plants']);
    expect(said).toContain('whatever its folders are called (cat, dog)');
  });

  it('whose classes have folders below splits that may be the classes are told of', async () => {
    const { said } = await bring(
      await tree(
        ...['cat', 'dog'].flatMap((name) => [
          `train/animal/${name}/${name}.png`,
          `test/animal/${name}/t-${name}.png`,
        ]),
        'train/plant/p.png',
      ),
    );
    expect(said).toContain('Everything in the folders "animal" has the one class "animal"');
    expect(said).toContain('(cat, dog)');
  });

  it('whose classes have other folders in each split, as of films, are nothing to speak of', async () => {
    const { codes } = await bring(
      await tree(
        ...['train', 'test'].flatMap((split) =>
          ['run', 'walk'].flatMap((name) =>
            ['x', 'y'].map((film) => `${split}/${name}/${name}-${split}-${film}/${film}.png`),
          ),
        ),
      ),
    );
    expect(codes).toEqual(['split-folders-found']);
  });

  it('whose classes have folders of years, or of the same names, are nothing to speak of', async () => {
    const { codes } = await bring(
      await tree(
        'cat/2023/a.png',
        'cat/2024/b.png',
        'dog/left/c.png',
        'dog/right/d.png',
        'hen/left/e.png',
        'hen/right/f.png',
      ),
    );
    expect(codes).not.toContain('folders-within-class');
  });

  it.each([
    ['xtrain/cat xtrain/dog xtest/cat xtest/dog', 'same-folders-within'],
    ['fold1/cat fold1/dog fold2/cat fold2/dog', 'same-folders-within'],
    ['cats_train dogs_train cats_test dogs_test', 'classes-like-splits'],
    ['pets-train/cat pets-train/dog pets-test/cat pets-test/dog', 'split-folders-found'],
    ['amazon/images/bike amazon/images/mug dslr/images/bike dslr/images/mug', 'same-folders-within'],
    ['cat dog thumbnails', 'classes-doubtful'],
    ['cat dog backup/cat backup/dog', 'classes-doubtful'],
    ['trainA trainB testA testB', 'classes-like-splits'],
    ['train/cat train/dog train/bird round2/cat round2/dog', 'same-folders-within'],
    ['cam1/cat cam1/dog cam2/cat cam2/dog cam2/bird', 'same-folders-within'],
    ['train/cam1/cat train/cam1/dog test/cam2/cat test/cam2/dog', 'same-folders-within'],
    ['2024-01-01/cat 2024-01-01/dog 2024-01-02/hen', 'classes-doubtful'],
    ['images masks', 'classes-doubtful'],
    ['train/images train/masks test/images test/masks', 'classes-doubtful'],
    ['VOC2007/JPEGImages VOC2012/JPEGImages VOC2012/SegmentationClass', 'classes-doubtful'],
    ['cat/train/cam1 cat/test/cam2 dog/train/cam1 dog/test/cam2', 'folders-above-splits'],
    ['cat dog test', 'lone-split-folders'],
    ['cat dog test/cat test/dog', 'lone-split-folders'],
    ['train/cat train/dog train/unlabeled test/cat test/dog', 'lone-split-folders-within'],
    ['train/cat test/unknown', 'classes-only-held-out'],
    ['train/cats train/dogs test/cat test/dog', 'classes-only-held-out'],
  ])('that may be splits by names that no one knew are told of: %s', async (folders, code) => {
    const { codes } = await bring(await tree(...folders.split(' ').map((name, at) => `${name}/${at}.png`)));
    expect(codes).toContain(code);
  });

  it('that are classes for all their names are not told of as splits', async () => {
    const { codes } = await bring(await tree('train/a.png', 'bus/b.png', 'hen/c.png', 'dog/d.png'));
    expect(codes.join()).not.toMatch(/same-folders|like-splits/);
  });

  it('of which one alone is called like a split: it is held out or a pool, whoever reads it', async () => {
    const { images } = await bring(await tree('cat/a.png', 'dog/b.png', 'test/cat/c.png', 'test/d.png'));
    expect(images).toEqual([
      'cat/a.png | labelled-train | cat | ok',
      'dog/b.png | labelled-train | dog | ok',
      'test/cat/c.png | test | cat | ok',
    ]);
  });

  it('of classes with a pool in one of the splits', async () => {
    const { images } = await bring(
      await tree(
        'train/labeled/cat/a.png',
        'train/labeled/dog/b.png',
        'train/unlabeled/c.png',
        'test/cat/d.png',
      ),
    );
    expect(images).toEqual([
      'test/cat/d.png | test | cat | ok',
      'train/labeled/cat/a.png | labelled-train | cat | ok',
      'train/labeled/dog/b.png | labelled-train | dog | ok',
      'train/unlabeled/c.png | unlabelled |  | ok',
    ]);
  });

  it.each([
    'train/cat train/dog test/cat test/dog',
    'cat/day1 cat/day2 dog/day3 dog/day4',
    'cat dog hen',
    'a/train/cat b/train/cat',
  ])('that leave no doubt are nothing to speak of: %s', async (folders) => {
    const { codes } = await bring(await tree(...folders.split(' ').map((name, at) => `${name}/${at}.png`)));
    expect(codes.join()).not.toMatch(/same-folders|like-splits|doubtful|lone|only-held-out/);
  });

  it('beside texts that name the images of a split have these splits, and that is said', async () => {
    const data = await tree('pie/1.png', 'pie/2.png', 'soup/3.png');
    write('meta/train.txt', 'pie/1\nsoup/3\n');
    write('meta/test.txt', 'pie/2\n');
    write('testing notes.txt', 'Tested on Monday.\n');
    const { said, images } = await bring(data);
    expect(images.filter((image) => image.includes('test'))).toHaveLength(1);
    expect(said).toContain('"meta/test.txt", "meta/train.txt"');
    expect(said).toContain('there are 2 to train on, 1 for testing');
    expect(said).not.toContain('"testing notes.txt"');
  });

  it('that are splits in another language are splits', async () => {
    const { images } = await bring(await tree('训练/cat/a.png', '测试/cat/b.png'));
    expect(images.map((image) => image.split(' | ')[1]).sort()).toEqual(['labelled-train', 'test']);
  });

  it('whose classes have images beside their folders are nothing to speak of', async () => {
    const { codes } = await bring(await tree('cat/a.png', 'cat/more/b.png', 'cat/rest/c.png', 'dog/d.png'));
    expect(codes).not.toContain('folders-within-class');
  });

  it('called train, with a single class: to train on, and said', async () => {
    await tree('train/cat/a.png', 'train/cat/b.png');
    const { images, codes } = await bring(join(folder, 'data', 'train'));
    expect(images.every((image) => image.includes('| labelled-train | cat |'))).toBe(true);
    expect(codes).toContain('one-class-folder');
  });

  it('named val, valid, Validation and dev are all validation', async () => {
    const names = ['train', 'val', 'valid', 'Validation', 'dev'];
    const { images } = await bring(await tree(...names.map((name) => `${name}/cat/${name}.png`)));
    expect(images.map((image) => image.split(' | ')[1]).sort()).toEqual([
      'labelled-train',
      ...Array(4).fill('validation'),
    ]);
  });

  it('of classes that differ in case, spaces or signs alone are kept apart, and said', async () => {
    const { report } = await bring(await tree('Red Fox/a.png', 'red_fox/b.png', 'dog/c.png'));
    expect(report.notes.filter(({ code }) => code === 'classes-alike')).toHaveLength(1);
    expect(report.notes.find(({ code }) => code === 'classes-alike')?.values).toEqual({
      names: '"Red Fox", "red_fox"',
    });
  });

  it('with links in circles, links to files and links to nothing end, and name what is wrong', async () => {
    const path = await tree('cat/a.png', 'dog/b.png');
    symlinkSync('..', join(path, 'cat', 'up'));
    symlinkSync(join(path, 'dog'), join(path, 'dog', 'self'));
    symlinkSync('two', join(path, 'cat', 'one'));
    symlinkSync('one', join(path, 'cat', 'two'));
    symlinkSync('nowhere.png', join(path, 'dog', 'gone.png'));
    const { report, images } = await bring(path);
    expect(images.filter((image) => image.endsWith('| ok'))).toHaveLength(2);
    expect(report.problems.map(({ code }) => code)).toEqual(['link-loop', 'link-loop']);
    expect(report.quarantined.map(({ path: file, code }) => [file, code])).toEqual([
      ['dog/gone.png', 'vanished'],
    ]);
  });

  it('with what systems leave, hidden or empty, and names of every kind', async () => {
    const path = await tree(
      'cat/🐈\nnew line.png',
      'cat/#1 50%.png',
      'dog/b.png',
      'dog/@eaDir/b.png/thumb.jpg',
    );
    for (const name of ['Thumbs.db', '.DS_Store', 'cat/Thumbs.db', 'dog/desktop.ini', 'cat/._b.png'])
      write(name, 'x');
    write('dog/empty.jpg', '');
    const { images } = await bring(path);
    expect(images).toEqual([
      'cat/#1 50%.png | labelled-train | cat | ok',
      'cat/🐈\nnew line.png | labelled-train | cat | ok',
      'dog/b.png | labelled-train | dog | ok',
      'dog/empty.jpg | labelled-train | dog | quarantined',
    ]);
  });
});

describe('pictures', () => {
  it('that are panoramas of 20,000 by 10 or one pixel come in, are shown and decoded', async () => {
    const path = join(folder, 'data');
    await tree('cat/plain.png');
    const strip = newPicture(20_000, 10);
    write('cat/wide.png', await raw(strip, 20_000, 10).png().toBuffer());
    write('cat/high.jpg', await raw(strip, 10, 20_000).jpeg().toBuffer());
    write(
      'dog/dot.png',
      await raw(Buffer.from([200, 10, 60]), 1, 1)
        .png()
        .toBuffer(),
    );
    const { images } = await bring(path);
    expect(images.every((image) => image.endsWith('| ok'))).toBe(true);
    for (const { id, file, path: name } of project.catalog.images.byIds(project.catalog.images.ids())) {
      const pixels = await decodeImage(file, 224);
      expect(pixels).toHaveLength(224 * 224 * 3);
      const { bytes } = await pictureOf(project, id, 256);
      const { width = 0, height = 0 } = await sharp(bytes).metadata();
      expect([name, width <= 256 && height <= 256 && width > 0]).toEqual([name, true]);
    }
    // The middle of the strip, as training sees it: its ten rows, enlarged.
    const { data } = await sharp(strip, { raw: { width: 20_000, height: 10, channels: 3 } })
      .extract({ left: 9995, top: 0, width: 10, height: 10 })
      .resize(224, 224, { kernel: 'cubic' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const wide = await decodeImage(join(path, 'cat/wide.png'), 224);
    const difference = wide.reduce((sum, value, i) => sum + Math.abs(value - data[i]), 0) / wide.length;
    expect(difference).toBeLessThan(3);
  });

  it('turned by EXIF, of CMYK, of 16 bits, of several frames or pages come in as they look', async () => {
    const path = await tree('dog/plain.png');
    const picture = () => raw(newPicture(60, 40), 60, 40);
    write('cat/turned.jpg', await picture().withMetadata({ orientation: 8 }).jpeg().toBuffer());
    write('cat/print.jpg', await picture().toColourspace('cmyk').jpeg().toBuffer());
    write('cat/deep.png', await picture().toColourspace('rgb16').png().toBuffer());
    const frames = Buffer.concat([newPicture(60, 40), newPicture(60, 40)]);
    const several = () => sharp(frames, { raw: { width: 60, height: 80, channels: 3, pageHeight: 40 } });
    write(
      'cat/moving.webp',
      await several()
        .webp({ lossless: true, loop: 0, delay: [40, 40] })
        .toBuffer(),
    );
    write(
      'cat/moving.gif',
      await several()
        .gif({ loop: 0, delay: [40, 40] })
        .toBuffer(),
    );
    write('cat/pages.tif', await several().tiff({ compression: 'lzw' }).toBuffer());
    write('cat/clear.avif', await picture().ensureAlpha(0.4).avif({ effort: 0 }).toBuffer());
    const { images, report } = await bring(path);
    expect(images).toHaveLength(8);
    expect(images.every((image) => image.endsWith('| ok'))).toBe(true);
    const note = report.notes.find(({ code }) => code === 'several-pictures');
    expect(note?.values).toEqual({ files: 'cat/moving.gif, cat/moving.webp, cat/pages.tif' });
    const facts = project.catalog.images.byIds(project.catalog.images.ids());
    expect(facts.find(({ path: file }) => file === 'cat/turned.jpg')).toMatchObject({
      width: 40,
      height: 60,
    });
    expect(facts.find(({ path: file }) => file === 'cat/pages.tif')).toMatchObject({ width: 60, height: 40 });
  });

  it('that are there twice under two names of one list or folder are copies, not two pictures', async () => {
    const path = await tree('cat/a.png', 'dog/b.png');
    copyFileSync(join(path, 'cat/a.png'), join(path, 'cat/a (1).png'));
    const { images } = await bring(path);
    expect(images.map((image) => image.split(' | ')[3])).toEqual(['ok', 'duplicate', 'ok']);
  });
});
