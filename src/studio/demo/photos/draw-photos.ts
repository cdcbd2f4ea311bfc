import { studioError } from '../../../core/errors';
import { Random } from '../../../core/numbers/random';
import type { PhotoFolders } from './photo-folders';

/** How many photographs of each class are labelled and how many are used for measuring; the rest is the pool. */
export interface PhotoCounts {
  readonly labelledPerClass: number;
  readonly testPerClass: number;
}

const photoCounts: PhotoCounts = { labelledPerClass: 20, testPerClass: 40 };

/** The largest shares of a small class that are labelled and used for measuring, because the pool must be the larger part. */
const mostOf = { labelled: 1 / 5, test: 2 / 5 };

export interface DrawnPhoto {
  readonly file: string;
  readonly split: 'train' | 'test' | 'unlabelled';
  /** The true class; null if it has none. Unlabelled photographs are imported without it. */
  readonly trueClass: string | null;
}

/** Draws by seed, class by class, so that a change in one class does not change the draws of the others. Throws `demo-photos-few`. */
export function drawPhotos(
  { classes, outOfDomain }: PhotoFolders,
  seed: number,
  counts: PhotoCounts = photoCounts,
): DrawnPhoto[] {
  const drawn = classes.flatMap(({ name, files }, at) => {
    const labelled = Math.min(counts.labelledPerClass, Math.floor(files.length * mostOf.labelled));
    const test = Math.min(counts.testPerClass, Math.floor(files.length * mostOf.test));
    if (labelled < 1) throw studioError('demo-photos-few', { name, images: String(files.length) });
    return new Random(seed, at).shuffle([...files]).map((file, place): DrawnPhoto => {
      const split = place < labelled ? 'train' : place < labelled + test ? 'test' : 'unlabelled';
      return { file, split, trueClass: name };
    });
  });
  const others = outOfDomain.map((file): DrawnPhoto => ({ file, split: 'unlabelled', trueClass: null }));
  return [...drawn, ...others];
}
