import type { LabelViewFilter } from '../../catalog';
import { studioError } from '../../core/errors';
import { hash32 } from '../../core/numbers/random';
import { orderByKey } from '../../core/numbers/value-order';
import type { LabelOrder } from '../../core/vocabulary/labels';
import { isPictureOrder } from '../../core/vocabulary/marks';
import { labellingColumns } from '../labelling/file/labelling';
import type { Project } from '../project/folder/project';
import { diverse } from './diverse';
import { newestOpinion } from './newest-model';

export interface LabelQuestion extends LabelViewFilter {
  readonly order: LabelOrder;
  readonly seed: number;
}

/** Ids of the images of a view, in an order in which labelling them helps. Throws `no-labelling` for `uncertain` without a model. */
export async function imagesToLabel(
  project: Project,
  { order, seed, ...filter }: LabelQuestion,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const ids = project.catalog.labelViews.ids(filter, isPictureOrder(order) ? order : undefined);
  switch (order) {
    case 'newest':
      return newestFirst(project, ids);
    case 'uncertain':
      return leastSureFirst(project, ids);
    case 'random':
      return shuffled(ids, seed);
    case 'diverse':
      return diverse(project, shuffled(ids, seed), signal);
    default:
      return ids;
  }
}

/** An image's place depends only on its id and the seed, so the order stays the same when other images are labelled and leave. */
function shuffled(ids: Int32Array, seed: number): Int32Array {
  return sortedBy(ids, (id) => hash32(seed, id));
}

/** The last labelled images come first. */
function newestFirst({ catalog }: Project, ids: Int32Array): Int32Array {
  const entries = catalog.labelViews.labelledAt();
  return sortedBy(ids, (id) => 0xffffffff - (entries.get(id) ?? 0));
}

/** By how little the newest model prefers its class to the second; images that it has not seen come last. */
function leastSureFirst(project: Project, ids: Int32Array): Int32Array {
  const labelling = newestOpinion(project);
  if (!labelling) throw studioError('no-opinion', {});
  const { imageIds, margin } = labellingColumns(project, labelling);
  const keys = new Uint32Array(ids.reduce((most, id) => Math.max(most, id), 0) + 1).fill(0xffffffff);
  for (const [row, id] of imageIds.entries())
    if (id < keys.length) keys[id] = Math.round(margin[row] * 2 ** 31);
  return sortedBy(ids, (id) => keys[id]);
}

/** Ids by ascending uint32 keys; ids with equal keys keep their order. */
function sortedBy(ids: Int32Array, keyOf: (id: number) => number): Int32Array {
  const keys = new Uint32Array(ids.length);
  for (let at = 0; at < ids.length; at++) keys[at] = keyOf(ids[at]);
  const order = orderByKey(keys);
  // `map` and `from` with a function take ten times as long.
  for (let at = 0; at < order.length; at++) order[at] = ids[order[at]];
  return order;
}
