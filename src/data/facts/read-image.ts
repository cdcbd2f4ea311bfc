import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { messageOf, StudioError, studioError } from '../../core/errors';
import type { SmallPicture } from '../../core/near-copies/small-picture';
import type { Values } from '../../core/words/template';
import { formatOf, type ImageFormat } from '../decode/format/image-format';
import { ByteRoom } from '../decode/limits/byte-room';
import { inDecodeRoom } from '../decode/limits/decode-room';
import { fileError } from '../decode/limits/file-error';
import { defaultMaxPixels, refuseBomb } from '../decode/limits/pixel-limit';
import { decodeError, type ImageSource, imageSource, truncated } from '../decode/pixels/image-source';
import { lookOf, type Size } from './perceptual-hash';
import { asWebp, isLarge, shrunk, thumbnailSide } from './thumbnail';

/** Facts of an image file that was read and decoded completely. */
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
  /** Whether the image is of one colour: often a failed write, or a misread number type. */
  readonly flat: boolean;
  /** Frames of an animation or pages of a TIFF; the first is used. */
  readonly pictures: number;
  /** The channels of the file, if it has more than are used. */
  readonly channels?: number;
  /** Bytes. */
  readonly size: number;
  readonly mtimeMs: number;
  /** The preview of a large image, WebP; null if the file itself serves as one. */
  readonly thumbnail: Uint8Array | null;
  /**
   * The small picture by whose pixels near duplicates are compared; null for a picture that is decoded again
   * just as quickly.
   */
  readonly small: SmallPicture | null;
}

/** Why a file cannot be used: a code, its values, and the sentence for the command line. */
export interface ImageProblem {
  readonly ok: false;
  readonly code: string;
  readonly reason: string;
  readonly values: Values;
  readonly size?: number;
  readonly mtimeMs?: number;
}

export interface ReadOptions {
  /** A header with more pixels is refused before anything is decoded. */
  readonly maxPixels?: number;
  readonly signal?: AbortSignal;
  /**
   * Whether nothing else is decoded at the same time. The decoder has one error text for the whole process:
   * only if this file is decoded alone is the text known to be about it, so that a JPEG with surplus bytes can
   * be told from a truncated one.
   */
  readonly alone?: boolean;
}

/**
 * The shortest side, in pixels, of a thumbnail that is used for hashing: the thumbnail of a panorama has too
 * little detail.
 */
const leastHashed = 64;
/** Larger files are not read into memory. */
const maxFileBytes = 2 ** 30;
/** The bytes of files that may be in memory at a time, however many files are read at once. */
const room = new ByteRoom(() => 2 ** 29);

/**
 * Reads a file once, hashes its bytes and decodes all rows. Problems of the file are in the result:
 * `vanished`, `file-permission`, `file-is-folder`, `file-is-device`, `file-link-loop`, `empty-file`,
 * `image-too-large`, `not-an-image`, `too-many-pixels`, `picture-memory`, `truncated`, `corrupt`,
 * `file-unreadable`. Rejects only with the signal's reason.
 */
export async function readImageFile(
  file: string,
  { maxPixels = defaultMaxPixels, signal, alone = false }: ReadOptions = {},
): Promise<ImageFacts | ImageProblem> {
  signal?.throwIfAborted();
  let seen: { size: number; mtimeMs: number } | undefined;
  try {
    return await withFile(file, async (handle) => {
      const stat = await statOf(handle);
      seen = stat;
      refuseSize(stat);
      return room.with(stat.size, async () => {
        const bytes = await handle.readFile();
        signal?.throwIfAborted();
        const contentHash = createHash('sha256').update(bytes).digest('hex');
        const decode = () => readPicture(bytes, maxPixels, alone);
        const format = formatOf(bytes);
        const picture = await (format ? inDecodeRoom(format, bytes, maxPixels, decode) : decode());
        signal?.throwIfAborted();
        return { ok: true, ...picture, contentHash, ...stat };
      });
    });
  } catch (error) {
    signal?.throwIfAborted();
    const { code, message, values } = problemOf(error);
    return { ok: false, code, reason: message, values, ...seen };
  }
}

/** Opened without blocking: a pipe without a writer must not stop an import. */
async function withFile<T>(file: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}

function refuseSize({ size }: { readonly size: number }): void {
  if (size === 0) throw studioError('empty-file', {});
  if (size > maxFileBytes) throw studioError('image-too-large', {});
}

async function statOf(handle: FileHandle) {
  const stat = await handle.stat();
  if (stat.isDirectory()) throw studioError('file-is-folder', {});
  if (!stat.isFile()) throw studioError('file-is-device', {});
  return { size: stat.size, mtimeMs: stat.mtimeMs };
}

/** Decodes every row once. */
async function readPicture(bytes: Uint8Array, maxPixels: number, alone: boolean) {
  const strict = await imageSource(bytes, { maxPixels, strict: true });
  try {
    return await factsOf(strict, maxPixels);
  } catch (error) {
    if (!alone || strict.format !== 'jpeg' || !isSurplus(error)) throw decodeError(error);
  }
  const lenient = await imageSource(bytes, { maxPixels });
  try {
    const facts = await factsOf(lenient, maxPixels);
    if (await endsInOneColour(lenient)) throw truncated();
    return facts;
  } catch (error) {
    throw decodeError(error);
  }
}

/** The header is read first, so that a bomb is refused before it is decoded. */
async function factsOf({ format, pictures, channels, open }: ImageSource, maxPixels: number) {
  const { width, height, autoOrient, pages = 1 } = await open().metadata();
  refuseBomb(width, height, maxPixels);
  const shape = { width: autoOrient.width, height: autoOrient.height };
  const whole = { format, ...shape, pictures: pictures ?? pages };
  return { ...whole, ...(channels && { channels }), ...(await decodedOnce(open, shape)) };
}

/** Whether a JPEG has surplus or unusual data although its picture is complete. */
function isSurplus(error: unknown): boolean {
  const text = messageOf(error);
  const known = /extraneous bytes|inconsistent progression|unknown JFIF|unknown Adobe|invalid SOS/i.test(
    text,
  );
  return known && !/premature|huffman/i.test(text);
}

/** The first warning may hide another one: the missing part of a JPEG is filled with its last colour. */
async function endsInOneColour({ open }: ImageSource): Promise<boolean> {
  const { data, info } = await open().raw().toBuffer({ resolveWithObject: true });
  const tail = data.subarray(Math.floor(info.height * 0.9) * info.width * info.channels);
  return tail.every((value, at) => at < info.channels || value === tail[at - info.channels]);
}

async function decodedOnce(open: () => Sharp, size: Size) {
  if (!isLarge(size.width, size.height)) return { ...(await lookOf(open(), size)), thumbnail: null };
  const { data, info } = await shrunk(open(), thumbnailSide)
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const small = () => sharp(data, { raw: { width, height, channels } });
  const look =
    Math.min(width, height) < leastHashed ? lookOf(open(), size) : lookOf(small(), { width, height });
  const [looks, thumbnail] = await Promise.all([look, asWebp(small())]);
  return { ...looks, thumbnail };
}

function problemOf(error: unknown): StudioError {
  if (error instanceof StudioError) return error;
  return fileError(error) ?? studioError('file-unreadable', { reason: messageOf(error) }, { cause: error });
}
