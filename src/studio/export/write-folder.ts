import { constants } from 'node:fs';
import { appendFile, copyFile, mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { codeOf, studioError } from '../../core/errors';
import { noteOf } from '../../core/errors/note-of';
import type { Note } from '../../core/words/notes';
import { besideOf, giveName, refusedWrite } from '../../files/durable/durable';
import type { ListPiece } from '../lists/format';
import type { LabelRow } from '../lists/label-row';

type Fail = (row: LabelRow, why: Note) => void;

/** The most text that waits to be written, for all files together: a list may have a file for each of a thousand classes. */
const mostWaiting = 8 * 2 ** 20;
const mostOfOne = 256 * 1024;

/**
 * Makes a folder from the pieces of a list: texts at the ends of its files, copies of pictures. It gets its name when it is complete.
 * Throws `export-folder-used` if there is something in the target, and errors of the system.
 */
export async function writeFolder(
  target: string,
  pieces: Generator<ListPiece, void, boolean>,
  fail: Fail,
  signal?: AbortSignal,
): Promise<void> {
  await refuseUnlessEmpty(target);
  const beside = besideOf(target);
  await mkdir(beside);
  try {
    await fill(new Texts(), beside, pieces, fail, signal);
    await refuseUnlessEmpty(target);
    giveName(beside, target, true);
  } catch (error) {
    throw refusedWrite(error, target);
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

async function fill(
  texts: Texts,
  root: string,
  pieces: Generator<ListPiece, void, boolean>,
  fail: Fail,
  signal?: AbortSignal,
): Promise<void> {
  const made = new Set<string>();
  const folderFor = async (path: string) => {
    const folder = dirname(path);
    if (made.has(folder)) return;
    await mkdir(folder, { recursive: true });
    made.add(folder);
  };
  for (let next = pieces.next(); !next.done; ) {
    signal?.throwIfAborted();
    const piece = next.value;
    let copied = false;
    if ('leftOut' in piece) fail(piece.leftOut, piece.why);
    else {
      const path = join(root, piece.file);
      await folderFor(path);
      if ('text' in piece) await texts.add(path, piece.text);
      else copied = await copy(piece.copyOf, path, fail);
    }
    next = pieces.next(copied);
  }
  await texts.finish();
}

/** Error codes that concern the target as a whole rather than a single image. */
const endsExport = new Set(['disk-full', 'disk-share', 'read-only']);

async function copy(row: LabelRow, path: string, fail: Fail): Promise<boolean> {
  try {
    await copyFile(row.path, path, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
    return true;
  } catch (error) {
    // No other image could be copied either.
    if (endsExport.has(codeOf(error))) throw error;
    fail(row, noteOf(error));
    return false;
  }
}

/** The text files of a folder while they are written. */
class Texts {
  readonly #waiting = new Map<string, { readonly texts: string[]; length: number }>();
  readonly #written = new Set<string>();
  #length = 0;

  async add(path: string, text: string): Promise<void> {
    const file = this.#waiting.get(path) ?? { texts: [], length: 0 };
    this.#waiting.set(path, file);
    file.texts.push(text);
    file.length += text.length;
    this.#length += text.length;
    if (file.length >= mostOfOne) await this.#write(path);
    else if (this.#length >= mostWaiting)
      for (const each of [...this.#waiting.keys()]) await this.#write(each);
  }

  /** Writes the waiting text, and syncs every file to the disk. */
  async finish(): Promise<void> {
    for (const path of [...this.#waiting.keys()]) await this.#write(path);
    for (const path of this.#written) {
      const handle = await open(path, 'r+');
      await handle.sync().finally(() => handle.close());
    }
  }

  async #write(path: string): Promise<void> {
    const file = this.#waiting.get(path);
    if (!file) return;
    this.#waiting.delete(path);
    this.#length -= file.length;
    await appendFile(path, file.texts.join(''));
    this.#written.add(path);
  }
}

async function refuseUnlessEmpty(target: string): Promise<void> {
  let inside: string[];
  try {
    inside = await readdir(target);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return;
    if (code !== 'ENOTDIR') throw error;
    throw studioError('export-folder-used', { path: target });
  }
  if (inside.length > 0) throw studioError('export-folder-used', { path: target });
}
