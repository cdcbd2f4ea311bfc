import fs from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { refusalOf, type StudioError, studioError } from '../../core/errors';
import { isRunning, isThere, startOf } from '../processes/running-process';

/** The file operations of a durable write: those of node, or a test's that fail on purpose. */
export type FileOperations = Pick<
  typeof fs,
  'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'renameSync' | 'linkSync' | 'rmSync'
>;

export interface CommitOptions {
  /** If false, an existing file of the name is not replaced: the commit then throws `EEXIST`. */
  readonly replace?: boolean;
}

/**
 * A file that gets its name only when it is complete. It is written beside its place (`<file>.p<process>-<its start>-<n>.part`), synced and
 * renamed, so that a reader, a crash and a full disk all meet the old content or the new one. A write that the system cuts short is
 * continued. Throws a `StudioError` that names the file if the system refuses (`disk-full`, `read-only`, `no-permission`, `disk-failing`);
 * the unfinished file is then deleted.
 *
 * It blocks, which suits the engine's process and small files; `writeWhole` is for long writes in a process that answers requests.
 */
export class DurableFile {
  /** The number of bytes up to the last one written. */
  length = 0;
  /** The path of the bytes until `commit`. */
  readonly beside: string;
  #handle: number | null = null;

  constructor(
    readonly file: string,
    private readonly operations: FileOperations = fs,
  ) {
    this.beside = besideOf(file);
    this.#guard(() => {
      this.#handle = operations.openSync(this.beside, 'wx');
    });
  }

  /** Writes at the end. */
  append(bytes: ArrayBufferView): void {
    this.writeAt(this.length, bytes);
  }

  /** Writes at a position, whatever lies before it; files of 2 GiB and more are written in ranges. */
  writeAt(position: number, bytes: ArrayBufferView): void {
    this.#guard(() => {
      let at = position;
      for (const range of rangesOf(bytes)) {
        writeFully(this.#opened(), range, at, this.operations);
        at += range.length;
      }
      this.length = Math.max(this.length, at);
    });
  }

  /** Flushes the data to the disk, where it can be read under the name `beside`. */
  sync(): void {
    this.#guard(() => this.operations.fsyncSync(this.#opened()));
  }

  /** Syncs the file and renames it into place. */
  commit({ replace = true }: CommitOptions = {}): void {
    this.#guard(() => {
      this.operations.fsyncSync(this.#opened());
      this.#close();
      giveName(this.beside, this.file, replace, this.operations);
    });
  }

  /** Deletes the unfinished file; does nothing after `commit`. */
  discard(): void {
    try {
      this.#close();
    } finally {
      this.operations.rmSync(this.beside, { force: true });
    }
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      try {
        this.discard();
      } catch {
        // The first error is the informative one.
      }
      throw refusedWrite(error, this.file);
    }
  }

  #opened(): number {
    if (this.#handle === null) throw new Error(`"${this.file}" is written already.`);
    return this.#handle;
  }

  #close(): void {
    const handle = this.#handle;
    this.#handle = null;
    if (handle !== null) this.operations.closeSync(handle);
  }
}

/** Writes a whole file through a `DurableFile`. */
export function writeWholeSync(file: string, data: string | ArrayBufferView, options?: CommitOptions): void {
  const durable = new DurableFile(file);
  durable.append(typeof data === 'string' ? Buffer.from(data) : data);
  durable.commit(options);
}

let parts = 0;
const started = startOf(process.pid);
/** The mark of `besideOf`, with the process and its start. The letter tells it from a date, which a person may give a file. */
const mark = String.raw`\.p(\d+)-(\d*)-\d+\.part`;
/** SQLite puts its own files beside an unfinished one. */
const ofSqlite = '-wal|-shm|-journal';
const unfinished = new RegExp(`${mark}(?:${ofSqlite})?$`);
/** The mark of earlier versions, which did not say when the process started. It is looked for only among the program's own files. */
const earlier = new RegExp(String.raw`\.(\d+)-\d+\.part(?:${ofSqlite})?$`);

/** Whether a path is one that `besideOf` makes for a file. */
const isBeside = (path: string | undefined, file: string): boolean =>
  path !== undefined && unfinished.test(path) && dirname(path) === dirname(file);

/** The most bytes that a file's name may have on nearly every file system. */
const longestName = 255;

/**
 * A unique name beside a file, with a mark that its content is incomplete; a long name is shortened to leave room for the mark. `ending`
 * comes last, for programs that go by a name's ending. The mark says when the process started, because in a container every process gets
 * the number of the one before it: what that one left would then have the same name.
 */
export function besideOf(file: string, ending = ''): string {
  const own = `.p${process.pid}-${started}-${++parts}.part${ending}`;
  const room = longestName - own.length;
  const name = basename(file);
  if (Buffer.byteLength(name) <= room) return `${file}${own}`;
  let kept = '';
  for (const character of name) {
    if (Buffer.byteLength(kept + character) > room) break;
    kept += character;
  }
  return join(dirname(file), `${kept}${own}`);
}

/** Less than every system accepts in one write (2 GiB less a page on Linux, less on others). */
const mostBytesAtOnce = 64 * 2 ** 20;

/** Splits bytes into ranges that fit into one write. */
export function* rangesOf(bytes: ArrayBufferView): Generator<Uint8Array> {
  const all = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at < all.length; at += mostBytesAtOnce) yield all.subarray(at, at + mostBytesAtOnce);
}

/**
 * Writes every byte of `bytes` at `position` of an open file: a system may write fewer than requested at a
 * time.
 */
export function writeFully(
  handle: number,
  bytes: Uint8Array,
  position: number,
  operations: Pick<FileOperations, 'writeSync'> = fs,
): void {
  for (let at = 0; at < bytes.length; )
    at += taken(operations.writeSync(handle, bytes, at, bytes.length - at, position + at));
}

/** The number of bytes written; throws for zero, which would repeat for ever. */
export function taken(bytes: number): number {
  if (bytes > 0) return bytes;
  throw Object.assign(new Error('the disk takes no more bytes'), { code: 'EIO' });
}

/** Renames a synced file into place, and makes the rename durable. */
export function giveName(
  beside: string,
  file: string,
  replace: boolean,
  operations: FileOperations = fs,
): void {
  if (replace) operations.renameSync(beside, file);
  else takeFreeName(beside, file, operations);
  syncFolder(dirname(file), operations);
}

/** A hard link fails if the name is taken; a rename would replace a file created meanwhile. */
function takeFreeName(beside: string, file: string, operations: FileOperations): void {
  try {
    operations.linkSync(beside, file);
  } catch (error) {
    if (!withoutLinks.has((error as NodeJS.ErrnoException).code)) throw error;
    // An exclusively created empty file shows whether the name was free.
    operations.closeSync(operations.openSync(file, 'wx'));
    operations.renameSync(beside, file);
    return;
  }
  operations.rmSync(beside, { force: true });
}

/** Error codes of file systems without hard links (FAT, some network shares). */
const withoutLinks = new Set<string | undefined>(['EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK']);

/** A new name is durable once its folder is synced. On systems that cannot sync folders, this is not needed. */
function syncFolder(folder: string, operations: FileOperations = fs): void {
  let handle: number;
  try {
    handle = operations.openSync(folder, 'r');
  } catch {
    return;
  }
  try {
    operations.fsyncSync(handle);
  } catch (error) {
    if (!withoutFolderSync.has((error as NodeJS.ErrnoException).code)) throw error;
  } finally {
    operations.closeSync(handle);
  }
}

const withoutFolderSync = new Set<string | undefined>(['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP', 'EBADF']);

/** Returns the system's error with the name of the file and what to do; other errors are returned unchanged. */
export function refusedWrite(error: unknown, file: string): unknown {
  return refusalOf(error, file) ?? misplaced(error, file) ?? error;
}

/** The error for a name that cannot be written to; null for other missing files, such as the source of a copy. */
function misplaced(error: unknown, file: string): StudioError | null {
  if (!(error instanceof Error)) return null;
  const { code, path } = error as NodeJS.ErrnoException;
  if (!path?.startsWith(file) && !isBeside(path, file)) return null;
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return studioError('write-no-folder', { path: file }, { cause: error });
  return code === 'EISDIR' ? studioError('write-onto-folder', { path: file }, { cause: error }) : null;
}

/** Which unfinished files to remove. */
interface Removed {
  /** Only those of files with these names; all if left out. */
  readonly of?: readonly string[];
  /** Only those that were not written to for so long. */
  readonly restedMs?: number;
}

/**
 * Removes unfinished files that dead processes left in a folder, including SQLite's files beside them. If a person keeps files in the folder
 * too, `of` must say which ones are the program's.
 */
export function removeUnfinished(folder: string, { of, restedMs = 0 }: Removed = {}): void {
  for (const name of fs.readdirSync(folder)) {
    if (of && !of.some((base) => isUnfinishedOf(base, name))) continue;
    const [, pid, itsStart] = unfinished.exec(name) ?? earlier.exec(name) ?? [];
    const path = join(folder, name);
    if (pid !== undefined && isLeft(pid, itsStart) && hasRested(path, restedMs))
      fs.rmSync(path, { recursive: true, force: true });
  }
}

/** Whether `name` is one under which a version of this program begins to write the file `base`. */
export const isUnfinishedOf = (base: string, name: string): boolean =>
  name.startsWith(base) &&
  [unfinished, earlier].some((mark) => mark.exec(name.slice(base.length))?.index === 0);

const hasRested = (path: string, ms: number): boolean =>
  ms === 0 || Date.now() - (fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= ms;

/**
 * Removes what dead processes left beside a file or folder that they had begun to write, and nothing else in its folder, which may be a
 * person's own. What cannot be read or removed stays, because new files are written under other names.
 */
export function removeLeftBeside(file: string): void {
  const base = basename(file);
  // An ending that `besideOf` was given is that of the file. What is then written there gets a second mark.
  const ending = extname(base).replace(/[^\w]/g, '\\$&');
  const marks = new RegExp(
    `^(?:${mark.replace(/[()]/g, '')}(?:${ending})?)*${mark}(?:${ofSqlite}|${ending})?$`,
  );
  const cutOff = new RegExp(`^(.+?)${mark}(?:${ending})?$`);
  try {
    for (const name of fs.readdirSync(dirname(file))) {
      const whole = name.startsWith(base) ? marks.exec(name.slice(base.length)) : null;
      const [, stem, ...cut] = cutOff.exec(name) ?? [];
      const [pid, itsStart] = whole?.slice(1) ?? (isStemOf(stem, name, base) ? cut : []);
      if (pid !== undefined && isLeft(pid, itsStart))
        fs.rmSync(join(dirname(file), name), { recursive: true, force: true });
    }
  } catch {
    // The folder may be write-only, or another person's process left the file.
  }
}

/** Whether `stem` is as much of a file's long name as `besideOf` had room for: less than a character of four bytes is then free. */
const isStemOf = (stem: string | undefined, beside: string, name: string): boolean =>
  stem !== undefined && name.startsWith(stem) && Buffer.byteLength(beside) > longestName - 4;

/** Whether the process of an unfinished file is gone. Without its start only its number is known, which is not this process's own. */
const isLeft = (pid: string, itsStart: string | undefined): boolean =>
  itsStart === undefined
    ? Number(pid) === process.pid || !isThere(Number(pid))
    : !isRunning(Number(pid), itsStart);
