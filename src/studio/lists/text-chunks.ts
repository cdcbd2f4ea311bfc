import { closeSync, openSync, readSync } from 'node:fs';
import { studioError } from '../../core/errors';
import { reasonFor } from '../../core/errors/reason';
import { refuseFullHeap } from './row-room';

/** Bytes read at a time: with what is kept of it, this is all the memory that a list of any size needs. */
const chunkBytes = 256 * 1024;

/**
 * The text of a file, one piece after another: in UTF-8, in UTF-16 with byte order mark, or in the encoding that an XML declaration names.
 * Stops at `most` bytes. Throws `unreadable-list` if the file cannot be read, `list-bytes` for bytes that are invalid in its encoding, and
 * `list-memory` when what was kept of it has nearly filled the memory.
 */
export function* textChunks(file: string, most = Number.POSITIVE_INFINITY): Generator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let position = 0;
  const handle = opened(file);
  try {
    while (position < most) {
      const bytes = new Uint8Array(Math.min(chunkBytes, most - position));
      const length = readSync(handle, bytes, 0, bytes.length, position);
      if (length === 0) break;
      const read = bytes.subarray(0, length);
      decoder ??= new TextDecoder(encodingOf(read), { fatal: true });
      position += length;
      refuseFullHeap(file);
      yield decoder.decode(read, { stream: true });
    }
    if (position < most) yield decoder?.decode() ?? '';
  } catch (error) {
    if (!(error instanceof TypeError || error instanceof RangeError)) throw error;
    const encoding = decoder?.encoding ?? 'text';
    throw studioError('list-bytes', { path: file, encoding, byte: position }, { cause: error });
  } finally {
    closeSync(handle);
  }
}

/** The most characters of a line: the boxes of a picture are some thousand. */
const longestLine = 16 * 2 ** 20;

/**
 * The lines of a text file that are not empty, without white space around them, each with its number from 1. Throws `list-line-long` for a
 * line of more than 16 million characters.
 */
export function* textLines(file: string): Generator<{ readonly line: string; readonly number: number }> {
  let [rest, number] = ['', 0];
  for (const chunk of textChunks(file)) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    if (rest.length > longestLine)
      throw studioError('list-line-long', {
        path: file,
        line: number + lines.length + 1,
        megabytes: Math.round(longestLine / 1e6),
      });
    for (const line of lines) {
      number++;
      if (line.trim() !== '') yield { line: line.trim(), number };
    }
  }
  if (rest.trim() !== '') yield { line: rest.trim(), number: number + 1 };
}

function opened(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (error) {
    throw studioError('unreadable-list', { path: file, reason: reasonFor(error) }, { cause: error });
  }
}

/** By the byte order mark, otherwise by the declaration, otherwise UTF-8. */
function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const declaration = Buffer.from(head.subarray(0, 200)).toString('latin1');
  return /^(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(declaration)?.[1] ?? 'utf-8';
}
