import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type LabellingRows, LabellingWriter } from '../../runner/labelling-file';
import { runFolder } from '../project/image-sets';
import type { Project } from '../project/project';

/** What a test's model says; what is left out follows from the rest. */
export interface TestLabelling {
  readonly imageIds: readonly number[];
  /** Outputs of the model. */
  readonly predictedClass: readonly number[];
  readonly confidence: ArrayLike<number>;
  readonly margin?: ArrayLike<number>;
  /** `[images, width]` */
  readonly features?: Float32Array;
  readonly oodScore?: ArrayLike<number>;
  readonly oodThreshold?: number;
}

/** Writes the file of a labelling that a test began and finishes it in the catalog, as a real one is. */
export function finishLabelling(project: Project, labellingId: number, said: TestLabelling): void {
  const { catalog } = project;
  const { runId, classIds } = catalog.labellingRuns.get(labellingId);
  const folder = runFolder(project, runId);
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `labelling-${labellingId}.safetensors`);
  const ids = Int32Array.from(said.imageIds);
  const scores: Record<string, Float32Array> = said.oodScore
    ? { mahalanobis: Float32Array.from(said.oodScore) }
    : {};
  const { features = new Float32Array(), oodThreshold = null } = said;
  const writer = new LabellingWriter(file, {
    rows: ids.length,
    classIds,
    features: ids.length > 0 ? features.length / ids.length : 0,
    scores: Object.keys(scores),
    limits: oodThreshold === null ? {} : { mahalanobis: oodThreshold },
    labelled: null,
  });
  const confidence = Float32Array.from(said.confidence);
  writer.append({
    ids,
    sources: catalog.images.sourcesOf(ids),
    predictedClass: said.predictedClass,
    confidence,
    margin: said.margin ? Float32Array.from(said.margin) : confidence.map((value) => value / 2),
    probabilities: probabilitiesOf(said.predictedClass, confidence, classIds.length),
    features,
    scores,
  } satisfies LabellingRows);
  catalog.labellingRuns.finish(labellingId, {
    images: ids.length,
    file: relative(project.folder, file),
    hash: writer.commit(),
    oodScore: said.oodScore ? 'mahalanobis' : null,
    oodThreshold,
  });
}

/** The rest of each confidence spread evenly over the other classes. */
function probabilitiesOf(predicted: readonly number[], confidence: Float32Array, classes: number) {
  const all = new Float32Array(predicted.length * classes);
  for (const [row, best] of predicted.entries()) {
    all.fill((1 - confidence[row]) / Math.max(1, classes - 1), row * classes, (row + 1) * classes);
    all[row * classes + best] = confidence[row];
  }
  return all;
}
