import type { ClusterView } from '../../contract';
import { studioError } from '../../core/errors';
import { centreOf, clusterCount, clustered, cosine, typicalOf } from '../../core/likeness';
import { orderByValue } from '../../core/numbers/value-order';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import { newestOpinion } from '../label/newest-model';
import { opinionsOf } from '../labelling/file/opinions';
import type { Project } from '../project/folder/project';
import { eachInSlices, inSlices } from './in-slices';
import { type LookSpace, type MadeClusters, rowsIn, spaceOf } from './spaces';

/** How many typical images of a cluster are shown. */
const shown = 4;
/** From how many typical images of a cluster its predicted classes are counted. */
const typicalImages = 32;

/** Whether the clusters were made from exactly the images that can now have a label. */
export async function areClustersNew(
  project: Project,
  basis: LikenessBasis,
  signal?: AbortSignal,
): Promise<boolean> {
  const space = await spaceOf(project, basis);
  const { clusters } = space;
  if (!clusters) return false;
  let [at, same] = [0, true];
  await eachLooked(project, space, signal, (ids) => {
    for (const id of ids) same &&= clusters.ids[at++] === id;
  });
  return same && at === clusters.ids.length;
}

/** Puts all images that can have a label and were looked at into clusters, and keeps the clusters. Labels do not influence them. */
export async function makeClusters(
  project: Project,
  basis: LikenessBasis,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const space = await spaceOf(project, basis);
  const { ids, rows } = await lookedAt(project, space, signal);
  const { looks } = space.cache;
  const total = ids.length;
  if (total === 0) {
    const nothing = new Int32Array();
    space.clusters = {
      ids,
      rows,
      centres: new Float32Array(),
      of: new Uint8Array(),
      images: nothing,
      typical: [],
    };
    return;
  }
  const work = clustered(looks, rows, { count: clusterCount(total), seed: 1 });
  const found = await inSlices(work, signal, (share) => onProgress(Math.round(share * total), total));
  const places = await inSlices(typicalOf(looks, rows, found, typicalImages), signal);
  space.clusters = { ...found, ids, rows, typical: places.map((each) => each.map((place) => ids[place])) };
}

async function lookedAt(project: Project, space: LookSpace, signal: AbortSignal) {
  const [ids, rows]: [number[], number[]] = [[], []];
  await eachLooked(project, space, signal, (pieceIds, pieceRows) => {
    for (let i = 0; i < pieceIds.length; i++) {
      ids.push(pieceIds[i]);
      rows.push(pieceRows[i]);
    }
  });
  return { ids: Int32Array.from(ids), rows: Int32Array.from(rows) };
}

async function eachLooked(
  project: Project,
  space: LookSpace,
  signal: AbortSignal | undefined,
  visit: (ids: Int32Array, rows: Int32Array, classIds: Int32Array) => void,
): Promise<void> {
  await eachInSlices(project.catalog.labelViews.hashed(), signal, (images) => {
    const rows = rowsIn(space, images);
    const has = (_: number, i: number) => rows[i] >= 0;
    visit(images.ids.filter(has), rows.filter(has), images.classIds.filter(has));
  });
}

export async function madeClusters(
  project: Project,
  basis: LikenessBasis,
): Promise<LookSpace & { clusters: MadeClusters }> {
  const space = await spaceOf(project, basis);
  const { clusters } = space;
  if (!clusters) throw studioError('no-clusters', {});
  return { ...space, clusters };
}

/** The clusters with their present labels. Throws `no-clusters`. */
export async function clusterViews(
  project: Project,
  basis: LikenessBasis,
  signal?: AbortSignal,
): Promise<ClusterView[]> {
  const space = await madeClusters(project, basis);
  const { clusters } = space;
  const counts = Array.from(clusters.images, () => ({ images: 0, labelled: new Map<number, number>() }));
  let at = 0;
  await eachLooked(project, space, signal, (ids, _, classIds) => {
    for (const [i, id] of ids.entries()) {
      while (clusters.ids[at] < id) at++;
      if (clusters.ids[at] !== id) continue;
      const count = counts[clusters.of[at]];
      count.images++;
      if (classIds[i] > 0) count.labelled.set(classIds[i], (count.labelled.get(classIds[i]) ?? 0) + 1);
    }
  });
  const guesses = guessesOf(project, clusters);
  return counts.map(({ images, labelled }, number) => {
    const known = mostOf(labelled);
    const guessed = guesses ? mostOf(guesses[number]) : null;
    return {
      ...{ number, images, labelled: [...labelled.values()].reduce((sum, n) => sum + n, 0) },
      typical: [...clusters.typical[number].subarray(0, shown)],
      proposal: known ? { ...known, by: 'labels' } : guessed && { ...guessed, by: 'model' },
    };
  });
}

/** The newest model's predictions for the typical images of each cluster, counted by class; null if there is no model yet. */
function guessesOf(project: Project, { typical }: MadeClusters): Map<number, number>[] | null {
  const labelling = newestOpinion(project);
  if (!labelling) return null;
  return typical.map((ids) => {
    const counts = new Map<number, number>();
    for (const classId of opinionsOf(project, labelling, ids).classIds)
      if (classId > 0) counts.set(classId, (counts.get(classId) ?? 0) + 1);
    return counts;
  });
}

function mostOf(counts: ReadonlyMap<number, number>): { classId: number; from: number } | null {
  let most: { classId: number; from: number } | null = null;
  for (const [classId, from] of counts) if (!most || from > most.from) most = { classId, from };
  return most;
}

/** Ids of a cluster's images that can still have a label, the most typical first. Throws `no-clusters`. */
export async function clusterImages(
  project: Project,
  { basis, cluster, search }: { basis: LikenessBasis; cluster: number; search?: string },
  signal?: AbortSignal,
): Promise<Int32Array> {
  const { clusters, cache } = await madeClusters(project, basis);
  if (cluster >= clusters.images.length) throw studioError('no-clusters', {});
  const centre = centreOf(clusters, cluster);
  const [ids, close]: [number[], number[]] = [[], []];
  let at = 0;
  await eachInSlices(project.catalog.labelViews.hashed({ search }), signal, (images) => {
    for (const id of images.ids) {
      while (clusters.ids[at] < id) at++;
      if (clusters.ids[at] !== id || clusters.of[at] !== cluster) continue;
      ids.push(id);
      close.push(cosine(cache.looks, clusters.rows[at], centre));
    }
  });
  return orderByValue(Float32Array.from(close), true).map((place) => ids[place]);
}
