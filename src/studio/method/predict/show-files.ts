import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../../catalog';
import type { FittedScores } from '../../../core/ood';
import { PixelCache } from '../../../data/cache/pixel-cache';
import type { PredictSetResult } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { stageEvent, tellImages } from '../../project/context/stage-event';
import { finishedModelOf } from '../../project/runs/run-model';
import { pieceByPiece } from '../model/in-pieces';
import type { FailedPath } from './files-under';
import { type CachedFile, readIntoCache } from './read-into-cache';

/** The most bytes of pixels that are on disk at a time. */
const mostPixelBytes = 2 ** 29;
const leastAtOnce = 64;

interface HowShown {
  /** The folder that keeps the pixels of a piece while it is shown. */
  readonly folder: string;
  /** The largest number of images in a piece. */
  readonly atOnce?: number;
  /** If given, each image's out-of-domain scores are computed too, with these fits. */
  readonly fitted?: FittedScores;
  /** Whether the logits of each image are returned too. */
  readonly logits?: boolean;
}

/**
 * Reads files and shows them to a finished model in pieces, so that neither memory nor disk use grows with their number. `take` is called
 * with each piece: the files that could be read, and what the model says of them. Returns the other files with their reasons. Throws
 * `cancelled`.
 */
export async function showFiles(
  context: StudioContext,
  run: Run,
  files: readonly string[],
  { folder, atOnce = Number.POSITIVE_INFINITY, fitted, logits }: HowShown,
  take: (read: readonly CachedFile[], said: PredictSetResult) => void,
): Promise<FailedPath[]> {
  const { signal, tell } = context;
  const { imageSize, fit } = finishedModelOf(context.project, run);
  const [cacheFolder, total] = [join(folder, 'pixels'), files.length];
  const fits = Math.max(leastAtOnce, Math.floor(mostPixelBytes / (3 * imageSize ** 2)));
  const piece = Math.min(atOnce, fits);
  const show = pieceByPiece(context, run, { cacheFolder, stage: 'label', total, fitted });
  const failed: FailedPath[] = [];
  for (let before = 0; before < total; before += piece) {
    tell(stageEvent('pixels', 'readFiles', { images: total }));
    const told = tellImages(tell, before);
    const cache = PixelCache.open(cacheFolder, imageSize, fit);
    try {
      const found = await readIntoCache(cache, files.slice(before, before + piece), {
        signal,
        onProgress: (done) => told(before + done, total),
      }).finally(() => cache.close());
      for (const file of found.failed) failed.push(file);
      const { read } = found;
      if (read.length === 0) continue;
      tell(stageEvent('label', 'predict', { images: total }));
      const hashes = new Uint8Array(Buffer.from(read.map(({ contentHash }) => contentHash).join(''), 'hex'));
      const { sets } = await show([{ name: 'files', hashes, logits }], before);
      take(read, sets[0]);
    } finally {
      rmSync(cacheFolder, { recursive: true, force: true });
    }
  }
  return failed;
}
