import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { messageOf, StudioError } from '../core/errors';
import { fileError } from './file-error';
import type { ImageFormat } from './image-format';
import { decodeError, imageSource } from './image-source';
import { perceptualHash } from './perceptual-hash';
import { defaultMaxPixels, refuseBomb } from './pixel-limit';
import { asWebp, isLarge, shrunk, thumbnailSide } from './thumbnail';

/** What is known of an image file once it was read and decoded whole. */
export interface ImageFacts {
  readonly ok: true;
  readonly format: ImageFormat;
  /** Pixels, after EXIF orientation. */
  readonly width: number;
  readonly height: number;
  /** sha-256 of the file's bytes, 64 hex digits. */
  readonly contentHash: string;
  /** Difference hash, 16 hex digits. */
  readonly perceptualHash: string;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  /** What is shown of it where it is shown small, WebP; null where the file itself serves as well. */
  readonly thumbnail: Uint8Array | null;
}

/** Why a file is no image to work with: a code, and a sentence for a person. */
export interface ImageProblem {
  readonly ok: false;
  readonly code: string;
  readonly reason: string;
  readonly size?: number;
  readonly mtimeMs?: number;
}

export interface ReadOptions {
  /** Headers that promise more are refused before anything is decoded. */
  readonly maxPixels?: number;
  readonly signal?: AbortSignal;
}

/** Of a panorama too little is left in a thumbnail to tell it by, in pixels. */
const leastHashed = 64;
/** Larger files are not read into memory. */
const maxFileBytes = 2 ** 30;

/**
 * Reads a file once, hashes its bytes and decodes them to the last row. Whatever is wrong with the file is in the result:
 * `vanished`, `no-permission`, `not-a-file`, `link-loop`, `empty-file`, `file-too-large`, `not-an-image`,
 * `too-many-pixels`, `truncated`, `corrupt`, `unreadable`. Rejects only with the signal's reason.
 */
export async function readImageFile(
  file: string,
  { maxPixels = defaultMaxPixels, signal }: ReadOptions = {},
): Promise<ImageFacts | ImageProblem> {
  signal?.throwIfAborted();
  let seen: { size: number; mtimeMs: number } | undefined;
  try {
    const { bytes, ...stat } = await readWhole(file, (stat) => {
      seen = stat;
    });
    signal?.throwIfAborted();
    const contentHash = createHash('sha256').update(bytes).digest('hex');
    const picture = await readPicture(bytes, maxPixels);
    signal?.throwIfAborted();
    return { ok: true, ...picture, contentHash, ...stat };
  } catch (error) {
    signal?.throwIfAborted();
    const { code, message } = problemOf(error);
    return { ok: false, code, reason: message, ...seen };
  }
}

/** The bytes of a regular file. Not blocking: a pipe that nobody writes to must not hold up an import. */
async function readWhole(file: string, onStat: (stat: { size: number; mtimeMs: number }) => void) {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stat = await statOf(handle);
    onStat(stat);
    if (stat.size === 0) throw new StudioError('empty-file', 'The file is empty (0 bytes).');
    if (stat.size > maxFileBytes)
      throw new StudioError('file-too-large', 'The file is larger than 1 GiB, which no image here is.');
    return { ...stat, bytes: await handle.readFile() };
  } finally {
    await handle.close();
  }
}

async function statOf(handle: FileHandle) {
  const stat = await handle.stat();
  if (stat.isDirectory()) throw new StudioError('not-a-file', 'This is a folder, not an image file.');
  if (!stat.isFile()) throw new StudioError('not-a-file', 'This is a device or a pipe, not an image file.');
  return { size: stat.size, mtimeMs: stat.mtimeMs };
}

/** Header first, so that a bomb is refused before it is decoded; then every row, once. */
async function readPicture(bytes: Uint8Array, maxPixels: number) {
  const { format, image } = imageSource(bytes, maxPixels);
  try {
    const { width, height, autoOrient } = await image.metadata();
    refuseBomb(width, height, maxPixels);
    const shape = { width: autoOrient.width, height: autoOrient.height };
    return { format, ...shape, ...(await decodedOnce(image, shape)) };
  } catch (error) {
    throw decodeError(error);
  }
}

async function decodedOnce(image: Sharp, { width, height }: { width: number; height: number }) {
  if (!isLarge(width, height))
    return { perceptualHash: await perceptualHash(image, width * height), thumbnail: null };
  const { data, info } = await shrunk(image, thumbnailSide)
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width: w, height: h, channels } = info;
  const small = () => sharp(data, { raw: { width: w, height: h, channels } });
  const hash =
    Math.min(w, h) < leastHashed ? perceptualHash(image, width * height) : perceptualHash(small(), w * h);
  const [perceptual, thumbnail] = await Promise.all([hash, asWebp(small())]);
  return { perceptualHash: perceptual, thumbnail };
}

function problemOf(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  return (
    fileError(error) ??
    new StudioError('unreadable', `The file cannot be read (${messageOf(error)}).`, { cause: error })
  );
}
