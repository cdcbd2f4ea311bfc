import { readFileSync } from 'node:fs';
import { studioError } from '../../core/errors';

const marks: readonly [bytes: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * The encoding of a text by its byte order mark, or UTF-16 without one: it begins with ASCII, so every other byte there is zero. Undefined
 * for any other text.
 */
export function markedEncoding(bytes: Uint8Array): string | undefined {
  const marked = marks.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1];
  if (marked !== undefined) return marked;
  const head = bytes.subarray(0, 8);
  const zeros = (from: number) => [0, 2, 4, 6].every((at) => head[at + from] === 0);
  if (head.length === 8 && zeros(1) && !zeros(0)) return 'utf-16le';
  return head.length === 8 && zeros(0) && !zeros(1) ? 'utf-16be' : undefined;
}

/**
 * Decodes a text, or returns null if its bytes are invalid in the encoding. It takes two steps: in a single step, Node 20 decodes
 * windows-1252 as ISO-8859-1, which has control characters instead of quotes and Š.
 */
export function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    return decoder.decode(bytes, { stream: true }) + decoder.decode();
  } catch {
    return null;
  }
}

/**
 * The text of a file that a person wrote, such as a recipe: UTF-8 or UTF-16, as editors of Windows save it; without its byte order mark.
 * Throws `text-encoding` for any other encoding, and what the file system says.
 */
export function textFile(file: string): string {
  const bytes = readFileSync(file);
  const text = decoded(bytes, markedEncoding(bytes) ?? 'utf-8');
  if (text === null) throw studioError('text-encoding', {});
  return text;
}
