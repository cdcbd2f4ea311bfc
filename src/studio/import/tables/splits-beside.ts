import { basename, join } from 'node:path';
import { type Note, note } from '../../../core/words/notes';
import { splitWord } from '../../lists/splits';
import { textLines } from '../../lists/text-chunks';
import type { ListedFile } from '../listing/listing';

const mostNamed = 5;
/** So many lines are looked at. */
const mostLines = 20;

/**
 * Texts that lie beside folders of classes and name the images of a split, a line each (Food-101's `meta/test.txt`, `train_test_split.txt`
 * of CUB-200): a folder is read without them, so that all its images are trained on.
 */
export function splitsBeside(root: string, names: readonly string[], files: readonly ListedFile[]): Note[] {
  const texts = names.filter((name) => /\.txt$/i.test(name) && speaksOfSplit(basename(name).slice(0, -4)));
  if (texts.length === 0) return [];
  const images = new Set(files.map(({ path }) => plain(path.slice(path.lastIndexOf('/') + 1))));
  const meant = texts.filter((name) => isBoth(name) || namesAny(join(root, name), images));
  if (meant.length === 0) return [];
  const named = meant.slice(0, mostNamed).map((name) => `"${name}"`);
  return [
    note('splits-beside', { files: [...named, ...(meant.length > mostNamed ? ['…'] : [])].join(', ') }),
  ];
}

const isBoth = (name: string) => /train[\s_-]*test[\s_-]*split/i.test(basename(name));
/** `TestImages`, `images_variant_test`, `train1`: one of the words is that of a split. */
const speaksOfSplit = (name: string) => splitWord(name) !== undefined || isBoth(name);
const plain = (name: string) => name.replace(/\.[^.]*$/, '').toLowerCase();

function namesAny(file: string, images: ReadonlySet<string>): boolean {
  let looked = 0;
  try {
    for (const { line } of textLines(file)) {
      const [first] = line.replace(/\\/g, '/').split(/[\s,;]+/);
      if ([line, first].some((path) => isOf(path.slice(path.lastIndexOf('/') + 1), images))) return true;
      if (++looked >= mostLines) return false;
    }
  } catch {
    // What cannot be read as text is no list.
  }
  return false;
}

const isOf = (name: string, images: ReadonlySet<string>) =>
  images.has(plain(name)) || images.has(name.toLowerCase());
