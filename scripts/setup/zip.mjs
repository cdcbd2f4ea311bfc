import {
  closeSync,
  createReadStream,
  createWriteStream,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
// As a whole: an older Node has no crc32, and must get as far as to be told that it is too old.
import zlib from 'node:zlib';
import { SetupError } from './log.mjs';

const [endMark, end64Mark, entryMark] = [0x06054b50, 0x06064b50, 0x02014b50];
const noSize = 0xffffffff;

function bytesAt(handle, position, length) {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; ) {
    const got = readSync(handle, bytes, at, length - at, position + at);
    if (got === 0) throw new SetupError('The archive is cut short.');
    at += got;
  }
  return bytes;
}

/** Where the central directory lies (APPNOTE 4.3.16, and 4.3.14 for archives of over 4 GB). */
function directoryOf(handle, size) {
  const tail = bytesAt(handle, Math.max(0, size - 65_557), Math.min(size, 65_557));
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== endMark) at--;
  if (at < 0) throw new SetupError('This is not a zip archive, or it is cut short.');
  const directory = { length: tail.readUInt32LE(at + 12), offset: tail.readUInt32LE(at + 16) };
  if (directory.offset !== noSize && directory.length !== noSize) return directory;
  const locator = at - 20;
  const end = bytesAt(handle, Number(tail.readBigUInt64LE(locator + 8)), 56);
  if (end.readUInt32LE(0) !== end64Mark) throw new SetupError('The archive is damaged.');
  return { length: Number(end.readBigUInt64LE(40)), offset: Number(end.readBigUInt64LE(48)) };
}

/** Sizes and offset of an entry; where they do not fit 32 bits they stand in an extra field, in this order. */
function wide(entry, extra) {
  const fields = ['size', 'packed', 'offset'];
  if (fields.every((field) => entry[field] !== noSize)) return entry;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let value = at + 4;
    for (const field of fields) {
      if (entry[field] !== noSize) continue;
      entry[field] = Number(extra.readBigUInt64LE(value));
      value += 8;
    }
  }
  return entry;
}

/** Every file of a zip archive: `{ name, size, packed, crc, method, offset, mode }`. */
export function zipEntries(file) {
  const handle = openSync(file, 'r');
  try {
    const { length, offset } = directoryOf(handle, fstatSync(handle).size);
    const bytes = bytesAt(handle, offset, length);
    const entries = [];
    for (let at = 0; at + 46 <= bytes.length && bytes.readUInt32LE(at) === entryMark; ) {
      const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) =>
        bytes.readUInt16LE(at + field),
      );
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
      if (/^[/\\]|(^|[/\\])\.\.([/\\]|$)/.test(name))
        throw new SetupError(`The archive would write outside its folder: ${name}`);
      const extra = bytes.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength);
      const entry = {
        name,
        method: bytes.readUInt16LE(at + 10),
        crc: bytes.readUInt32LE(at + 16),
        packed: bytes.readUInt32LE(at + 20),
        size: bytes.readUInt32LE(at + 24),
        offset: bytes.readUInt32LE(at + 42),
        mode: bytes.readUInt32LE(at + 38) >>> 16,
      };
      entries.push(wide(entry, extra));
      at += 46 + nameLength + extraLength + commentLength;
    }
    return entries;
  } finally {
    closeSync(handle);
  }
}

/** Writes one entry of a zip archive to `target`; throws where its bytes are not those that were packed. */
export async function extract(file, entry, target) {
  if (entry.method !== 0 && entry.method !== 8)
    throw new SetupError(`${entry.name} is packed in a way (${entry.method}) that is not supported.`);
  mkdirSync(dirname(target), { recursive: true });
  const mode = entry.mode & 0o111 ? 0o755 : 0o644;
  if (entry.size === 0) return closeSync(openSync(target, 'w', mode));
  const start = startOf(file, entry);
  const packed = createReadStream(file, { start, end: start + entry.packed - 1, highWaterMark: 1 << 20 });
  const unpack = entry.method === 8 ? [zlib.createInflateRaw({ chunkSize: 1 << 20 })] : [];
  /** @type {any} */
  const way = [packed, ...unpack, checked(entry), createWriteStream(target, { mode })];
  await pipeline(way);
}

/** Where an entry's bytes begin: behind its local header, whose lengths may differ from the directory's. */
function startOf(file, { offset }) {
  const handle = openSync(file, 'r');
  try {
    const local = bytesAt(handle, offset, 30);
    return offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28);
  } finally {
    closeSync(handle);
  }
}

/** Passes an entry's bytes on, and throws at the end where their checksum is not the archive's. */
function checked({ name, crc }) {
  return async function* (source) {
    let sum = 0;
    for await (const chunk of source) {
      sum = zlib.crc32(chunk, sum);
      yield chunk;
    }
    if (sum !== crc) throw new SetupError(`The archive is damaged: ${name} has another checksum.`);
  };
}
