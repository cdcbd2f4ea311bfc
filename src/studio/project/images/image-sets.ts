import { join } from 'node:path';
import type { ImageClass, ImageInput, Run, Split } from '../../../catalog';
import { studioError } from '../../../core/errors';
import type { LabelledImages } from '../../../runner/job/messages';
import type { Project } from '../folder/project';

/** The usable images of a split. */
export function imagesOf(project: Project, split: Split): ImageInput[] {
  return [...project.catalog.images.inputs(split)].flat();
}

/** Content hashes in the form that the engine takes, `[images, 32]`. */
export function hashesOf(images: readonly ImageInput[]): Uint8Array {
  const hashes = new Uint8Array(images.length * 32);
  images.forEach((image, i) => {
    hashes.set(Buffer.from(image.contentHash, 'hex'), i * 32);
  });
  return hashes;
}

/** The column of each class in the output of a new model, by class id. */
export function positionsOf(project: Project): Map<number, number> {
  return positionsIn(project.catalog.classes.list());
}

/**
 * The same for these classes, in order of position. A merged class has the column of the class that it was merged into, as which it is
 * trained and counted.
 */
export function positionsIn(classes: readonly ImageClass[]): Map<number, number> {
  const own = new Map(classes.map(({ id }, position) => [id, position]));
  return new Map(classes.map(({ id, mergedInto }) => [id, own.get(mergedInto ?? id) as number]));
}

/**
 * The classes that the model of a run distinguishes, in the order of its outputs: those that existed when its
 * training began.
 */
export function outputsOf({ catalog }: Project, run: Run): ImageClass[] {
  const classes = catalog.classes.list();
  return classes.slice(0, run.outputs ?? classes.length);
}

/** The labelled images among `images`, with their classes as positions. */
export function labelledOf(project: Project, images: readonly ImageInput[]): LabelledImages {
  const positions = positionsOf(project);
  const labelled = images.filter(({ classId }) => classId !== null);
  return {
    hashes: hashesOf(labelled),
    labels: Int32Array.from(labelled, ({ classId }) => positions.get(classId as number) ?? -1),
  };
}

/** Throws `no-classes`, `only-class`, `one-class`, `no-labelled-images` if nothing can be trained. */
export function checkTrainable(project: Project, images: readonly ImageInput[]): void {
  const classes = project.catalog.classes.active();
  const labelled = images.filter(({ classId }) => classId !== null);
  if (labelled.length === 0) throw studioError('no-labelled-images', {});
  const used = new Set(labelled.map(({ classId }) => classId));
  if (used.size === 1) {
    const name = classes.find(({ id }) => used.has(id))?.name ?? '';
    throw studioError('one-class', { images: labelled.length, name });
  }
  if (classes.length === 1) throw studioError('only-class', { name: classes[0].name });
  if (classes.length === 0) throw studioError('no-classes', {});
}

/**
 * Classes that have test or validation images but no training image, so that they are measured but never learnt; with the number of those
 * images.
 */
export function unlearntClasses({ catalog }: Project): { name: string; images: number }[] {
  const trained = catalog.splits.byClass('labelled-train');
  const measured = new Map<number, number>();
  for (const split of ['validation', 'test'] as const)
    for (const [id, images] of catalog.splits.byClass(split))
      measured.set(id, (measured.get(id) ?? 0) + images);
  return catalog.classes
    .active()
    .filter(({ id }) => measured.has(id) && !trained.has(id))
    .map(({ id, name }) => ({ name, images: measured.get(id) as number }));
}

export function runFolder(project: Project, runId: number): string {
  return join(project.runsFolder, String(runId));
}
