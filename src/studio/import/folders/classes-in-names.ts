import { splitOfName } from '../../../core/vocabulary/split-names';
import { type Note, note } from '../../../core/words/notes';

/** A word, then a number: `cat.0`, `dog_012`, `Abyssinian_100`, `cat (3)`. */
const numbered = /^(?<word>\p{L}[\p{L}_ -]*?)[\s._-]*\(?\d+\)?$/u;
/** What cameras and programs call their pictures. */
const ofCameras = new Set([
  ...['image', 'img', 'imgs', 'pic', 'picture', 'photo', 'dsc', 'dscn', 'dscf', 'p', 'pxl', 'mvi', 'vid'],
  ...['frame', 'screenshot', 'scan', 'file', 'untitled', 'sample', 'page', 'whatsapp image'],
]);
const mostNamed = 5;
/** The least number of pictures of a class, and the share of pictures whose names must begin with a word. */
const least = { images: 2, share: 0.9 };

/**
 * A note on pictures that are in no class folder, whose names may begin with their class (`cat.0.jpg`, `dog.0.jpg`, as Kaggle's Dogs vs.
 * Cats has them).
 */
export function classesInNames(files: readonly string[]): Note[] {
  const counts = new Map<string, number>();
  let [all, read] = [0, 0];
  for (const path of files) {
    const stem = path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
    all++;
    const word = numbered.exec(stem)?.groups?.word;
    if (word === undefined || ofCameras.has(word.toLowerCase()) || splitOfName(word) !== undefined) continue;
    read++;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const often = [...counts].filter(([, count]) => count >= least.images);
  const inThese = often.reduce((sum, [, count]) => sum + count, 0);
  if (often.length < 2 || read < all * least.share || inThese < all * least.share) return [];
  const named = often.slice(0, mostNamed).map(([word, count]) => `"${word}" (${count.toLocaleString('en')})`);
  return [
    note('classes-in-names', { words: [...named, ...(often.length > mostNamed ? ['…'] : [])].join(', ') }),
  ];
}
