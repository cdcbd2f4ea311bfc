import { type Note, note } from '../../../core/words/notes';

const mask = /[-_. ](mask|seg|segmentation|superpixels?|ground[-_]?truth|matte|alpha|depth)([-_]?\d+)?$/i;

/**
 * A note on files named like other images with a word for a mask (`b1_mask.png` beside `b1.png`): they are read as images of the class, and
 * a model would learn the class from the outline.
 */
export function masksBeside(files: readonly string[]): Note[] {
  const stems = new Set(files.map(stemOf));
  const masks = files.filter((path) => mask.test(stemOf(path)) && stems.has(stemOf(path).replace(mask, '')));
  if (masks.length === 0) return [];
  return [note('masks-beside', { images: masks.length, first: masks[0] })];
}

const stemOf = (path: string) => path.replace(/\.[^./]*$/, '');
