import { basename, join, relative, sep } from 'node:path';
import type { Image } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { predictedImage, predictedImageId } from '../../../core/vocabulary/predicted-images';
import type { PredictedFiles } from '../../labelling/rows/predicted-files';
import type { Project } from '../../project/folder/project';

/** The chosen files or folders, and the model that predicted them. */
export interface PredictionRequest {
  readonly runId: number;
  /** Absolute. */
  readonly paths: readonly string[];
  /** Those of `paths` that are folders. */
  readonly folders: readonly string[];
}

/** One prediction in memory. */
export interface KeptPrediction extends PredictionRequest {
  readonly id: number;
  readonly predicted: PredictedFiles;
  readonly finishedAt: number;
}

/** The latest predictions of the open project for images outside of it, in memory. */
export class Predictions {
  #kept: KeptPrediction | null = null;
  #lastId = 0;

  get current(): KeptPrediction | null {
    return this.#kept;
  }

  /** Replaces the predictions before. */
  keep(request: PredictionRequest, predicted: PredictedFiles): void {
    this.#kept = { ...request, id: ++this.#lastId, predicted, finishedAt: Date.now() };
  }

  forget(): void {
    this.#kept = null;
  }

  /** The predictions with this id. Throws `prediction-gone`. */
  get(id: number): KeptPrediction {
    if (this.#kept?.id === id) return this.#kept;
    throw studioError('prediction-gone', {});
  }
}

/** A file's path as shown to people: below the chosen folder, whose own name is put first if several paths were chosen. */
export function shownPath(
  { paths, folders }: Pick<PredictionRequest, 'paths' | 'folders'>,
  file: string,
): string {
  // Only folders are searched: there may be a hundred thousand single files.
  const root = folders.find((path) => file.startsWith(path.endsWith(sep) ? path : path + sep));
  if (root === undefined) return basename(file);
  const below = relative(root, file);
  return paths.length > 1 ? join(basename(root), below) : below;
}

/** An image by its id: of the catalog, or of a prediction. Throws `unknown-image`, `prediction-gone`. */
export function imageBy(
  { catalog }: Pick<Project, 'catalog'>,
  predictions: Predictions | null,
  imageId: number,
): Image {
  const at = predictedImage(imageId);
  return at && predictions
    ? imageOfRow(predictions.get(at.predictionId), at.row)
    : catalog.images.get(imageId);
}

/** The same for several ids; unknown ones are left out. */
export function imagesBy(
  { catalog }: Pick<Project, 'catalog'>,
  predictions: Predictions,
  imageIds: readonly number[],
): Image[] {
  const kept = predictions.current;
  const rows = imageIds.flatMap((id) => {
    const at = predictedImage(id);
    return at && kept?.id === at.predictionId && at.row < kept.predicted.images ? [at.row] : [];
  });
  const known = catalog.images.byIds(imageIds.filter((id) => predictedImage(id) === null));
  return [...known, ...(kept ? rows.map((row) => imageOfRow(kept, row)) : [])];
}

function imageOfRow(kept: KeptPrediction, row: number): Image {
  const { files, widths, heights } = kept.predicted.columns;
  const file = files[row];
  if (file === undefined) throw studioError('unknown-image', { id: String(row) });
  return {
    id: predictedImageId(kept.id, row),
    sourceId: 0,
    path: shownPath(kept, file),
    file,
    width: widths[row],
    height: heights[row],
    size: null,
    mtimeMs: null,
    format: null,
    // Without a hash no preview of it is kept among those of the project.
    contentHash: null,
    perceptualHash: null,
    split: 'unlabelled',
    classId: null,
    state: 'ok',
    code: null,
    reason: null,
    reasonValues: null,
    twinId: null,
  };
}
