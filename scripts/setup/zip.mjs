import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
// The module is imported as a whole, because an older Node has no crc32 and must still get far enough to report that it is too old.
import zlib from 'node:zlib';
import { SetupError } from './log.mjs';

/**
 * A file of a zip archive, as yauzl describes it; `size` is that of the unpacked file, `mode` is the Unix mode.
 * @typedef {{ name: string, size: number, mode: number, entry: import('yauzl').Entry }} ZipEntry
 */

/** yauzl is imported only when there is something to unpack, because the set-up starts before any package is installed. */
async function opened(file) {
  const { default: yauzl } = await import('yauzl');
  return told(yauzl.openPromise(file, { lazyEntries: true, autoClose: false }));
}

/**
 * Every file of a zip archive. Names that would lead out of a folder are refused.
 * @param {string} file
 * @returns {Promise<ZipEntry[]>}
 */
export async function zipEntries(file) {
  const archive = await opened(file);
  try {
    return await told(entriesOf(archive));
  } finally {
    archive.close();
  }
}

async function entriesOf(archive) {
  const entries = [];
  for await (const entry of archive.eachEntry()) {
    const { fileName: name, uncompressedSize: size, externalFileAttributes } = entry;
    entries.push({ name, size, mode: externalFileAttributes >>> 16, entry });
  }
  return entries;
}

/**
 * Writes one entry of a zip archive to `target`; throws if its bytes are not those that were packed.
 * @param {string} file
 * @param {ZipEntry} zipEntry
 * @param {string} target
 */
export async function extract(file, { name, mode, entry }, target) {
  mkdirSync(dirname(target), { recursive: true });
  const archive = await opened(file);
  try {
    const bytes = await told(archive.openReadStreamPromise(entry));
    const written = createWriteStream(target, { mode: mode & 0o111 ? 0o755 : 0o644 });
    await told(pipeline(bytes, checked(name, entry.crc32), written));
  } finally {
    archive.close();
  }
}

/** Turns yauzl's errors about an archive into errors of the set-up. */
async function told(work) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SetupError || error.code) throw error;
    throw new SetupError(`The archive cannot be read: ${error.message}.`);
  }
}

/** Passes on an entry's bytes, and throws at the end if their checksum is not that of the archive; yauzl compares only lengths. */
function checked(name, crc) {
  return async function* (source) {
    let sum = 0;
    for await (const chunk of source) {
      sum = zlib.crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== crc) throw new SetupError(`The archive is damaged: ${name} has another checksum.`);
  };
}
