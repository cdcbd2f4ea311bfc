import { existsSync, statfsSync } from 'node:fs';
import type { Image, Split } from '../../../catalog';
import { evenly } from '../../../core/numbers/evenly';
import type { Recipe } from '../../../core/recipe';
import { sharedCount } from '../../../core/sampling/pool-share';
import type { GoneFiles, StartFacts } from '../../../core/start/start-problems';
import type { Fit } from '../../../core/vocabulary/images';
import {
  bytesIn,
  type DiskQuestion,
  decodedSplits,
  diskNeed,
  probedSides,
  probedSplits,
} from '../../../core/workload/disk';
import { PixelCache } from '../../../data/cache/pixel-cache';
import type { Project } from '../../project/folder/project';
import { encoderIfKnown, sizedIfKnown } from '../model/model-job';

/**
 * The most images of a split whose files are checked, evenly spread: enough to notice a disconnected drive
 * without checking a million files.
 */
const mostLookedFor = 2000;
const used: readonly Split[] = ['labelled-train', 'validation', 'unlabelled', 'test', 'extra-test'];

export interface StartQuestion {
  readonly recipe: Recipe;
  readonly measures: boolean;
  /** The number of finished trainings of the experiment. */
  readonly done?: number;
}

/** What an experiment of a recipe would find: images, existing files, free disk space. */
export function startFacts(
  project: Project,
  { recipe: asked, measures, done = 0 }: StartQuestion,
): StartFacts {
  const recipe = sizedIfKnown(asked);
  const { catalog } = project;
  const counts = catalog.splits.byClass('labelled-train');
  const sides = askedSides(recipe, { measures, classes: catalog.classes.list().length, done });
  const samples = new Map(used.map((split) => [split, new SplitSample(project, split)]));
  for (const side of sides.keys()) lookInto(project, side, recipe.fit, samples);
  const splits = Object.fromEntries([...samples].map(([split, { images }]) => [split, images]));
  const encoder = encoderIfKnown(recipe);
  const question = { measures, done, encoderFeatures: encoder?.features };
  return {
    splits: splits as StartFacts['splits'],
    classes: catalog.classes.active().map(({ id, name }) => ({ name, trained: counts.get(id) ?? 0 })),
    gone: goneFiles(samples, sides),
    disk: diskOf(project, recipe, samples, question),
    encoder: encoder && { name: encoder.name, parameters: encoder.parameters },
    measures,
  };
}

/** The sides at which images of these splits are needed, for each side the splits. */
function askedSides(
  recipe: Recipe,
  { measures, classes, done }: { measures: boolean; classes: number; done: number },
): Map<number, readonly Split[]> {
  const sides = new Map<number, readonly Split[]>(decodedSplits(recipe, measures));
  for (const side of probedSides(recipe, classes, done).keys())
    sides.set(side, [...new Set([...(sides.get(side) ?? []), ...probedSplits])]);
  return sides;
}

type SplitSamples = ReadonlyMap<Split, SplitSample>;

/**
 * Finds which images of each sample are missing in the cache of a size. The cache is opened once, because its
 * index has an entry for each image of the project.
 */
function lookInto({ cacheFolder }: Project, side: number, fit: Fit, samples: SplitSamples): void {
  const cache = PixelCache.open(cacheFolder, side, fit);
  try {
    for (const { some, lacking } of samples.values())
      lacking.set(
        side,
        some.filter(({ contentHash }) => !contentHash || cache.rowOf(contentHash) < 0),
      );
  } finally {
    cache.close();
  }
}

/** A split represented by some of its images, evenly spread. */
class SplitSample {
  readonly images: number;
  readonly some: readonly Image[];

  /** Images whose pixels the cache of a side lacks. */
  readonly lacking = new Map<number, readonly Image[]>();

  constructor({ catalog }: Project, split: Split) {
    const ids = catalog.images.ids({ split, state: 'ok' });
    this.images = ids.length;
    this.some = catalog.images.byIds(evenly(ids, mostLookedFor));
  }

  /** The estimated number of missing images in the whole split, in proportion. */
  missing(side: number): number {
    if (this.some.length === 0) return 0;
    return Math.round((this.images * (this.lacking.get(side)?.length ?? 0)) / this.some.length);
  }
}

/** Files that do not exist although they are needed, because their pixels are missing in a cache. */
function goneFiles(samples: SplitSamples, sides: ReadonlyMap<number, readonly Split[]>): StartFacts['gone'] {
  const gone: Partial<Record<Split, GoneFiles>> = {};
  for (const [split, sample] of samples) {
    const asked = new Set<string>();
    for (const [side, splits] of sides)
      if (splits.includes(split)) for (const { file } of sample.lacking.get(side) ?? []) asked.add(file);
    const absent = [...asked].filter((file) => !existsSync(file));
    if (absent.length > 0)
      gone[split] = { looked: sample.some.length, gone: absent.length, example: absent[0] };
  }
  return gone;
}

function diskOf(
  { folder, catalog }: Project,
  recipe: Recipe,
  samples: SplitSamples,
  question: Omit<DiskQuestion, 'classes'>,
): StartFacts['disk'] {
  const classes = catalog.classes.list().length;
  if (classes === 0) return null;
  const count = (split: Split) => samples.get(split)?.images ?? 0;
  /** Only a share of the pool is used. */
  const inShare = (split: Split, images: number) =>
    split === 'unlabelled' ? sharedCount(images, recipe.poolShare) : images;
  const images = {
    labelled: count('labelled-train') + count('validation'),
    pool: inShare('unlabelled', count('unlabelled')),
    missing: (side: number, splits: readonly Split[]) =>
      splits.reduce((sum, split) => sum + inShare(split, samples.get(split)?.missing(side) ?? 0), 0),
  };
  const needed = bytesIn(diskNeed(recipe, images, { classes, ...question }));
  try {
    const { bavail, bsize } = statfsSync(folder);
    return { free: bavail * bsize, needed };
  } catch {
    return null;
  }
}
