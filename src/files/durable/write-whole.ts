import { type FileHandle, open, rm } from 'node:fs/promises';
import { besideOf, type CommitOptions, giveName, rangesOf, refusedWrite, taken } from './durable';

export type Piece = string | ArrayBufferView;

export interface WriteOptions extends CommitOptions {
  /** If aborted, the unfinished file is deleted and the signal's reason is thrown. */
  readonly signal?: AbortSignal;
}

/**
 * Writes a file, or its pieces one after another, so that it is either complete or unchanged: `DurableFile`
 * for a process that must not block.
 */
export async function writeWhole(
  file: string,
  data: Piece | Iterable<Piece> | AsyncIterable<Piece>,
  { replace = true, signal }: WriteOptions = {},
): Promise<void> {
  const beside = besideOf(file);
  try {
    const handle = await open(beside, 'wx');
    try {
      for await (const bytes of gathered(isPiece(data) ? [data] : data)) {
        signal?.throwIfAborted();
        await writeFully(handle, bytes);
      }
      signal?.throwIfAborted();
      await handle.sync();
    } finally {
      await handle.close();
    }
    giveName(beside, file, replace);
  } catch (error) {
    await rm(beside, { force: true }).catch(() => {});
    throw refusedWrite(error, file);
  }
}

function isPiece(data: Piece | Iterable<Piece> | AsyncIterable<Piece>): data is Piece {
  return typeof data === 'string' || ArrayBuffer.isView(data);
}

const gatheredBytes = 256 * 1024;

/** Pieces as bytes, with short ones joined: a system call for each line would be slow. */
async function* gathered(pieces: Iterable<Piece> | AsyncIterable<Piece>): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const piece of pieces) {
    const bytes =
      typeof piece === 'string'
        ? Buffer.from(piece)
        : new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength);
    waiting.push(bytes);
    length += bytes.length;
    if (length < gatheredBytes) continue;
    yield waiting.length === 1 ? bytes : Buffer.concat(waiting);
    waiting = [];
    length = 0;
  }
  if (length > 0) yield Buffer.concat(waiting);
}

async function writeFully(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  for (const range of rangesOf(bytes))
    for (let at = 0; at < range.length; )
      at += taken((await handle.write(range, at, range.length - at)).bytesWritten);
}
