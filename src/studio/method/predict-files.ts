import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Run } from '../../catalog';
import { messageOf, studioError } from '../../core/errors';
import { softmax } from '../../core/selection';
import { fillCache } from '../../data/fill-cache';
import { PixelCache } from '../../data/pixel-cache';
import { readImageFile } from '../../data/read-image';
import { walk } from '../import';
import type { StudioContext } from '../project/context';
import { outputsOf } from '../project/image-sets';
import { finishedModelOf, recipeOf } from '../project/run-model';
import { runWithinMemory } from '../project/run-within-memory';
import { modelJob } from './model-job';

export interface FilePrediction {
  readonly file: string;
  readonly label: string;
  readonly confidence: number;
  /** Probability of every class by name. */
  readonly probabilities: Readonly<Record<string, number>>;
}

export interface FileFailure {
  readonly file: string;
  readonly reason: string;
}

/** Shows images from anywhere to a trained model; what cannot be read is listed with its reason. The project is not changed. */
export async function predictFiles(
  context: StudioContext,
  run: Run,
  paths: readonly string[],
): Promise<{ predictions: FilePrediction[]; failed: FileFailure[] }> {
  const { project, signal, tell } = context;
  const model = finishedModelOf(project, run);
  const classes = outputsOf(project, run);
  const folder = mkdtempSync(join(tmpdir(), 'noisy-studio-'));
  try {
    const found = paths.map((path) => filesUnder(path, tell));
    const read = await readable(
      found.flatMap(({ files }) => files),
      signal,
    );
    const { items } = read;
    const failed = [...found.flatMap((each) => each.failed), ...read.failed];
    const cache = PixelCache.open(folder, model.imageSize, model.fit);
    const filled = await fillCache(cache, items, { signal });
    cache.close();
    const unreadable = new Set(filled.failed.map(({ file }) => file));
    const usable = items.filter(({ file }) => !unreadable.has(file));
    const allFailed = [...failed, ...filled.failed.map(({ file, reason }) => ({ file, reason }))];
    if (usable.length === 0) return { predictions: [], failed: allFailed };
    const { set, probabilities } = await shown(
      context,
      run,
      folder,
      usable.map(({ contentHash }) => contentHash),
    );
    const predictions = usable.map(({ file }, i) => ({
      file,
      label: classes[set.predictedClass[i]].name,
      confidence: set.confidence[i],
      probabilities: Object.fromEntries(
        classes.map(({ name }, c) => [name, probabilities[i * classes.length + c]]),
      ),
    }));
    return { predictions, failed: allFailed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What a model says of images whose pixels are in a cache. */
async function shown(context: StudioContext, run: Run, cacheFolder: string, hashes: readonly string[]) {
  const { inferenceBatch } = recipeOf(run);
  const result = await runWithinMemory(
    context,
    {
      kind: 'predict',
      ...modelJob(context, run),
      cacheFolder,
      batch: inferenceBatch,
      sets: [{ name: 'files', hashes: new Uint8Array(Buffer.from(hashes.join(''), 'hex')), logits: true }],
      ood: null,
    },
    inferenceBatch,
    {
      onProgress: (progress) => context.tell({ type: 'progress', stage: 'label', progress }),
      onNote: (note) => context.tell({ type: 'note', note }),
    },
  );
  const [set] = result.sets;
  const { length } = outputsOf(context.project, run);
  return { set, probabilities: softmax(set.logits as Float32Array, length) };
}

/** The file itself, or the pictures that an import would find below a folder; what is wrong there is told. */
function filesUnder(path: string, tell: StudioContext['tell']): { files: string[]; failed: FileFailure[] } {
  let isFolder: boolean;
  try {
    isFolder = statSync(path).isDirectory();
  } catch (error) {
    throw studioError('unreadable-path', { path, reason: messageOf(error) }, { cause: error });
  }
  if (!isFolder) return { files: [path], failed: [] };
  const { files, problems, notes } = walk(path);
  for (const note of notes) tell({ type: 'note', note: { ...note, place: path } });
  return {
    files: files.map((file) => join(path, file)),
    failed: problems.map(({ place, reason }) => ({ file: join(path, place), reason })),
  };
}

async function readable(files: readonly string[], signal: AbortSignal) {
  const items: { contentHash: string; file: string }[] = [];
  const failed: FileFailure[] = [];
  for (const file of files) {
    const read = await readImageFile(file, { signal, alone: true });
    if (read.ok) items.push({ contentHash: read.contentHash, file });
    else failed.push({ file, reason: read.reason });
  }
  return { items, failed };
}
