import { type Dirent, readdirSync, statSync } from 'node:fs';
import { isImageName } from '../../../data/decode/format/file-names';
import { holdsImage } from '../../../data/decode/format/sniff';

const slash = Buffer.from('/');

/**
 * The entries of a folder, and the pictures among those whose names are not UTF-8, for example from an old disk: Node replaces all their
 * bytes by the same character, so that two names can become one and neither can be opened. They are returned as bytes, from this folder
 * down. Throws the file system's errors.
 */
export function namesOf(folder: string): { entries: Dirent[]; strange: Buffer[] } {
  const entries = readdirSync(folder, { withFileTypes: true });
  if (!entries.some(({ name }) => name.includes('\ufffd'))) return { entries, strange: [] };
  const path = Buffer.from(folder);
  const strange = rawNames(path).filter((name) => !isUtf8(name));
  const replaced = new Set(strange.map((name) => name.toString()));
  return {
    entries: entries.filter(({ name }) => !replaced.has(name)),
    strange: strange.flatMap((name) => picturesAt(path, name)),
  };
}

/** Bytes in a readable form in which different names stay different: `caf\xe9`. */
export function escaped(name: Buffer): string {
  let text = '';
  for (let at = 0; at < name.length; ) {
    const length = [1, 2, 3, 4].find((n) => at + n <= name.length && isUtf8(name.subarray(at, at + n)));
    text += length ? name.toString('utf8', at, at + length) : `\\x${name[at].toString(16)}`;
    at += length ?? 1;
  }
  return text;
}

/** The file itself if it is a picture, or the pictures below a folder. If a folder cannot be read, its own name is returned. */
function picturesAt(folder: Buffer, name: Buffer): Buffer[] {
  const path = Buffer.concat([folder, slash, name]);
  try {
    if (!statSync(path).isDirectory())
      return isImageName(name.toString('latin1')) || holdsImage(path) ? [name] : [];
    return rawNames(path).flatMap((below) =>
      picturesAt(path, below).map((found) => Buffer.concat([name, slash, found])),
    );
  } catch {
    return [name];
  }
}

function rawNames(folder: Buffer): Buffer[] {
  return readdirSync(folder, { encoding: 'buffer' }).sort(Buffer.compare);
}

function isUtf8(bytes: Buffer): boolean {
  return Buffer.from(bytes.toString()).equals(bytes);
}
