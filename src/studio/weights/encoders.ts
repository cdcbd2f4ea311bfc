import { constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { copyFile, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type EncoderCard, encoderCardSchema } from '../../core/encoder/card';
import { studioError } from '../../core/errors';
import { besideOf, refusedWrite, removeLeftBeside, writeWholeSync } from '../../files/durable/durable';
import { hashFiles } from '../../files/reading/file-hash';
import { filesOf } from './encoder-file';
import type { WeightsPlaces } from './places';

/** An encoder that was added: its card, and the folder that holds a copy of its files. */
export interface AddedEncoder {
  readonly card: EncoderCard;
  readonly folder: string;
}

const ending = '.encoder';
const modelFile = 'model.onnx';
const cardFile = 'card.json';

/** Encoders in the library by name; those that cannot be read are left out. */
export function listEncoders({ added }: WeightsPlaces): AddedEncoder[] {
  if (!existsSync(added)) return [];
  const folders = readdirSync(added).filter((name) => name.endsWith(ending) && !name.startsWith('.'));
  return folders.sort().flatMap((name) => {
    const folder = join(added, name);
    const card = cardIn(folder);
    return card && existsSync(join(folder, modelFile)) ? [{ card, folder }] : [];
  });
}

function cardIn(folder: string): EncoderCard | null {
  try {
    return encoderCardSchema.parse(JSON.parse(readFileSync(join(folder, cardFile), 'utf8')));
  } catch {
    return null;
  }
}

/** The files of an encoder in the library, the model first. Throws `encoder-external-missing`. */
export function encoderFiles({ card, folder }: AddedEncoder): string[] {
  return filesOf(join(folder, modelFile), card.files);
}

/**
 * Copies an encoder into the library, completely or not at all; the copy is checked to be the one that the card describes. Throws errors of
 * the system, and `encoder-unreadable` if a file changed meanwhile.
 */
export async function keepEncoder(
  path: string,
  card: EncoderCard,
  { added }: WeightsPlaces,
  { signal, onShare }: { signal?: AbortSignal; onShare?: (share: number) => void } = {},
): Promise<void> {
  mkdirSync(added, { recursive: true });
  const folder = join(added, card.name + ending);
  removeLeftBeside(folder);
  const beside = besideOf(folder);
  try {
    mkdirSync(beside);
    const sources = filesOf(path, card.files);
    const targets = [modelFile, ...card.files].map((file) => join(beside, file));
    for (const [at, source] of sources.entries()) {
      signal?.throwIfAborted();
      mkdirSync(dirname(targets[at]), { recursive: true });
      // If the file system can share the bytes of copies, the copy costs nothing.
      await copyFile(source, targets[at], constants.COPYFILE_FICLONE);
      await sync(targets[at]);
      onShare?.((at + 1) / sources.length);
    }
    if ((await hashFiles(targets, signal)) !== card.sha256)
      throw studioError('encoder-unreadable', { path, reason: 'it changed while it was copied' });
    writeWholeSync(join(beside, cardFile), `${JSON.stringify(card, null, 2)}\n`);
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true, force: true });
    throw refusedWrite(error, folder);
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

export function dropEncoder({ folder }: AddedEncoder): void {
  rmSync(folder, { recursive: true });
}
