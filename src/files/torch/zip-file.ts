import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import yauzl from 'yauzl';
import { unreadable, unreadableBy } from '../reading/unreadable';

/** A zip archive, read file by file. Throws `Unreadable` if it is damaged. Call `close()` when done. */
export class ZipFile {
  private constructor(
    private readonly archive: yauzl.ZipFile,
    private readonly entries: ReadonlyMap<string, yauzl.Entry>,
  ) {}

  static async open(file: string): Promise<ZipFile> {
    const archive = await orUnreadable(
      new Promise<yauzl.ZipFile>((resolve, reject) =>
        yauzl.open(file, { lazyEntries: true, autoClose: false }, (error, opened) =>
          error ? reject(error) : resolve(opened),
        ),
      ),
    );
    try {
      return new ZipFile(archive, await orUnreadable(entriesOf(archive)));
    } catch (error) {
      archive.close();
      throw error;
    }
  }

  get names(): string[] {
    return [...this.entries.keys()];
  }

  /** All bytes of a file of the archive, compared with its checksum. */
  async read(name: string): Promise<Buffer> {
    const entry = this.#entry(name);
    const bytes = await orUnreadable(this.#stream(entry).then(buffer));
    if (crc32(bytes) !== entry.crc32) throw unreadable('checksum', { name });
    return bytes;
  }

  /** Writes a file of the archive to `target`, piece by piece, and verifies its checksum; an executable file stays executable. */
  async extract(name: string, target: string, signal?: AbortSignal): Promise<void> {
    const entry = this.#entry(name);
    const mode = (entry.externalFileAttributes >>> 16) & 0o111 ? 0o755 : 0o644;
    const packed = await orUnreadable(this.#stream(entry));
    let sum = 0;
    const summed = async function* (pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        sum = crc32(piece, sum);
        yield piece;
      }
    };
    await pipeline(packed, summed, createWriteStream(target, { mode }), { signal });
    if (sum !== entry.crc32) throw unreadable('checksum', { name });
  }

  #entry(name: string): yauzl.Entry {
    const entry = this.entries.get(name);
    if (!entry) throw unreadable('no-entry', { name });
    return entry;
  }

  #stream(entry: yauzl.Entry): Promise<Readable> {
    return new Promise((resolve, reject) =>
      this.archive.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream))),
    );
  }

  close(): void {
    this.archive.close();
  }
}

function entriesOf(archive: yauzl.ZipFile): Promise<Map<string, yauzl.Entry>> {
  return new Promise((resolve, reject) => {
    const entries = new Map<string, yauzl.Entry>();
    archive.on('entry', (entry: yauzl.Entry) => {
      entries.set(entry.fileName, entry);
      archive.readEntry();
    });
    archive.once('end', () => resolve(entries));
    archive.once('error', reject);
    archive.readEntry();
  });
}

async function orUnreadable<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw unreadableBy(error);
  }
}
