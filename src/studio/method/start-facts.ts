import { existsSync, statfsSync } from 'node:fs';
import type { Split } from '../../catalog';
import type { Recipe } from '../../core/recipe';
import type { GoneFiles, StartFacts } from '../../core/start/start-problems';
import { bytesIn, diskNeed } from '../../core/workload/disk';
import { PixelCache } from '../../data/pixel-cache';
import { imagesOf } from '../project/image-sets';
import type { Project } from '../project/project';

/** Files of a split that are looked for, evenly over all: a drive that is away is seen, and a million files are not waited for. */
const mostLookedFor = 2000;
const used: readonly Split[] = ['labelled-train', 'validation', 'unlabelled', 'test'];

export interface StartQuestion {
  readonly recipe: Recipe;
  readonly measures: boolean;
  /** Trainings of the experiment that are done. */
  readonly done?: number;
}

/** What an experiment of a recipe would find: images, files that are there, room on the disk. */
export function startFacts(project: Project, { recipe, measures, done = 0 }: StartQuestion): StartFacts {
  const { catalog } = project;
  const counts = catalog.splits.byClass('labelled-train');
  const count = (split: Split) => catalog.images.count({ split, state: 'ok' });
  const splits = {
    'labelled-train': count('labelled-train'),
    validation: count('validation'),
    unlabelled: count('unlabelled'),
    test: count('test'),
  };
  const missing = missingFrom(project);
  return {
    splits,
    classes: catalog.classes.active().map(({ id, name }) => ({ name, trained: counts.get(id) ?? 0 })),
    gone: goneFiles(missing(recipe.imageSize)),
    disk: diskOf(project, recipe, splits, (size) => sizeOf(missing(size)), done),
    measures,
  };
}

type Missing = ReadonlyMap<Split, readonly string[]>;

const sizeOf = (missing: Missing) => [...missing.values()].reduce((sum, files) => sum + files.length, 0);

/** Files of the images whose pixels the cache of a size does not have, by split; asked once a size. */
function missingFrom(project: Project): (size: number) => Missing {
  const images = new Map(used.map((split) => [split, imagesOf(project, split)]));
  const known = new Map<number, Missing>();
  return (size) => {
    const found = known.get(size) ?? missingAt(project, size, images);
    known.set(size, found);
    return found;
  };
}

function missingAt(
  { cacheFolder }: Project,
  size: number,
  images: ReadonlyMap<Split, ReturnType<typeof imagesOf>>,
): Missing {
  const cache = PixelCache.open(cacheFolder, size);
  try {
    const lacks = ({ contentHash }: { contentHash: string }) => cache.rowOf(contentHash) < 0;
    return new Map([...images].map(([split, all]) => [split, all.filter(lacks).map(({ file }) => file)]));
  } finally {
    cache.close();
  }
}

function goneFiles(missing: Missing): StartFacts['gone'] {
  const gone: Partial<Record<Split, GoneFiles>> = {};
  for (const [split, files] of missing) {
    const step = Math.max(1, files.length / mostLookedFor);
    const looked: string[] = [];
    for (let at = 0; at < files.length; at += step) looked.push(files[Math.floor(at)]);
    const absent = looked.filter((file) => !existsSync(file));
    if (absent.length > 0) gone[split] = { looked: looked.length, gone: absent.length, example: absent[0] };
  }
  return gone;
}

function diskOf(
  { folder, catalog }: Project,
  recipe: Recipe,
  splits: StartFacts['splits'],
  missing: (size: number) => number,
  done: number,
): StartFacts['disk'] {
  const classes = catalog.classes.list().length;
  if (classes === 0) return null;
  const labelled = splits['labelled-train'] + splits.validation;
  const needed = bytesIn(diskNeed(recipe, { labelled, pool: splits.unlabelled, missing }, classes, done));
  try {
    const { bavail, bsize } = statfsSync(folder);
    return { free: bavail * bsize, needed };
  } catch {
    return null;
  }
}
