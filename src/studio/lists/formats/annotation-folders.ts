import { basename, dirname, join } from 'node:path';
import { splitOfName } from '../../../core/vocabulary/split-names';
import type { ListPlace } from '../list-place';

const texts = /^(?:ann|annos?|annotations?|labels?|xmls?|jsons?)$/i;
const images = /^(?:images?|imgs?|jpegimages|photos?|pictures?)$/i;

/** Whether a folder is named like one of images of any class. */
export const isOfImages = (name: string): boolean => images.test(name);
export const isSplit = (name: string): boolean => splitOfName(name) !== undefined;

/**
 * The folders that may have the annotations of the images in a folder, the nearest last: beside `images` (`annotations`), with the same folders
 * below (`images/train` and `annotations/train`, `train/images` and `annotations/train`), with the same other words (`train_images` and
 * `train_annotations`), or inside. Only `images` and splits are looked beside, since any other folder may be a class.
 */
export function annotationFolders(place: ListPlace, folder: string): string[] {
  const parts = folder.split('/').filter((name) => name !== '');
  const found: string[] = [];
  for (const at of [...parts.keys(), parts.length]) {
    const [above, below] = [parts.slice(0, at), parts.slice(at)];
    if (!below.every((name) => isOfImages(name) || isSplit(name))) continue;
    const kept = below.filter((name) => !isOfImages(name));
    for (const name of place.folders(...above).filter((each) => texts.test(each)))
      found.push(join(...above, name), ...(kept.length > 0 ? [join(...above, name, ...kept)] : []));
  }
  return [...found, ...besideByName(place, folder)];
}

/** `train_annotations` beside `train` or `train_images`. */
function besideByName(place: ListPlace, folder: string): string[] {
  const [around, own] = [dirname(folder), basename(folder)];
  if (!isSplit(own)) return [];
  const rest = wordsBut(own, images);
  return place
    .folders(around)
    .filter((name) => name !== own && wordsBut(name, texts) === rest && wordsBut(name, images) !== rest)
    .map((name) => join(around, name));
}

const wordsBut = (name: string, but: RegExp) =>
  name
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !but.test(word))
    .join(' ')
    .toLowerCase();
