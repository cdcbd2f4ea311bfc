import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../../catalog';
import { besideOf, removeLeftBeside } from '../../../files/durable/durable';
import { type FailedFile, type PredictedColumns, PredictedFiles } from '../../labelling/rows/predicted-files';
import type { StudioContext } from '../../project/context/context';
import { outputsOf } from '../../project/images/image-sets';
import { fitOod } from '../pool/fit-ood';
import { filesOf } from './files-under';
import { showFiles } from './show-files';

/**
 * Shows the images of folders, or single ones, from anywhere to a finished model, with the out-of-domain flag that they would get in the
 * pool. They are read and shown in pieces of `atOnce` images, so that neither memory nor disk use grows with their number; the files
 * themselves are only read, and those that cannot be read are listed with their reasons. Throws `run-unfinished`, `unreadable-path`,
 * `nothing-to-predict`, `cancelled`.
 */
export async function predictFolder(
  context: StudioContext,
  run: Run,
  paths: readonly string[],
  atOnce?: number,
): Promise<PredictedFiles> {
  const { project, tell } = context;
  const found = filesOf(paths, tell);
  const { files } = found;
  const failed: FailedFile[] = [...found.failed];
  const folder = emptyPlace(project.cacheFolder);
  try {
    const ood = await fitOod(context, run, join(folder, 'fit'));
    const columns = new Columns(
      files.length,
      outputsOf(project, run).map(({ id, mergedInto }) => mergedInto ?? id),
    );
    const unread = await showFiles(context, run, files, { folder, atOnce, fitted: ood?.fits }, (read, said) =>
      columns.add(read, said.predictedClass, said.confidence, ood ? said.scores[ood.score] : undefined),
    );
    for (const file of unread) failed.push(file);
    return new PredictedFiles(
      columns.taken(ood !== null),
      failed,
      ood && { score: ood.score, limit: ood.limit },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The columns while they are filled: allocated for all files, and cut at the end to those that could be read. */
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

/** Makes a temporary folder beside the caches, and removes those that a crash left. */
function emptyPlace(cacheFolder: string): string {
  mkdirSync(cacheFolder, { recursive: true });
  const place = join(cacheFolder, 'predict');
  removeLeftBeside(place);
  const folder = besideOf(place);
  mkdirSync(folder);
  return folder;
}
