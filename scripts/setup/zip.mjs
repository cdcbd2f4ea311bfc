import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
// As a whole: an older Node has no crc32, and must get as far as to be told that it is too old.
import zlib from 'node:zlib';
import { SetupError } from './log.mjs';

/**
 * A file of a zip archive, as yauzl tells it; `size` once unpacked, `mode` as Unix has it.
 * @typedef {{ name: string, size: number, mode: number, entry: import('yauzl').Entry }} ZipEntry
 */

/** yauzl is asked for when there is something to unpack: set-up starts where no package is installed yet, and installs them first. */
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
 * Writes one entry of a zip archive to `target`; throws where its bytes are not those that were packed.
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

/** What yauzl says of an archive, as set-up says what is in its way. */
async function told(work) {
  try {
    return await work;
  } catch (error) {
    if (error instanceof SetupError || error.code) throw error;
    throw new SetupError(`The archive cannot be read: ${error.message}.`);
  }
}

/** Passes an entry's bytes on, and throws at the end where their checksum is not the archive's: yauzl compares lengths alone. */
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
