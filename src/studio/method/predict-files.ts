import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../catalog';
import { softmax } from '../../core/selection';
import { PixelCache } from '../../data/pixel-cache';
import type { StudioContext } from '../project/context';
import { outputsOf } from '../project/image-sets';
import { finishedModelOf } from '../project/run-model';
import { filesUnder } from './files-under';
import { imagesAtOnce, pieceByPiece } from './in-pieces';
import { readIntoCache } from './read-into-cache';

export interface FilePrediction {
  readonly file: string;
  readonly label: string;
  readonly confidence: number;
  /** Probability of every class by name. */
  readonly probabilities: Readonly<Record<string, number>>;
}

interface FileFailure {
  readonly file: string;
  readonly reason: string;
}

/**
 * Shows images from anywhere to a trained model, `atOnce` at a time; what cannot be read is listed with its reason. The project is not
 * changed.
 */
export async function predictFiles(
  context: StudioContext,
  run: Run,
  paths: readonly string[],
  atOnce = imagesAtOnce(outputsOf(context.project, run).length),
): Promise<{ predictions: FilePrediction[]; failed: FileFailure[] }> {
  const { project, signal, tell } = context;
  const model = finishedModelOf(project, run);
  const folder = mkdtempSync(join(tmpdir(), 'noisy-studio-'));
  try {
    const found = paths.map((path) => filesUnder(path, tell));
    const files = found.flatMap((each) => each.files);
    const cache = PixelCache.open(folder, model.imageSize, model.fit);
    const { read, failed } = await readIntoCache(cache, files, { signal }).finally(() => cache.close());
    const told = [...found.flatMap((each) => each.failed), ...failed];
    return {
      predictions: await shown(context, run, folder, read, atOnce),
      failed: told.map(({ file, reason }) => ({ file, reason })),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a model says of files whose pixels are in a cache of their own. */
async function shown(
  context: StudioContext,
  run: Run,
  cacheFolder: string,
  files: readonly { readonly contentHash: string; readonly file: string }[],
  atOnce: number,
): Promise<FilePrediction[]> {
  const names = outputsOf(context.project, run).map(({ name }) => name);
  const show = pieceByPiece(context, run, { cacheFolder, stage: 'label', total: files.length });
  const predictions: FilePrediction[] = [];
  for (let before = 0; before < files.length; before += atOnce) {
    const part = files.slice(before, before + atOnce);
    const hashes = new Uint8Array(Buffer.from(part.map(({ contentHash }) => contentHash).join(''), 'hex'));
    const sets = [{ name: 'files', hashes, logits: true }];
    const [set] = (await show(sets, before)).sets;
    const shares = softmax(set.logits as Float32Array, names.length);
    for (const [i, { file }] of part.entries()) {
      const own = shares.slice(i * names.length, (i + 1) * names.length);
      predictions.push(new Prediction(file, names[set.predictedClass[i]], set.confidence[i], names, own));
    }
  }
  return predictions;
}

/** Its probabilities are named where they are asked for: of many files and classes the names would take many times their room. */
class Prediction implements FilePrediction {
  readonly #classes: readonly string[];
  readonly #shares: Float32Array;

  constructor(
    readonly file: string,
    readonly label: string,
    readonly confidence: number,
    classes: readonly string[],
    shares: Float32Array,
  ) {
    this.#classes = classes;
    this.#shares = shares;
  }

  get probabilities(): Record<string, number> {
    return Object.fromEntries(this.#classes.map((name, c) => [name, this.#shares[c]]));
  }

  toJSON(): FilePrediction {
    const { file, label, confidence, probabilities } = this;
    return { file, label, confidence, probabilities };
  }
}
