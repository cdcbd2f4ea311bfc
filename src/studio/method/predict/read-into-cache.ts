import { StudioError } from '../../../core/errors';
import { decodeItem } from '../../../data/cache/fill-cache';
import type { PixelCache } from '../../../data/cache/pixel-cache';
import { type ImageProblem, readImageFile } from '../../../data/facts/read-image';
import { decoderCodes } from '../../import';
import { inParallel } from '../../project/context/in-parallel';
import { JobCancelled } from '../../project/engine/engine';
import type { FailedPath } from './files-under';

/** A file whose pixels are in the cache. */
export interface CachedFile {
  readonly file: string;
  readonly contentHash: string;
  readonly width: number;
  readonly height: number;
}

interface ReadOptions {
  readonly signal: AbortSignal;
  onProgress?(done: number): void;
}

/**
 * Reads, checks and decodes files into a cache, some at a time, each as an import does; files that cannot be used are returned with their
 * reasons. Both lists are in the order of `files`. Throws `cancelled`.
 */
export async function readIntoCache(
  cache: PixelCache,
  files: readonly string[],
  { signal, onProgress }: ReadOptions,
): Promise<{ read: CachedFile[]; failed: FailedPath[] }> {
  const outcomes = new Map<string, CachedFile | FailedPath>();
  const unclear: string[] = [];
  let done = 0;
  const take = (file: string, outcome: CachedFile | FailedPath) => {
    outcomes.set(file, outcome);
    onProgress?.(++done);
  };
  try {
    await inParallel(files, async (file) => {
      const outcome = await readOne(cache, file, signal, false);
      // The decoder has one error text for the whole process, so that a file with a decoder error is read again, alone.
      if ('code' in outcome && decoderCodes.has(outcome.code)) unclear.push(file);
      else take(file, outcome);
    });
    for (const file of unclear) take(file, await readOne(cache, file, signal, true));
  } catch (error) {
    throw signal.aborted ? new JobCancelled() : error;
  }
  const inOrder = files.map((file) => outcomes.get(file) as CachedFile | FailedPath);
  return {
    read: inOrder.filter((outcome): outcome is CachedFile => !('code' in outcome)),
    failed: inOrder.filter((outcome): outcome is FailedPath => 'code' in outcome),
  };
}

async function readOne(
  cache: PixelCache,
  file: string,
  signal: AbortSignal,
  alone: boolean,
): Promise<CachedFile | FailedPath> {
  const facts = await readImageFile(file, { signal, alone });
  if (!facts.ok) return failedFile(file, facts);
  const { contentHash, width, height } = facts;
  if (cache.rowOf(contentHash) < 0) {
    const pixels = await decodeItem({ contentHash, file }, cache);
    signal.throwIfAborted();
    if (pixels instanceof StudioError)
      return failedFile(file, { code: pixels.code, reason: pixels.message, values: pixels.values });
    cache.append(contentHash, pixels);
  }
  return { file, contentHash, width, height };
}

const failedFile = (
  file: string,
  { code, reason, values }: Pick<ImageProblem, 'code' | 'reason' | 'values'>,
): FailedPath => ({ file, code, reason, values });
