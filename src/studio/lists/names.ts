import { isSystemName } from '../../data/decode/format/file-names';

/** The longest name that common file systems allow, in bytes of UTF-8. */
const longestName = 255;
/** Room left for the `-12` that makes a taken name unique. */
const roomForNumber = 8;
const reserved = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not get into a file name
const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]/g;

/**
 * A name that Linux, macOS and Windows all accept for a folder or file, and that is not hidden, since an import skips hidden files;
 * `fallback` if nothing is left of it.
 */
export function safeName(name: string, fallback: string): string {
  const cleaned = name
    .normalize('NFC')
    .replace(forbidden, '_')
    .replace(/[. ]+$/, '')
    .replace(/^ +/, '');
  const named = cleaned === '' ? fallback : cleaned;
  const special = reserved.test(named) || isSystemName(named);
  return shorten(special ? `_${named}` : named, longestName - roomForNumber);
}

/**
 * Gives each wanted name one that was not given before. Case and Unicode form are ignored, because some file systems ignore them:
 * `cat.png`, `Cat-2.png`.
 */
export class FreeNames {
  readonly #taken = new Set<string>();
  readonly #next = new Map<string, number>();

  take(name: string): string {
    const dot = name.lastIndexOf('.');
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
    const key = fold(name);
    let number = this.#next.get(key) ?? 1;
    let candidate = number === 1 ? name : `${stem}-${number}${ending}`;
    while (this.#taken.has(fold(candidate))) candidate = `${stem}-${++number}${ending}`;
    this.#next.set(key, number + 1);
    this.#taken.add(fold(candidate));
    return candidate;
  }
}

function fold(name: string): string {
  return name.normalize('NFKC').toUpperCase().toLowerCase();
}

/** Cuts a name at whole characters to at most `bytes`, keeping a short extension such as `.jpeg`. */
function shorten(name: string, bytes: number): string {
  if (Buffer.byteLength(name) <= bytes) return name;
  const ending = /\.[a-z0-9]{1,8}$/i.exec(name)?.[0] ?? '';
  const room = bytes - Buffer.byteLength(ending);
  let stem = '';
  let used = 0;
  for (const character of name.slice(0, name.length - ending.length)) {
    used += Buffer.byteLength(character);
    if (used > room) break;
    stem += character;
  }
  return stem.replace(/[. ]+$/, '') + ending;
}
