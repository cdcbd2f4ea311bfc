import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { messageOf, StudioError, studioError } from '../../core/errors';
import type { Values } from '../../core/words/template';
import { fileError } from '../decode/limits/file-error';
import { decodeImage } from '../decode/pixels/decode';
import type { PixelCache } from './pixel-cache';

export interface CacheItem {
  readonly contentHash: string;
  readonly file: string;
}

export interface FillFailure extends CacheItem {
  readonly code: string;
  readonly reason: string;
  readonly values: Values;
}

export interface FillOptions {
  readonly signal?: AbortSignal;
  /** Called after each image, with the number of images done so far and of all that were missing. */
  onProgress?(done: number, total: number): void;
}

// The most work that a crash may lose, and the longest block of the event loop by a sync, in bytes.
const flushBytes = 64 * 2 ** 20;

/**
 * Decodes every image that is not in the cache, a few at a time. A file that cannot be read, or whose content
 * no longer matches its hash, is reported, not thrown. Rejects with the signal's reason when cancelled;
 * finished work stays.
 */
export async function fillCache(
  cache: PixelCache,
  items: Iterable<CacheItem>,
  { signal, onProgress }: FillOptions = {},
): Promise<{ added: number; failed: FillFailure[] }> {
  const missing = missingItems(cache, items);
  const failed: FillFailure[] = [];
  const flushEvery = Math.max(1, Math.floor(flushBytes / (cache.size * cache.size * 3)));
  let [next, done, added] = [0, 0, 0];
  const work = async () => {
    while (next < missing.length) {
      signal?.throwIfAborted();
      const item = missing[next++];
      const outcome = await decodeItem(item, cache);
      signal?.throwIfAborted();
      if (outcome instanceof StudioError) {
        failed.push({ ...item, code: outcome.code, reason: outcome.message, values: outcome.values });
      } else {
        cache.append(item.contentHash, outcome);
        if (++added % flushEvery === 0) cache.flush();
      }
      onProgress?.(++done, missing.length);
    }
  };
  // One more than cores, so that none is idle while a file is read.
  const lanes = Math.min(missing.length, availableParallelism() + 1);
  try {
    const ended = await Promise.allSettled(Array.from({ length: lanes }, work));
    for (const lane of ended) if (lane.status === 'rejected') throw lane.reason;
  } finally {
    cache.flush();
  }
  return { added, failed };
}

function missingItems(cache: PixelCache, items: Iterable<CacheItem>): CacheItem[] {
  const missing = new Map<string, CacheItem>();
  for (const item of items) if (cache.rowOf(item.contentHash) < 0) missing.set(item.contentHash, item);
  return [...missing.values()];
}

/** The pixels of a file as this cache stores them, or the reason why there are none. */
export async function decodeItem(
  item: CacheItem,
  { size, fit }: Pick<PixelCache, 'size' | 'fit'>,
): Promise<Uint8Array | StudioError> {
  try {
    const bytes = await readFile(item.file);
    if (createHash('sha256').update(bytes).digest('hex') !== item.contentHash)
      return studioError('file-changed', {});
    return await decodeImage(bytes, size, { fit });
  } catch (error) {
    if (error instanceof StudioError) return error;
    return fileError(error) ?? studioError('file-unreadable', { reason: messageOf(error) });
  }
}
