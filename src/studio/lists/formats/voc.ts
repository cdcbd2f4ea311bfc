import { basename, extname } from 'node:path';
import type { ListFormat, ListPiece, WriteContext } from '../format';
import type { LabelRow } from '../label-row';
import type { ListPlace } from '../list-place';
import { FreeNames, safeName } from '../names';
import { splitFileName } from '../splits';
import { annotationFiles, imageSets, namesFile, readVoc } from './voc-folder';

/**
 * Pascal VOC (host.robots.ox.ac.uk/pascal/VOC/voc2012/devkit_doc.pdf): `JPEGImages`, and in `ImageSets/Main` one file for each split with
 * the names of its images, and one for each class and split with 1, -1 or 0 (difficult) for each image.
 */
export const voc: ListFormat = {
  name: 'voc',
  words: {
    en: {
      title: 'Pascal VOC',
      help: 'A folder with copies of the image files in JPEGImages, and a list for each class and split in ImageSets/Main. It can be imported again.',
    },
    ko: {
      title: 'Pascal VOC',
      help: '이미지 사본은 JPEGImages에, 클래스와 분할별 목록은 ImageSets/Main에 둔 폴더입니다. 다시 가져올 수 있습니다.',
    },
  },
  reading: { fits, read: readVoc },
  writing: { ending: null, copies: true, unlabelled: true, write },
};

function fits(place: ListPlace): boolean {
  if (!place.isFolder) return false;
  if (place.names('.txt', imageSets).length > 0) return true;
  const [first] = annotationFiles(place);
  return first !== undefined && place.xml(place.file('Annotations', first))[0]?.name === 'annotation';
}

/** How many lines make a piece: there is a line for each image and class, and a piece for each would take longer than the writing. */
const linesAtOnce = 2048;

function* linesOf(
  file: string,
  ids: readonly string[],
  lineOf: (id: string, at: number) => string,
): Generator<ListPiece, void, boolean> {
  for (let from = 0; from < ids.length; from += linesAtOnce) {
    const some = ids.slice(from, from + linesAtOnce);
    yield { file, text: some.map((id, i) => `${lineOf(id, from + i)}\n`).join('') };
  }
}

interface WrittenSplit {
  readonly ids: string[];
  /** The class of each image, -1 without one. */
  readonly classes: number[];
}

function* write(rows: Iterable<LabelRow>, { classes }: WriteContext): Generator<ListPiece, void, boolean> {
  const splits = new Map<string, WrittenSplit>();
  const numbers = new Map(classes.map((name, index) => [name, index]));
  const free = new FreeNames();
  for (const row of rows) {
    // Programs that read these lists split lines at white space.
    const name = safeName(basename(row.path), 'image').replace(/\s+/g, '_');
    const ending = extname(name);
    const id = free.take(name.slice(0, name.length - ending.length) || 'image');
    if (!(yield { file: `JPEGImages/${id}${ending}`, copyOf: row })) continue;
    const split = splits.get(row.split) ?? { ids: [], classes: [] };
    splits.set(row.split, split);
    if (row.label !== null && !numbers.has(row.label)) numbers.set(row.label, numbers.size);
    split.ids.push(id);
    split.classes.push(row.label === null ? -1 : (numbers.get(row.label) as number));
  }
  const fileNames = new FreeNames();
  const stems = [...numbers.keys()].map((label) => fileNames.take(safeName(label, 'class')));
  for (const [split, { ids, classes }] of splits) {
    const set = splitFileName(split);
    yield* linesOf(`${imageSets}/${set}.txt`, ids, (id) => id);
    for (const [number, stem] of stems.entries())
      yield* linesOf(
        `${imageSets}/${stem}_${set}.txt`,
        ids,
        (id, at) => `${id} ${classes[at] === number ? ' 1' : '-1'}`,
      );
  }
  // CVAT and Datumaro take the classes from this file.
  const map = stems.map((stem) => `${stem}:::\n`).join('');
  yield { file: 'labelmap.txt', text: `# label:color_rgb:parts:actions\n${map}` };
  // The name of a class may contain characters that a file name may not.
  const names = [...numbers.keys()].map((name, at) => ({ file: stems[at], name }));
  yield { file: `${imageSets}/${namesFile}`, text: `${JSON.stringify(names, null, 2)}\n` };
}
