import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { decodeImage } from '../../src/data/decode/pixels/decode';
import { checkTrainable, imagesOf, unlearntClasses } from '../../src/studio/project/images/image-sets';
import { pictureOf } from '../../src/studio/service';
import type { Imported } from './cases-faces';

/** Files of a kind that people bring. */
export interface Case {
  readonly name: string;
  /** The path below the folder in which the cases were made. */
  readonly path: string;
  /** Says what is wrong, in words; undefined if everything is right. */
  check(imported: Imported): Promise<string | undefined> | string | undefined;
}

/** A check that fails if the images are not the expected ones, or if no message matches `says`. */
const images =
  (expected: readonly string[], says?: RegExp) =>
  ({ images, said }: Imported): string | undefined => {
    if (images.join('\n') !== expected.join('\n')) return `came in as ${JSON.stringify(images)}`;
    return says && !says.test(said) ? `nothing said that matches ${says}` : undefined;
  };

const list = (name: string, labels: readonly [string, string], says?: RegExp): Case => ({
  name: `lists/${name}.csv`,
  path: `lists/${name}.csv`,
  check: images(
    labels.map(
      (label, i) => `img/${'ab'[i]}.jpg | ${label ? 'labelled-train' : 'unlabelled'} | ${label} | ok`,
    ),
    says,
  ),
});

const splitTree = [...['test', 'train', 'val']].flatMap((split) =>
  ['cat', 'dog'].flatMap((name) =>
    [0, 1, 2].map((i) => {
      const meaning = { test: 'test', train: 'labelled-train', val: 'validation' }[split];
      return `${split}/${name}/${i}.png | ${meaning} | ${name} | ok`;
    }),
  ),
);

export const cases: readonly Case[] = [
  { name: 'split-tree', path: 'split-tree', check: images(splitTree, /train.*val|val.*train/) },
  list('backslash', ['cat', 'dog']),
  list('cp1252', ['Bäcker', 'Böcker'], /windows-1252/),
  {
    name: 'lists/utf16.csv',
    path: 'lists/utf16.csv',
    check: images(['img/a.jpg | labelled-train | Käfer | ok']),
  },
  list('semicolon', ['cat', 'dog']),
  list('index', ['cat', 'dog'], /width/),
  {
    name: 'lists/newline.csv',
    path: 'lists/newline.csv',
    check: images(
      ['img/a.jpg | labelled-train |  | quarantined', 'img/b.jpg | labelled-train | dog | ok'],
      /line break/,
    ),
  },
  list('missing', ['', ''], /NaN/),
  {
    name: 'cut',
    path: 'cut',
    check: ({ images }) => {
      const usable = images.filter((image) => image.endsWith(' | ok')).map((image) => image.split(' | ')[0]);
      return images.length === 5 && usable.join() === 'stray-bytes.jpg,whole.jpg'
        ? undefined
        : images.join('; ');
    },
  },
  { name: 'deep', path: 'deep', check: contrast },
  {
    name: 'endings',
    path: 'endings',
    check: ({ images, said }) => {
      const usable = images.filter((image) => image.endsWith(' | ok')).length;
      if (usable !== 8) return `${usable} of 8 pictures came in`;
      return said.includes('.pdf') ? undefined : 'the file that is no picture was not counted';
    },
  },
  {
    name: 'system',
    path: 'system',
    check: images(['cat/a.jpg | labelled-train | cat | ok', 'dog/a.jpg | labelled-train | dog | ok']),
  },
  {
    name: 'bytes',
    path: 'bytes',
    check: ({ images, project, exitCode }) => {
      const named = project.catalog.sources.list().flatMap(({ id }) => project.catalog.sources.issues(id));
      if (images.length !== 1 || !images[0].includes('ok.png')) return images.join('; ');
      if (exitCode === 0) return 'exit code 0';
      return named.filter(({ code }) => code === 'name-encoding').length === 3
        ? undefined
        : JSON.stringify(named);
    },
  },
  {
    name: 'near',
    path: 'near',
    check: ({ images }) => {
      const leaks = images.filter((image) => image.startsWith('train/') && image.endsWith(' | leak'));
      return leaks.length === 4 ? undefined : `${leaks.length} of 4 near copies found`;
    },
  },
  { name: 'one-class', path: 'one-class', check: oneClass },
  { name: 'clear/cross.png', path: 'clear', check: shownAsTrained },
];

/** Checks that every file has the mean brightness of the file with 8 bits. */
async function contrast({ project }: Imported): Promise<string | undefined> {
  const found = project.catalog.images.byIds(project.catalog.images.ids({ state: 'ok' }));
  if (found.length !== 6) return `${found.length} of 6 came in`;
  for (const { file, path } of found) {
    const pixels = await decodeImage(file, 64);
    const mean = pixels.reduce((sum, value) => sum + value, 0) / pixels.length;
    if (Math.abs(mean - 201) > 3) return `${path} has the mean ${mean.toFixed(1)}`;
  }
  return undefined;
}

function oneClass({ project }: Imported): string | undefined {
  const [dog] = unlearntClasses(project);
  if (dog?.name !== 'dog' || dog.images !== 3)
    return 'the class of the test without training images is not named';
  try {
    checkTrainable(project, imagesOf(project, 'labelled-train'));
  } catch (error) {
    return /"cat"/.test(String(error)) ? undefined : String(error);
  }
  return 'training is not refused';
}

async function shownAsTrained({ project, root }: Imported): Promise<string | undefined> {
  const [id] = project.catalog.images.ids();
  const trained = await decodeImage(readFileSync(join(root, 'cross.png')), 96);
  const { bytes } = await pictureOf(project, id, 256);
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) return 'it is shown with transparency';
  const difference = data.reduce((sum, value, i) => sum + Math.abs(value - trained[i]), 0) / data.length;
  return difference < 8 ? undefined : `shown ${difference.toFixed(0)} levels other than trained`;
}
