import { basename } from 'node:path';
import type { Evaluation, Prediction, Source } from '../../../catalog';
import { type MeasuredSlices, measureSlices, placesIn, type Slice } from '../../../core/slices/measure';
import type { SlicedImage } from '../../../core/slices/rule';
import { brightnessOf } from '../../../data/cache/brightness';
import { PixelCache } from '../../../data/cache/pixel-cache';
import type { Project } from '../../project/folder/project';
import { finishedSizeOf, recipeOf } from '../../project/runs/run-model';

/** The accuracy of every slice of an evaluation, from its stored predictions: no image is shown to a model again. */
export async function slicesOf(project: Project, evaluation: Evaluation): Promise<MeasuredSlices> {
  const { images, predictions } = await slicedImages(project, evaluation);
  return measureSlices(
    images,
    predictions.map(({ classId, trueClassId }) => classId === trueClassId),
  );
}

/** The wrong predictions in one slice, the most confident first. */
export async function mistakesIn(
  project: Project,
  evaluation: Evaluation,
  slice: Pick<Slice, 'rule' | 'name'>,
): Promise<Prediction[]> {
  const { images, predictions } = await slicedImages(project, evaluation);
  return placesIn(images, slice)
    .map((at) => predictions[at])
    .filter(({ classId, trueClassId }) => classId !== trueClassId);
}

/** The stored predictions, and what is known about the image of each. */
async function slicedImages(
  project: Project,
  { id, runId }: Evaluation,
): Promise<{ predictions: readonly Prediction[]; images: readonly SlicedImage[] }> {
  const { catalog } = project;
  const predictions = catalog.evaluations.predictions(id);
  const ids = predictions.map(({ imageId }) => imageId);
  const known = new Map(catalog.images.byIds(ids).map((image) => [image.id, image]));
  const groups = catalog.images.groups(ids);
  const classes = new Map(catalog.classes.list().map(({ id: classId, name }) => [classId, name]));
  const tags = new Map(catalog.marks.tags().map(({ id: tagId, name }) => [tagId, name]));
  const marks = catalog.marks.of(ids);
  const sources = sourceNames(catalog.sources.list());
  const hashes = [...known.values()].flatMap(({ contentHash }) => contentHash ?? []);
  const brightness = await brightnessFor(project, runId, hashes);
  const images = predictions.map(({ imageId, trueClassId }, at): SlicedImage => {
    const image = known.get(imageId);
    return {
      className: classes.get(trueClassId ?? -1) ?? null,
      source: sources.get(image?.sourceId ?? -1) ?? null,
      width: image?.width ?? null,
      height: image?.height ?? null,
      mtimeMs: image?.mtimeMs ?? null,
      group: groups.get(imageId) ?? null,
      tags: marks[at].tagIds.flatMap((tagId) => tags.get(tagId) ?? []),
      brightness: brightness.get(image?.contentHash ?? '') ?? null,
    };
  });
  return { predictions, images };
}

/** The names of the folders and lists, or their whole paths if two have the same name. */
function sourceNames(sources: readonly Source[]): Map<number, string> {
  const names = sources.map(({ path }) => basename(path));
  return new Map(
    sources.map(({ id, path }, at) => [
      id,
      names.indexOf(names[at]) === names.lastIndexOf(names[at]) ? names[at] : path,
    ]),
  );
}

/** The brightness of a project's images, at the image size and fit of the model that was asked about last. */
const found = new WeakMap<Project, { readonly of: string; readonly values: Map<string, number> }>();

/** The brightness of images as a run's model received them; an image whose pixels are no longer cached has none. */
async function brightnessFor(
  project: Project,
  runId: number,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const run = project.catalog.runs.get(runId);
  const [size, fit] = [finishedSizeOf(project, run), recipeOf(run).fit];
  const of = `${size} ${fit}`;
  const last = found.get(project);
  const before = last?.of === of ? last.values : new Map<string, number>();
  found.set(project, { of, values: before });
  const missing = hashes.filter((hash) => !before.has(hash));
  if (missing.length === 0) return before;
  const cache = PixelCache.open(project.cacheFolder, size, fit);
  try {
    for (const [hash, value] of await brightnessOf(cache, missing)) before.set(hash, value);
  } finally {
    cache.close();
  }
  return before;
}
