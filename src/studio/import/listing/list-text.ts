import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { StudioError, studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';
import { readRange } from '../../../files/reading/read-range';
import { decoded, markedEncoding } from '../../../files/reading/text-file';
import { refuseTooLarge } from '../../lists/row-room';

/** A list as text, and what had to be guessed for that. */
export interface ListText {
  readonly text: string;
  /** A name of the Encoding Standard. */
  readonly encoding: string;
  /** What a person should check, because the text does not say in which encoding it is. */
  readonly guessed?: { readonly sample: string };
}

/** Loaded at the first guess: its tables of languages take a third of a second, for which every command would have to wait. */
const detection = () => createRequire(import.meta.url)('jschardet') as typeof import('jschardet');

/** The encodings in which spreadsheets and editors of Windows and older Unixes save text. */
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

/** How many bytes of the lines that are not UTF-8 are looked at to recognise an old code page. */
const lookedAt = 64 * 1024;

/**
 * Reads a list in UTF-8, in UTF-16 (with or without byte order mark) or in an old code page, which is guessed. Every decoder is strict: two
 * names that differ in their bytes differ in the text. Throws `unreadable-path`, `list-too-large`, `unknown-encoding`, `list-mixed`, and
 * `list-encoding` or `list-encoding-line` for bytes that are invalid in the encoding.
 */
export function readListText(file: string, encoding?: string): ListText {
  let bytes: Buffer;
  try {
    refuseTooLarge(file);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('unreadable-path', { path: file, reason: reasonFor(error) }, { cause: error });
  }
  return textOf(file, bytes, encoding);
}

/** How much of a list is read to find out what it is. */
const headBytes = 64 * 1024;

/**
 * The whole lines at the beginning of a list of any size, for finding out what it is; all of a short list. Throws what `readListText`
 * throws except `list-too-large`.
 */
export function readListHead(file: string): string {
  try {
    const bytes = Buffer.from(readRange(file, 0, headBytes));
    return textOf(file, statSync(file).size > bytes.length ? wholeLines(bytes) : bytes).text;
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('unreadable-path', { path: file, reason: reasonFor(error) }, { cause: error });
  }
}

/** The bytes up to the last line end, which in UTF-16 is two bytes at an even offset. */
function wholeLines(bytes: Buffer): Buffer {
  const wide = markedEncoding(bytes)?.startsWith('utf-16') ? markedEncoding(bytes) : undefined;
  if (wide === undefined) return bytes.subarray(0, bytes.lastIndexOf(10) + 1);
  for (let at = bytes.length - (bytes.length % 2) - 2; at >= 0; at -= 2)
    if ((wide === 'utf-16le' ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)) === 10)
      return bytes.subarray(0, at + 2);
  return bytes.subarray(0, 0);
}

function textOf(file: string, bytes: Buffer, encoding?: string): ListText {
  if (encoding !== undefined) return { text: decodedAs(file, bytes, encoding), encoding };
  const marked = markedEncoding(bytes);
  if (marked !== undefined) return { text: decodedAs(file, bytes, marked), encoding: marked };
  const text = decoded(bytes, 'utf-8');
  if (text !== null) return { text, encoding: 'utf-8' };
  return guess(file, bytes);
}

function guess(file: string, bytes: Buffer): ListText {
  const lines = [...linesBeyondAscii(bytes)];
  const strange = lines.filter(({ bytes }) => decoded(bytes, 'utf-8') === null);
  // The list was combined from others: read in one encoding, the names in the other would be wrong.
  if (strange.length * 4 < lines.length) throw studioError('list-mixed', { file, line: strange[0].number });
  const encoding = encodingOf(Buffer.concat(strange.map(({ bytes }) => bytes)).subarray(0, lookedAt));
  const sample = decoded(strange[0].bytes, encoding)?.trim().slice(0, 60) ?? '';
  return { text: decodedAs(file, bytes, encoding), encoding, guessed: { sample } };
}

/**
 * The most probable code page. Text in which windows-1252 gives letters within words is taken to be that: statistics over a few short names
 * cannot distinguish the encodings of Western Europe, and it is what spreadsheets write there.
 */
function encodingOf(bytes: Buffer): string {
  if (isWestern(decoded(bytes, 'windows-1252') ?? '')) return 'windows-1252';
  const found = normalized(detection().detect(bytes, { detectEncodings: codePages }).encoding);
  return found !== undefined && decoded(bytes, found) !== null ? found : 'windows-1252';
}

/** Whether all characters that are not ASCII are accented letters within words or typographic marks. */
function isWestern(text: string): boolean {
  const words = text.match(/[^\s,;|"]*[^\p{ASCII}][^\s,;|"]*/gu) ?? [];
  return words.every((word) => {
    const letters = [...word].filter((letter) => letter > '\x7f' && !/[’‘“”–—°©®™€]/u.test(letter));
    const known = letters.every((letter) => /[À-ÖØ-öø-ÿŠšŽžŒœŸ]/u.test(letter));
    return known && (letters.length <= 1 || letters.length * 2 <= word.length);
  });
}

/** The name of an encoding in the Encoding Standard; undefined if it has no such encoding. */
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

/** The whole list, decoded strictly; the error names the first line that is invalid in this encoding. */
function decodedAs(file: string, bytes: Buffer, encoding: string): string {
  try {
    new TextDecoder(encoding);
  } catch {
    throw studioError('unknown-encoding', { encoding });
  }
  const text = decoded(bytes, encoding);
  if (text !== null) return text;
  const at = encoding.startsWith('utf-16')
    ? undefined
    : [...linesBeyondAscii(bytes)].find((line) => decoded(line.bytes, encoding) === null)?.number;
  throw at === undefined
    ? studioError('list-encoding', { file, encoding })
    : studioError('list-encoding-line', { file, encoding, line: at });
}
