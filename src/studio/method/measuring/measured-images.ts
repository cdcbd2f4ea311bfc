import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Attacks, Evaluation, ImageInput, Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import type { SeenImages } from '../../../core/metrics/evaluation';
import { seenNote, seenUnknown } from '../../../core/sentences/seen-images';
import { isHeldOut, isTest } from '../../../core/vocabulary/images';
import { partName } from '../../../core/vocabulary/parts';
import { type Part, setIdOf, splitOf } from '../../../core/vocabulary/test-sets';
import type { StudioContext } from '../../project/context/context';
import type { Project } from '../../project/folder/project';
import { imagesOf } from '../../project/images/image-sets';
import { seenAs, seenImages } from '../../project/images/seen-images';
import { searchNearCopies } from '../start/search-near-copies';

/** A hash of images and their labels, independent of their order: measurements with equal hashes can be compared. */
export function imageSetOf(images: readonly ImageInput[]): string {
  const lines = images.map(({ contentHash, classId }) => `${contentHash} ${classId}`).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 32);
}

/** The labelled images of a split or a named set that a run can be measured on, and how many others it has already seen. */
export async function imagesToMeasure(
  context: Pick<StudioContext, 'project' | 'signal' | 'tell'>,
  run: Run,
  part: Part,
): Promise<{ images: ImageInput[]; seen: SeenImages | null }> {
  const { project, tell } = context;
  await searchNearCopies(context);
  const labelled = labelledIn(project, part);
  if (labelled.length === 0) throw nothingIn(part);
  const known = unseenOf(project, run, part, labelled);
  if (!known) {
    tell({ type: 'note', note: seenUnknown });
    return { images: labelled, seen: null };
  }
  const { images, seen } = known;
  if (images.length === 0)
    throw studioError('nothing-unseen', {
      split: partName(part),
      id: String(run.id),
      count: labelled.length,
    });
  const note = seenNote(seen, part);
  if (note) tell({ type: 'note', note });
  return { images, seen };
}

/** Those of these images that a run may be measured on, and how many others it has seen; null if that is not known. */
function unseenOf(
  project: Project,
  run: Run,
  part: Part,
  labelled: readonly ImageInput[],
): { images: ImageInput[]; seen: SeenImages } | null {
  const flags = seenImages(project, run, labelled);
  if (!flags) return null;
  const leftOut = isHeldOut(splitOf(part));
  const count = (as: number) =>
    flags.reduce((sum, flag) => sum + (flag === as && spoils(flag, part) ? 1 : 0), 0);
  const images = labelled.filter((_, at) => !leftOut || !spoils(flags[at], part));
  return { images, seen: { trained: count(seenAs.trained), validated: count(seenAs.validated), leftOut } };
}

/**
 * Whether an image that a model has seen must be left out. Validation images were used to select the weights, which is their purpose; only
 * a test must not use them.
 */
function spoils(flag: number, part: Part): boolean {
  return flag === seenAs.trained || (flag === seenAs.validated && isTest(splitOf(part)));
}

/** At most `most` of these images, the first by the hashes of their files: an arbitrary choice that is the same for every model. */
export const drawnOf = (images: readonly ImageInput[], most: number): ImageInput[] =>
  [...images].sort((a, b) => (a.contentHash < b.contentHash ? -1 : 1)).slice(0, most);

/** The hash of the images that a run would be measured on now, at most `most` of them; the hash of no image if it has seen them all. */
export const imageSetNow = (
  project: Project,
  run: Run,
  part: Part,
  most = Number.POSITIVE_INFINITY,
): string => imageSetOf(drawnOf(unspoilt(project, run, part), most));

/** The number of labelled images of a split or set that a run may be measured on; 0 if it has seen them all, or there are none. */
export const measurable = (project: Project, run: Run, part: Part): number =>
  unspoilt(project, run, part).length;

/** The labelled images of a split or a named set. */
export function labelledIn(project: Project, part: Part): ImageInput[] {
  const images = typeof part === 'string' ? imagesOf(project, part) : project.catalog.testSets.images(part);
  return images.filter(({ classId }) => classId !== null);
}

/** The run's last measurement on a split or set. */
export function lastMeasured({ catalog }: Project, run: Run, part: Part): Evaluation | undefined {
  const setId = setIdOf(part);
  return catalog.evaluations
    .newest([run.id])
    .find((each) => each.split === splitOf(part) && each.setId === setId);
}

/** Whether the run's last measurement was made on the split or set as it is now. */
export function isMeasured(project: Project, run: Run, part: Part): boolean {
  const last = lastMeasured(project, run, part);
  if (!last || project.catalog.evaluations.changedSince(last.id) > 0) return false;
  const { seen, imageSet } = last.settings ?? {};
  const labelled = labelledIn(project, part);
  const now = imageSet === undefined ? null : unseenOf(project, run, part, labelled);
  // Images are known by content: a file may hold another picture now, or be a near copy of what the model learnt from.
  if (now) return imageSet === imageSetOf(now.images) && isDeepStrictEqual(now.seen, seen);
  const leftOut = seen ? seen.trained + seen.validated : 0;
  return last.images + leftOut === labelled.length;
}

const nothingIn = (part: Part) =>
  typeof part === 'string'
    ? studioError('nothing-to-evaluate', { split: partName(part) })
    : studioError('test-set-empty', { name: part.name });

/** The labelled images of a split or set that a run may be measured on; all of them if it is unknown what it has seen. */
function unspoilt(project: Project, run: Run, part: Part): ImageInput[] {
  const labelled = labelledIn(project, part);
  const flags = seenImages(project, run, labelled);
  return flags ? labelled.filter((_, at) => !spoils(flags[at], part)) : labelled;
}

/**
 * Whether a run would now be measured on other images or labels than in `measured`. At most `most` images are measured, or all of them if
 * that is left out. False if nothing was measured.
 */
export function isChanged(
  project: Project,
  run: Run,
  measured: Pick<Attacks, 'split' | 'imageSet'> | undefined,
  most?: number,
): boolean {
  return measured !== undefined && imageSetNow(project, run, measured.split, most) !== measured.imageSet;
}
