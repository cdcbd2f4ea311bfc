import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Image } from '../../../catalog';
import type { ImageFormat } from '../../../data/decode/format/image-format';
import { isOpaquePng } from '../../../data/decode/format/png-header';
import { type ImageSource, imageSource } from '../../../data/decode/pixels/image-source';
import { asWebp, isLarge, shrunk, thumbnailSide } from '../../../data/facts/thumbnail';
import type { Project } from '../../project/folder/project';
import { imageBy, type Predictions } from './predictions';

export interface PictureBytes {
  readonly bytes: Uint8Array;
  readonly type: string;
}

/** The longest side of a picture, in pixels, if not all pixels are asked for. */
const largest = 2048;
/** The most pixels of a whole picture: decoded, they take 4 bytes each in the window. */
const mostPixels = 50e6;
const keptBytes = 64 * 1024 * 1024;

/** The small pictures that were made last, kept so that scrolling back decodes nothing. */
const kept = new Map<string, PictureBytes>();
let keptSize = 0;
/** Pictures that are being made, so that a picture that is asked for twice is made once. */
const making = new Map<string, Promise<PictureBytes>>();

/** Formats that the window can show unchanged, including the camera's orientation. */
const shownAsIs: Partial<Record<ImageFormat, string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
};
const smallBytes = 16 * 1024;
const webp = 'image/webp';

/**
 * An image of the catalog, or of a prediction, upright, at most `size` pixels on its longer side; a smaller image keeps its size, and the
 * window enlarges it. Throws `unknown-image`, `prediction-gone`, and if the file can no longer be read.
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
 * The same with all of its pixels, upright: the file's own bytes if the window can show them, otherwise as JPEG. An image of over 50
 * megapixels is reduced to that. Throws as `pictureOf` does.
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
  // Many training images are smaller than their thumbnails: they need no decoding and stay unchanged to the pixel.
  if (fits && type && bytes.length <= smallBytes && (await showsAlike(source, bytes))) return { bytes, type };
  return { bytes: await asWebp(shrunk(source.open(), side)), type: webp };
}

/**
 * Whether the window would show a file as the model sees it. It would not if the file is transparent, so that the window's own colour shows
 * through, or if its numbers would be taken for black.
 */
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
