import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Image } from '../../../catalog';
import type { ImageFormat } from '../../../data/decode/image-format';
import { type ImageSource, imageSource } from '../../../data/decode/image-source';
import { isOpaquePng } from '../../../data/decode/png-header';
import { asWebp, isLarge, shrunk, thumbnailSide } from '../../../data/facts/thumbnail';
import type { Project } from '../../project/project';
import { imageBy, type Predictions } from './predictions';

export interface PictureBytes {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** Longest side that is given, in pixels, where not all are asked for. */
const largest = 2048;
/** Pixels of a whole picture: decoded, they take 4 bytes each of the window. */
const mostPixels = 50e6;
const keptBytes = 64 * 1024 * 1024;

/** Small pictures that were made last, so that scrolling back decodes nothing. */
const kept = new Map<string, PictureBytes>();
let keptSize = 0;
/** Those being made: asked for twice, made once. */
const making = new Map<string, Promise<PictureBytes>>();

/** Formats that the window shows as they are, the camera's orientation included, and no larger than a thumbnail would be. */
const shownAsIs: Partial<Record<ImageFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};
const smallBytes = 16 * 1024;
const webp = 'image/webp';

/**
 * An image of the catalog, or of a prediction, upright, at most `size` pixels on its longer side; a smaller one keeps its size, for the window to
 * enlarge. Throws `unknown-image`, `prediction-gone`, and where the file can no longer be read.
 */
export async function pictureOf(
  project: Project,
  imageId: number,
  size: number,
  predictions: Predictions | null = null,
): Promise<PictureBytes> {
  const image = imageBy(project, predictions, imageId);
  const side = Math.min(largest, Math.max(16, Math.round(size)));
  const key = `${image.contentHash ?? image.file}/${side}`;
  const known = kept.get(key);
  if (known) return known;
  const begun = making.get(key);
  if (begun) return begun;
  const picture = make(project, image, side)
    .then((made) => keep(key, made))
    .finally(() => making.delete(key));
  making.set(key, picture);
  return picture;
}

/**
 * The same with all of its pixels, upright: the file's own bytes where the window can show them, else as JPEG. One of over 50
 * megapixels is made as small as that. Throws as `pictureOf` does.
 */
export async function wholePictureOf(
  project: Project,
  imageId: number,
  predictions: Predictions | null = null,
): Promise<PictureBytes> {
  const { file, width, height } = imageBy(project, predictions, imageId);
  const bytes = await readFile(file);
  const source = await imageSource(bytes);
  const type = shownAsIs[source.format];
  const pixels = (width ?? 0) * (height ?? 0);
  if (pixels <= mostPixels && type && (await showsAlike(source, bytes))) return { bytes, type };
  const side = Math.max(width ?? largest, height ?? largest) * Math.min(1, Math.sqrt(mostPixels / pixels));
  return {
    bytes: await shrunk(source.open(), Math.floor(side)).jpeg({ quality: 95 }).toBuffer(),
    type: 'image/jpeg',
  };
}

async function make({ thumbnails }: Project, image: Image, side: number): Promise<PictureBytes> {
  const { file, width, height, contentHash } = image;
  if (width !== null && height !== null && contentHash && side <= thumbnailSide && isLarge(width, height)) {
    const known = thumbnails.get(contentHash);
    const thumbnail =
      known ?? (await asWebp(shrunk((await imageSource(await readFile(file))).open(), thumbnailSide)));
    if (!known) thumbnails.add([{ contentHash, bytes: thumbnail }]);
    return {
      bytes: side === thumbnailSide ? thumbnail : await asWebp(shrunk(sharp(thumbnail), side)),
      type: webp,
    };
  }
  const bytes = await readFile(file);
  const source = await imageSource(bytes);
  const type = shownAsIs[source.format];
  const fits = width !== null && height !== null && Math.max(width, height) <= side;
  // Many training images are smaller than their thumbnails: nothing to decode, and not a pixel changed.
  if (fits && type && bytes.length <= smallBytes && (await showsAlike(source, bytes))) return { bytes, type };
  return { bytes: await asWebp(shrunk(source.open(), side)), type: webp };
}

/** A picture that lets the window's own colour through, or of numbers that the window takes for black, is shown as it is trained on. */
async function showsAlike({ format, open }: ImageSource, bytes: Uint8Array): Promise<boolean> {
  if (format === 'jpeg') return true;
  if (format === 'png') return isOpaquePng(bytes);
  const { hasAlpha, depth } = await open().metadata();
  return !hasAlpha && depth === 'uchar';
}

function keep(key: string, picture: PictureBytes): PictureBytes {
  kept.set(key, picture);
  keptSize += picture.bytes.length;
  for (const [oldest, { bytes }] of kept) {
    if (keptSize <= keptBytes) break;
    kept.delete(oldest);
    keptSize -= bytes.length;
  }
  return picture;
}
