import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Image } from '../../catalog';
import { lookWidth, quantised } from '../../core/likeness';
import type { NetworkSpec } from '../../core/network/model-spec';
import {
  project as along,
  type PrincipalComponents,
  principalComponents,
} from '../../core/numbers/principal-components';
import { Random } from '../../core/numbers/random';
import { fillCache } from '../../data/cache/fill-cache';
import { PixelCache } from '../../data/cache/pixel-cache';
import { besideOf, removeLeftBeside } from '../../files/durable/durable';
import { writeWhole } from '../../files/durable/write-whole';
import type { StudioContext } from '../project/context/context';
import { runWithinMemory } from '../project/context/run-within-memory';
import type { Project } from '../project/folder/project';
import { hashesOf } from '../project/images/image-sets';
import { readyWeights } from '../weights/library';
import { axesFile, type LookSpace, spaceOf } from './spaces';

/** Side of the images that the network is shown: smaller than in its training, for half the time and nearly the same features. */
const imageSize = 160;
/** How many images have their pixels on disk at a time, about 300 MB. */
const piece = 4096;
/** How many images the network is shown at a time; fewer if memory is short. */
const batch = 64;
/** From how many images' features the directions are found. */
const sampled = 1024;
/** How many rows are shortened between two turns of other work: about 10 ms. */
const rowsATurn = 64;

/**
 * Deletes the looks by a network if their directions were found from few images and many more are to be looked at: such directions only
 * show how the few differ from each other.
 */
export async function renewNetworkLooks(project: Project, missing: number): Promise<boolean> {
  const space = await spaceOf(project, 'network');
  const { cache, file } = space;
  if (cache.count === 0 || cache.count >= sampled || missing <= cache.count) return false;
  await cache.clear();
  space.clusters = null;
  rmSync(axesFile(file), { force: true });
  return true;
}

/**
 * Makes looks of images by what a network sees in them: its features along their 64 directions of largest variance, which are found once
 * for a project. If the weights are not on this machine, they are fetched first. Throws `weights-fetch` and what the engine throws.
 */
export async function makeNetworkLooks(
  context: StudioContext,
  ids: Int32Array,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { project, signal, tell } = context;
  const space = await spaceOf(project, 'network');
  const { card, file } = await readyWeights(space.network as string, {
    signal,
    onStart: (note) => tell({ type: 'note', note }),
  });
  const { arch, classes, mean, std, batchNormEpsilon, padding, imageSize: laidOutFor } = card;
  const model: NetworkSpec = {
    ...{ arch, classes, imageSize, fit: 'cover', mean, std, batchNormEpsilon, padding, laidOutFor },
  };
  // In random order the first images represent all, and what a cancelled job has looked at is a fair sample.
  const order = new Random(1, ids.length).shuffle(ids.slice());
  const place = join(project.cacheFolder, 'looks');
  removeLeftBeside(place);
  const folder = besideOf(place);
  try {
    mkdirSync(folder);
    for (let from = 0; from < order.length; from += piece) {
      const images = project.catalog.images.byIds([...order.subarray(from, from + piece)]);
      const read = await readPixels(images, folder, context, space);
      const done = (images: number) => onProgress(from + images, order.length);
      if (read.length > 0) {
        const features = await featuresOf(context, { model, weights: file, folder, read, done });
        await keep(space, read, features);
      }
      rmSync(join(folder, 'pixels'), { recursive: true, force: true });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type ReadImage = Image & { readonly contentHash: string };

/** Decodes images; returns those that could be read. */
async function readPixels(
  images: readonly Image[],
  folder: string,
  { signal }: StudioContext,
  space: LookSpace,
): Promise<ReadImage[]> {
  const cache = PixelCache.open(join(folder, 'pixels'), imageSize, 'cover');
  try {
    const items = images.filter((image): image is ReadImage => image.contentHash !== null);
    const { failed } = await fillCache(cache, items, { signal });
    const gone = new Set(failed.map(({ contentHash }) => contentHash));
    for (const { id, contentHash } of images)
      if (contentHash === null || gone.has(contentHash)) space.unreadable.add(id);
    return items.filter(({ contentHash }) => !gone.has(contentHash));
  } finally {
    cache.close();
  }
}

interface Shown {
  readonly model: NetworkSpec;
  readonly weights: string;
  readonly folder: string;
  readonly read: readonly ReadImage[];
  readonly done: (images: number) => void;
}

async function featuresOf(
  context: StudioContext,
  { model, weights, folder, read, done }: Shown,
): Promise<Float32Array> {
  const sets = [{ name: 'looks', hashes: hashesOf(read), features: true }];
  const cacheFolder = join(folder, 'pixels');
  const job = { kind: 'predict', model, weights, cacheFolder, batch, sets, ood: null } as const;
  const said = await runWithinMemory(context, job, batch, {
    onProgress: (progress) => {
      if (progress.phase === 'predicting') done(progress.done);
    },
  });
  return said.sets[0].features as Float32Array;
}

/** Shortens features and adds them to the cache. */
async function keep(
  { cache, file }: LookSpace,
  read: readonly ReadImage[],
  features: Float32Array,
): Promise<void> {
  const width = features.length / read.length;
  // Directions without looks along them are what a killed process left; they may come from fewer images than there are now.
  const known = cache.count > 0 ? readDirections(file, width) : null;
  const found = known ?? (await findDirections(file, features, width));
  for (let from = 0; from < read.length; from += rowsATurn) {
    const parts = along(features.subarray(from * width, (from + rowsATurn) * width), found);
    for (const [i, { contentHash }] of read.slice(from, from + rowsATurn).entries()) {
      const hash = Buffer.from(contentHash, 'hex');
      if (cache.rowOf(hash) >= 0) continue;
      const look = new Float32Array(lookWidth);
      for (const [j, part] of parts.entries()) look[j] = part[i];
      cache.add(hash, quantised(look));
    }
    await nextTurn();
  }
  await cache.flush();
}

async function findDirections(
  file: string,
  features: Float32Array,
  width: number,
): Promise<PrincipalComponents> {
  const sample = features.subarray(0, sampled * width);
  const found = await principalComponents(sample, width, lookWidth, () => nextTurn());
  const numbers = Float64Array.from([...found.mean, ...found.directions.flatMap((each) => [...each])]);
  await writeWhole(axesFile(file), numbers);
  return found;
}

/** The directions along which the looks in the cache were made; null before there are any. */
function readDirections(file: string, width: number): PrincipalComponents | null {
  try {
    const bytes = new Uint8Array(readFileSync(axesFile(file)));
    const numbers = new Float64Array(bytes.buffer);
    const vector = (at: number) => numbers.subarray(at * width, (at + 1) * width);
    const directions = Array.from({ length: numbers.length / width - 1 }, (_, i) => vector(i + 1));
    return { mean: vector(0), directions };
  } catch {
    return null;
  }
}
