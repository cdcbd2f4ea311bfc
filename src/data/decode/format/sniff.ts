import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { unreadKind } from './file-names';
import { formatOf } from './image-format';

const head = Buffer.alloc(64);

/** Whether a file begins as a supported picture, whatever its name. False for pipes and unreadable files. */
export function holdsImage(file: string | Buffer): boolean {
  let handle: number | undefined;
  try {
    // Opened without blocking: a pipe without a writer would block.
    handle = openSync(file, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(handle).isFile()) return false;
    const bytes = head.subarray(0, readSync(handle, head, 0, head.length, 0));
    const format = formatOf(bytes);
    // Two letters match easily by chance; the header size after them does not.
    if (format === 'bmp')
      return bytes.length >= 18 && [12, 40, 52, 56, 64, 108, 124].includes(bytes.readUInt32LE(14));
    // Camera raw files begin as a TIFF whose first picture is a thumbnail.
    if (format === 'tiff')
      return unreadKind(/\.[^./]*$/.exec(file.toString('latin1'))?.[0].toLowerCase() ?? '') === undefined;
    return format !== null;
  } catch {
    return false;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
