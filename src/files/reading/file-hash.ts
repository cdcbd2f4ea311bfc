import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';

/**
 * sha-256 of a file's bytes, 64 hex digits: the content hash of an image. Rejects if the file cannot be read.
 */
export async function hashFile(file: string, signal?: AbortSignal): Promise<string> {
  return hashFiles([file], signal);
}

/** The sha-256 of several files as if they were concatenated. */
export async function hashFiles(files: readonly string[], signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for (const file of files) await pipeline(createReadStream(file), hash, { signal, end: false });
  return hash.digest('hex');
}
