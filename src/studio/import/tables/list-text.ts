import { constants } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { StudioError, studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/reason';

/** A list as text, and what had to be decided for that. */
export interface ListText {
  readonly text: string;
  /** A name of the Encoding Standard. */
  readonly encoding: string;
  /** What a person should look over: the text says nowhere in which code it is. */
  readonly guessed?: { readonly sample: string };
}

/** Loaded at the first guess: its tables of languages take a third of a second, which every command would wait for. */
const detection = () => createRequire(import.meta.url)('jschardet') as typeof import('jschardet');

const marks: readonly [bytes: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** What spreadsheets and editors of Windows and older Unixes save text in. */
const codePages = [
  ...['cp949', 'cp932', 'gb18030', 'big5', 'euc-jp', 'koi8-r'],
  ...[
    'windows-1250',
    'windows-1251',
    'windows-1252',
    'windows-1253',
    'windows-1254',
    'windows-1255',
    'windows-1256',
  ],
];

/** Lines that tell an old code page are looked at up to here, in bytes. */
const lookedAt = 64 * 1024;

/**
 * Reads a list in UTF-8, in UTF-16 (with or without byte order mark) or in an old code page, which is guessed. Every decoder is
 * strict: two names that differ in their bytes differ in the text. Throws `unreadable-path`, `list-too-large`, `unknown-encoding`,
 * `list-mixed`, and `list-encoding` or `list-encoding-line` for bytes that the encoding does not have.
 */
export function readListText(file: string, encoding?: string): ListText {
  let bytes: Buffer;
  try {
    // A text has no more characters, and a decoder that is given more says that there are none.
    if (statSync(file).size > constants.MAX_STRING_LENGTH) throw tooLarge(file);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('unreadable-path', { path: file, reason: reasonFor(error) }, { cause: error });
  }
  if (encoding !== undefined) return { text: decodedAs(file, bytes, encoding), encoding };
  const marked = marks.find(([mark]) => mark.every((byte, at) => bytes[at] === byte))?.[1] ?? wideOf(bytes);
  if (marked !== undefined) return { text: decodedAs(file, bytes, marked), encoding: marked };
  const text = tryDecode(bytes, 'utf-8');
  if (text !== null) return { text, encoding: 'utf-8' };
  return guess(file, bytes);
}

const tooLarge = (file: string) =>
  studioError('list-too-large', { file, megabytes: Math.floor(constants.MAX_STRING_LENGTH / 1e6) });

/** UTF-16 without a mark: its header is ASCII, so every other byte is zero there. */
function wideOf(bytes: Buffer): string | undefined {
  const head = bytes.subarray(0, 8);
  const zeros = (from: number) => [0, 2, 4, 6].every((at) => head[at + from] === 0);
  if (head.length === 8 && zeros(1) && !zeros(0)) return 'utf-16le';
  return head.length === 8 && zeros(0) && !zeros(1) ? 'utf-16be' : undefined;
}

function guess(file: string, bytes: Buffer): ListText {
  const lines = [...linesBeyondAscii(bytes)];
  const strange = lines.filter(({ bytes }) => tryDecode(bytes, 'utf-8') === null);
  // A list that was put together of others: read in one code, the names of the other one would be wrong.
  if (strange.length * 4 < lines.length) throw studioError('list-mixed', { file, line: strange[0].number });
  const encoding = encodingOf(Buffer.concat(strange.map(({ bytes }) => bytes)).subarray(0, lookedAt));
  const sample = tryDecode(strange[0].bytes, encoding)?.trim().slice(0, 60) ?? '';
  return { text: decodedAs(file, bytes, encoding), encoding, guessed: { sample } };
}

/**
 * The likeliest code page. What windows-1252 reads as letters in words is taken for that: statistics of few short names tell the
 * codes of Western Europe not apart, and it is what a spreadsheet writes there.
 */
function encodingOf(bytes: Buffer): string {
  if (isWestern(strictly(bytes, 'windows-1252'))) return 'windows-1252';
  const found = normalized(detection().detect(bytes, { detectEncodings: codePages }).encoding);
  return found !== undefined && tryDecode(bytes, found) !== null ? found : 'windows-1252';
}

/** Whether all that is no ASCII are accented letters within words or the marks of typography. */
function isWestern(text: string): boolean {
  const words = text.match(/[^\s,;|"]*[^\p{ASCII}][^\s,;|"]*/gu) ?? [];
  return words.every((word) => {
    const letters = [...word].filter((letter) => letter > '\x7f' && !/[’‘“”–—°©®™€]/u.test(letter));
    const known = letters.every((letter) => /[À-ÖØ-öø-ÿŠšŽžŒœŸ]/u.test(letter));
    return known && (letters.length <= 1 || letters.length * 2 <= word.length);
  });
}

/** An encoding as the Encoding Standard names it; undefined where it has none of that name. */
function normalized(name: string | null): string | undefined {
  const standard: Readonly<Record<string, string>> = { cp949: 'euc-kr', cp932: 'shift_jis' };
  try {
    return new TextDecoder(standard[String(name).toLowerCase()] ?? String(name)).encoding;
  } catch {
    return undefined;
  }
}

function* linesBeyondAscii(bytes: Buffer): Generator<{ number: number; bytes: Buffer }> {
  for (let from = 0, number = 1; from < bytes.length; number++) {
    const end = bytes.indexOf(10, from);
    const line = bytes.subarray(from, end < 0 ? bytes.length : end + 1);
    if (line.some((byte) => byte > 127)) yield { number, bytes: line };
    from += line.length;
  }
}

/** In two steps: at once, Node 20 takes windows-1252 for ISO-8859-1, which has controls where the other has quotes and Š. */
function strictly(bytes: Uint8Array, encoding: string): string {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return decoder.decode(bytes, { stream: true }) + decoder.decode();
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return strictly(bytes, encoding);
  } catch {
    return null;
  }
}

/** The whole list, strictly; names the first line that is not in this encoding. */
function decodedAs(file: string, bytes: Buffer, encoding: string): string {
  try {
    new TextDecoder(encoding);
  } catch {
    throw studioError('unknown-encoding', { encoding });
  }
  const text = tryDecode(bytes, encoding);
  if (text !== null) return text;
  const at = encoding.startsWith('utf-16')
    ? undefined
    : [...linesBeyondAscii(bytes)].find((line) => tryDecode(line.bytes, encoding) === null)?.number;
  throw at === undefined
    ? studioError('list-encoding', { file, encoding })
    : studioError('list-encoding-line', { file, encoding, line: at });
}
