import { mkdirSync, renameSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Brought } from './brought.fixture';

const brought = Brought.forEach();

/** Makes a picture in each folder, and imports all. */
async function folders(names: string) {
  await brought.pictures(
    names
      .split(' ')
      .map((name, at) => `${name}/${at}.png`)
      .join(' '),
  );
  return brought.imported();
}

/** Each image as `folder: class of split`. */
const seen = ({ images }: { images: readonly string[] }) =>
  images.map((image) => {
    const [path, label, split] = image.split('|');
    return `${path.slice(0, path.lastIndexOf('/'))}: ${label} of ${split}`;
  });

describe('folders with a split among the words of their names', () => {
  it.each([
    ['asl_train/cat asl_test/cat', ['asl_test/cat: cat of test', 'asl_train/cat: cat of labelled-train']],
    ['X_train/cat X_val/cat', ['X_train/cat: cat of labelled-train', 'X_val/cat: cat of validation']],
    [
      'train/cat test_clean/cat testB/cat ood_val/cat',
      [
        'ood_val/cat: cat of validation',
        'testB/cat: cat of test',
        'test_clean/cat: cat of test',
        'train/cat: cat of labelled-train',
      ],
    ],
    [
      'my_train/my_train/cat my_test/my_test/cat',
      ['my_test/my_test/cat: cat of test', 'my_train/my_train/cat: cat of labelled-train'],
    ],
  ])('are splits if all are named so and classes are inside: %s', async (names, expected) => {
    const result = await folders(names);
    expect(seen(result)).toEqual(expected);
    expect(result.codes).toContain('split-folders-found');
  });

  it.each(['train_station test_tube', 'cats_train dogs_train cats_test dogs_test', 'test_tube cat train'])(
    'may be classes otherwise: %s',
    async (names) => {
      const { classes } = await folders(names);
      expect(classes).toEqual(names.split(' ').sort());
    },
  );

  it('stay classes if an earlier import read them so', async () => {
    const { project } = brought;
    await brought.pictures('pets_train/cat/1.png pets_test/cat/2.png');
    await brought.imported('', { kind: 'folder-per-class' });
    await brought.pictures('pets_test/cat/3.png');
    expect((await brought.imported()).classes).toEqual(['pets_test', 'pets_train']);
    expect(project.catalog.sources.list()[0].kind).toBe('folder-per-class');
  });
});

it.each(['no_label', 'not labelled', 'to_label', 'unsorted', '미분류'])(
  'a folder of what is still to be labelled is a pool: %s',
  async (name) => {
    await brought.pictures('cat/1.png dog/2.png x.png');
    mkdirSync(brought.at(name));
    renameSync(brought.at('x.png'), brought.at(`${name}/3.png`));
    expect((await brought.imported()).images).toContain(`${name}/3.png||unlabelled`);
  },
);

it('a folder of pictures below a split is no class beside those of other splits', async () => {
  const { images, problems, classes } = await folders('train/cat/images train/dog/images val/images');
  expect(images).toHaveLength(2);
  expect(classes).toEqual(['cat', 'dog']);
  expect(problems).toEqual(['val/images/2.png: no-class-folder']);
});

describe('files named like masks of other images', () => {
  it.each(['cat/1_mask.png', 'train/cat/1_segmentation.png train/cat/1.png test/cat/2.png'])(
    'are told of: %s',
    async (names) => {
      await brought.pictures(`cat/1.png dog/2.png ${names}`.replace(/^.*?(?=train)/, ''));
      const { notes } = await brought.imported();
      const [first] = names.split(' ');
      expect(notes).toContainEqual({ code: 'masks-beside', values: { images: 1, first } });
    },
  );

  it.each([
    ['covid/images/1.png covid/masks/1.png', 'covid/masks/1.png'],
    ['covid/1.png covid/masks/1.png', 'covid/masks/1.png'],
    [
      'train/covid/images/1.png train/covid/lung masks/1_mask.png test/a/2.png',
      'train/covid/lung masks/1_mask.png',
    ],
    ['images/train/cat/1.png images/test/cat/2.png masks/train/cat/1.png', 'masks/train/cat/1.png'],
    ['cup/rgb/1.png cup/depth/1.png', 'cup/depth/1.png'],
    ['cup/1_crop.png cup/1_depthcrop.png', 'cup/1_depthcrop.png'],
    ['cup/image_1.png cup/mask_1.png', 'cup/mask_1.png'],
    ['1.png 1_mask.png', '1_mask.png'],
  ])('are told of by their folders and in pairs of names, and in a pool: %s', async (names, first) => {
    for (const name of names.split(/(?<=png) /)) await brought.picture(name);
    const { notes } = await brought.imported();
    expect(notes).toContainEqual({ code: 'masks-beside', values: { images: 1, first } });
  });

  it.each([
    'worn/a_mask.png bare/b.png',
    'mask/1.png no_mask/1.png',
    'face/1.png face_mask/1.png',
    'with masks/1.png without masks/1.png',
  ])('are nothing to speak of alone, since a class may be masks: %s', async (names) => {
    for (const name of names.split(/(?<=png) /)) await brought.picture(name);
    expect((await brought.imported()).codes.filter((code) => code !== 'classes-doubtful')).toEqual([]);
  });
});
