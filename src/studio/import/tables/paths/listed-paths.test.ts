import { describe, expect, it } from 'vitest';
import { Brought } from '../../brought.fixture';

const brought = Brought.forEach();

describe('relative paths', () => {
  it.each(['data/img/', './data/img/', '../input/plants/img/', 'CheXpert-v1.0-small/img/'])(
    'may begin with folders in which the list was elsewhere, and this is said: %s',
    async (before) => {
      await brought.pictures('img/a.png img/b.png');
      brought.write('l.csv', 'path,label', `${before}a.png,cat`, `${before}b.png,dog`);
      const { images, codes } = await brought.imported('l.csv');
      expect(images).toEqual(['img/a.png|cat|labelled-train', 'img/b.png|dog|labelled-train']);
      expect(codes).toEqual(['paths-elsewhere']);
    },
  );

  it('may begin with the folder of the list', async () => {
    await brought.pictures('train/a.png');
    brought.write('train/l.csv', 'path,label', 'train/a.png,cat');
    expect((await brought.imported('train/l.csv')).images).toEqual(['a.png|cat|labelled-train']);
  });

  it.each([
    ['a split', ['test/img/a.png,cat']],
    ['another folder that is here', ['more/img/a.png,cat']],
    ['nothing but a name', ['cam1/c.png,cat']],
  ])('begin with %s: these mean no other file', async (_, rows) => {
    await brought.pictures('img/a.png more/x.png c.png');
    brought.write('l.csv', 'path,label', ...rows);
    expect((await brought.imported('l.csv')).images[0]).toContain('|vanished');
  });

  it('begin in one way: files of the same names may be in two folders', async () => {
    await brought.pictures('img/a.png img/b.png');
    brought.write('l.csv', 'path,label', 'cam1/img/a.png,cat', 'cam2/img/b.png,dog');
    expect((await brought.imported('l.csv')).images).toEqual([
      'cam2/img/b.png||labelled-train|vanished',
      'img/a.png|cat|labelled-train',
    ]);
  });
});

describe('images in folders beside that of the list', () => {
  it.each([
    ['labels/l.csv', 'images/a.png', 'a.png', 'labelled-train'],
    ['annotations/l.csv', 'images/a.png', 'images/a.png', 'labelled-train'],
    ['meta/train.txt', 'train/a.png', 'a.png', 'labelled-train'],
    ['meta/val.txt', 'val/a.png', 'a.png', 'validation'],
    ['meta/all.txt', 'test/a.png', 'test/a.png', 'test'],
  ])('are found from %s, and this is said', async (list, picture, name, split) => {
    await brought.pictures(picture);
    brought.write(list, 'path,label', `${name},cat`);
    const { images, codes } = await brought.imported(list);
    expect(images).toEqual([`${picture}|cat|${split}`]);
    expect(codes).toContain('images-in-folder');
  });
});
