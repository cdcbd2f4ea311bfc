import { createHash } from 'node:crypto';
import type { ImageInput, Run, Split } from '../../catalog';
import { studioError } from '../../core/errors';
import type { SeenImages } from '../../core/metrics/evaluation';
import { seenNote, seenUnknown } from '../../core/words/seen-images';
import { splitNames } from '../../core/words/splits';
import type { StudioContext } from '../project/context';
import { imagesOf } from '../project/image-sets';
import type { Project } from '../project/project';
import { seenAs, seenImages } from '../project/seen-images';

/** A hash of images and their labels, in any order: measurements with equal hashes can be compared. */
export function imageSetOf(images: readonly ImageInput[]): string {
  const lines = images.map(({ contentHash, classId }) => `${contentHash} ${classId}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
}

/** The labelled images of a split that a run can be measured on, and how many others it has seen before. */
export function imagesToMeasure(
  { project, tell }: Pick<StudioContext, 'project' | 'tell'>,
  run: Run,
  split: Split,
): { images: ImageInput[]; seen: SeenImages | null } {
  const labelled = labelledIn(project, split);
  if (labelled.length === 0) throw studioError('nothing-to-evaluate', { split: splitNames[split] });
  const flags = seenImages(project, run, labelled);
  if (!flags) {
    tell({ type: 'note', note: seenUnknown });
    return { images: labelled, seen: null };
  }
  const leftOut = split === 'test' || split === 'validation';
  const count = (as: number) =>
    flags.reduce((sum, flag) => sum + (flag === as && spoils(flag, split) ? 1 : 0), 0);
  const seen = { trained: count(seenAs.trained), validated: count(seenAs.validated), leftOut };
  const images = leftOut ? labelled.filter((_, at) => !spoils(flags[at], split)) : labelled;
  if (images.length === 0)
    throw studioError('nothing-unseen', {
      split: splitNames[split],
      id: String(run.id),
      count: labelled.length,
    });
  const note = seenNote(seen, split);
  if (note) tell({ type: 'note', note });
  return { images, seen };
}

/**
 * Whether an image that a model has seen must be left out. Validation images selected the weights, which is
 * their purpose; only a test must not use them.
 */
function spoils(flag: number, split: Split): boolean {
  return flag === seenAs.trained || (flag === seenAs.validated && split === 'test');
}

/** The hash of what a run would be measured on now; of no image where it has seen them all. */
export const imageSetNow = (project: Project, run: Run, split: Split): string =>
  imageSetOf(unspoilt(project, run, split));

/** Labelled images of a split that a run may be measured on; 0 where it has seen them all, or there are none. */
export const measurable = (project: Project, run: Run, split: Split): number =>
  unspoilt(project, run, split).length;

const labelledIn = (project: Project, split: Split): ImageInput[] =>
  imagesOf(project, split).filter(({ classId }) => classId !== null);

/** All of them where it is unknown what the run has seen. */
function unspoilt(project: Project, run: Run, split: Split): ImageInput[] {
  const labelled = labelledIn(project, split);
  const flags = seenImages(project, run, labelled);
  return flags ? labelled.filter((_, at) => !spoils(flags[at], split)) : labelled;
}
