import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../catalog';
import { studioError } from '../../core/errors';
import { PixelCache } from '../../data/pixel-cache';
import { type FailedFile, type PredictedColumns, PredictedFiles } from '../labelling/predicted-files';
import type { StudioContext } from '../project/context';
import { outputsOf } from '../project/image-sets';
import { finishedModelOf } from '../project/run-model';
import { stageEvent, tellImages } from '../project/stage-event';
import { filesUnder } from './files-under';
import { type FittedOod, fitOod } from './fit-ood';
import { pieceByPiece } from './in-pieces';
import { readIntoCache } from './read-into-cache';

/** Pixels on disk at a time: so many bytes, in the project's folder. */
const mostPixelBytes = 2 ** 29;
const leastAtOnce = 64;
/** Beside the caches of the project. */
const folderPrefix = 'predict-';

/**
 * Shows the images of folders, or single ones, from anywhere to a finished model, with the out-of-domain flag that the pool would be
 * given. They are read and shown a piece at a time, `atOnce` images each, so that neither memory nor disk grows with their number; the
 * files themselves are only read, and what cannot be read is kept with its reason. Throws `run-unfinished`, `unreadable-path`,
 * `nothing-to-predict`, `cancelled`.
 */
export async function predictFolder(
  context: StudioContext,
  run: Run,
  paths: readonly string[],
  atOnce?: number,
): Promise<PredictedFiles> {
  const { project, tell } = context;
  const model = finishedModelOf(project, run);
  const found = paths.map((path) => filesUnder(path, tell));
  const files = [...new Set(found.flatMap((each) => each.files))];
  const failed: FailedFile[] = found.flatMap((each) => each.failed);
  if (files.length === 0 && failed.length === 0)
    throw studioError('nothing-to-predict', { path: paths.join(', ') });
  const folder = emptyPlace(project.cacheFolder);
  try {
    const ood = await fitOod(context, run, join(folder, 'fit'));
    const piece = atOnce ?? Math.max(leastAtOnce, Math.floor(mostPixelBytes / (3 * model.imageSize ** 2)));
    const columns = new Columns(
      files.length,
      outputsOf(project, run).map(({ id, mergedInto }) => mergedInto ?? id),
    );
    for (let before = 0; before < files.length; before += piece) {
      const part = files.slice(before, before + piece);
      failed.push(
        ...(await predictPiece(context, run, { folder, part, before, total: files.length, ood, columns })),
      );
    }
    return new PredictedFiles(
      columns.taken(ood !== null),
      failed,
      ood && { score: ood.score, limit: ood.limit },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Piece {
  readonly folder: string;
  readonly part: readonly string[];
  /** Files in the pieces before this one, and in all. */
  readonly before: number;
  readonly total: number;
  readonly ood: FittedOod | null;
  readonly columns: Columns;
}

/** Reads some files and shows them; gives those that could not be read. */
async function predictPiece(
  context: StudioContext,
  run: Run,
  { folder, part, before, total, ood, columns }: Piece,
): Promise<FailedFile[]> {
  const { signal, tell, project } = context;
  const { imageSize, fit } = finishedModelOf(project, run);
  const cacheFolder = join(folder, String(before));
  try {
    tell(stageEvent('pixels', 'readFiles', { images: total }));
    const told = tellImages(tell, before);
    const cache = PixelCache.open(cacheFolder, imageSize, fit);
    const { read, failed } = await readIntoCache(cache, part, {
      signal,
      onProgress: (done) => told(before + done, total),
    }).finally(() => cache.close());
    if (read.length === 0) return failed;
    tell(stageEvent('label', 'predict', { images: total }));
    const show = pieceByPiece(context, run, { cacheFolder, stage: 'label', total, fitted: ood?.fits });
    const hashes = new Uint8Array(Buffer.from(read.map(({ contentHash }) => contentHash).join(''), 'hex'));
    const [set] = (await show([{ name: 'files', hashes }], before)).sets;
    columns.add(read, set.predictedClass, set.confidence, ood ? set.scores[ood.score] : undefined);
    return failed;
  } finally {
    rmSync(cacheFolder, { recursive: true, force: true });
  }
}

/** The columns while they grow: as long as all files, of which those that were read are taken. */
class Columns {
  readonly #files: string[] = [];
  readonly #widths: Int32Array;
  readonly #heights: Int32Array;
  readonly #classIds: Int32Array;
  readonly #confidence: Float32Array;
  readonly #scores: Float32Array;

  /** `outputs` are the catalog ids of the model's classes. */
  constructor(
    most: number,
    private readonly outputs: readonly number[],
  ) {
    this.#widths = new Int32Array(most);
    this.#heights = new Int32Array(most);
    this.#classIds = new Int32Array(most);
    this.#confidence = new Float32Array(most);
    this.#scores = new Float32Array(most);
  }

  add(
    read: readonly { readonly file: string; readonly width: number; readonly height: number }[],
    predicted: Int32Array,
    confidence: Float32Array,
    scores: Float32Array | undefined,
  ): void {
    const from = this.#files.length;
    for (const [i, { file, width, height }] of read.entries()) {
      this.#files.push(file);
      this.#widths[from + i] = width;
      this.#heights[from + i] = height;
      this.#classIds[from + i] = this.outputs[predicted[i]];
    }
    this.#confidence.set(confidence, from);
    if (scores) this.#scores.set(scores, from);
  }

  taken(withScores: boolean): PredictedColumns {
    const images = this.#files.length;
    return {
      files: this.#files,
      widths: this.#widths.subarray(0, images),
      heights: this.#heights.subarray(0, images),
      classIds: this.#classIds.subarray(0, images),
      confidence: this.#confidence.subarray(0, images),
      scores: withScores ? this.#scores.subarray(0, images) : null,
    };
  }
}

/** A folder of its own beside the caches; those that a crash left are taken away. */
function emptyPlace(cacheFolder: string): string {
  mkdirSync(cacheFolder, { recursive: true });
  for (const name of readdirSync(cacheFolder))
    if (name.startsWith(folderPrefix)) rmSync(join(cacheFolder, name), { recursive: true, force: true });
  return mkdtempSync(join(cacheFolder, folderPrefix));
}
