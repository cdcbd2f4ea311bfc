import { type Note, note } from '../../../core/words/notes';
import { holdsAny } from './splits-in-disguise';

const word = '(?:mask|seg|segmentation|superpixels?|ground[-_]?truth|matte|alpha|depth)';
/** `b1_mask`, `b1_mask_2`, `b1_depthcrop`, `mask_b1`. */
const mask = new RegExp(`[-_. ]${word}(?:crop)?(?:[-_]?\\d+)?$|^(?:mask|depth|seg|segmentation)[-_. ]`, 'i');
/** What a name may have instead of a word for a mask: `b1_rgb`, `b1_crop`, `image_b1`. */
const picture = /[-_. ](?:image|img|rgb|colou?r|crop|original)$|^(?:image|img|rgb|colou?r|original)[-_. ]/i;
/** `masks`, `lung masks`, `depth`. */
const holdsMasks =
  /^(.*[-_ ])?(masks|mattes?|superpixels?|depth([-_ ]?maps?)?)$|^(mask|seg|segmentation(class|object|s)?|ground[-_ ]?truth|gt)$/i;
/** Folders of the images beside one of their masks. */
const holdsImages = new RegExp(`${holdsAny.source}|^(?:rgb|colou?r|originals?|raw|crops?)$`, 'i');

/**
 * A note on files named like other images, but with a word for a mask or in a folder of masks (`b1_mask.png` beside `b1.png`;
 * `covid/masks/b1.png` beside `covid/images/b1.png`): they are read as images of the class, and a model would learn the class from the
 * outline.
 */
export function masksBeside(files: readonly string[]): Note[] {
  const pictures = new Set(
    files.filter((path) => !isMask(path)).map((path) => plain(path, holdsImages, picture)),
  );
  const masks = files.filter((path) => isMask(path) && pictures.has(plain(path, holdsMasks, mask)));
  if (masks.length === 0) return [];
  return [note('masks-beside', { images: masks.length, first: masks[0] })];
}

const isMask = (path: string) => {
  const parts = path.split('/');
  return mask.test(stemOf(parts.pop() ?? '')) || parts.some((folder) => holdsMasks.test(folder));
};

/** A path without its ending, and without the folders and the words that tell images and masks apart. */
function plain(path: string, folders: RegExp, words: RegExp): string {
  const parts = path.split('/');
  const stem = stemOf(parts.pop() ?? '').replace(words, '');
  return [...parts.filter((folder) => !folders.test(folder)), stem].join('/');
}

const stemOf = (name: string) => name.replace(/\.[^.]*$/, '');
