import { setImmediate as pause } from 'node:timers/promises';
import { evenPlaces } from '../../core/numbers/evenly';
import { FarthestFirst } from '../../core/numbers/farthest-first';
import type { Project } from '../project/folder/project';
import { featureSpace, hashSpace, type ImageSpace } from './image-space';

/** How many images are chosen among, in the order given; with all of a million a choice would take minutes and gain little. */
const candidates = 10_000;
/** From how many labelled images the choice keeps away. */
const covering = 500;
/** How many images are chosen to be unlike each other; the rest follow in the order given. */
const chosenImages = 500;
/** The longest time that other work of the studio waits, in milliseconds. */
const patience = 20;

/**
 * The images (in random order), beginning with those that are most unlike the labelled ones and each other: farthest-first by the features
 * of the newest model, or by perceptual hash before there is a model.
 */
export async function diverse(project: Project, ids: Int32Array, signal?: AbortSignal): Promise<Int32Array> {
  const labelled = project.catalog.labelViews.ids({ view: 'labelled' });
  const known = evenPlaces(labelled.length, covering).map((place) => labelled[place]);
  const space =
    featureSpace(project, known, ids.subarray(0, candidates)) ??
    hashSpace(project, known, ids.subarray(0, candidates));
  const chosen = await choose(space, signal);
  const first = new Set(chosen);
  return Int32Array.from([...chosen, ...ids.filter((id) => !first.has(id))]);
}

async function choose({ ids, covered, distance }: ImageSpace, signal?: AbortSignal): Promise<number[]> {
  const space = new FarthestFirst(ids.length, distance);
  const chosen: number[] = [];
  const most = Math.min(chosenImages, ids.length - covered);
  let since = performance.now();
  for (let step = 0; step < covered + most; step++) {
    if (step < covered) space.cover(step);
    else chosen.push(ids[space.next()]);
    if (performance.now() - since < patience) continue;
    await pause();
    signal?.throwIfAborted();
    since = performance.now();
  }
  return chosen;
}
