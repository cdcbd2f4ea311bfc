import { closeSync, openSync, readSync } from 'node:fs';

/** Reads a range of bytes of any size from a file; returns fewer if the file ends before. */
export function readRange(file: string, from: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  const handle = openSync(file, 'r');
  try {
    for (let at = 0; at < length; ) {
      const got = readSync(handle, bytes, at, Math.min(length - at, 16 * 2 ** 20), from + at);
      if (got === 0) return bytes.slice(0, at);
      at += got;
    }
    return bytes;
  } finally {
    closeSync(handle);
  }
}
