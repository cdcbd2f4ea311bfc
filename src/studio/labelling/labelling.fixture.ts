import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { encodeFloat16 } from '../../core/numbers/float16';
import {
  type HeldOutPlan,
  type LabellingPlan,
  type LabellingRows,
  LabellingWriter,
} from '../../runner/labelling/labelling-file';
import { SoftColumns } from '../../runner/labelling/soft-labels';
import type { Project } from '../project/folder/project';
import { runFolder } from '../project/images/image-sets';

/** The predictions of a test's model; what is left out follows from the rest. */
export interface TestLabelling {
  readonly imageIds: readonly number[];
  /** The predicted outputs of the model. */
  readonly predictedClass: readonly number[];
  readonly confidence: ArrayLike<number>;
  readonly margin?: ArrayLike<number>;
  /** `[images, width]` */
  readonly features?: Float32Array;
  readonly oodScore?: ArrayLike<number>;
  readonly oodThreshold?: number;
  /** Features of the labelled images that the scores were fitted on, `[any, width]`. */
  readonly labelled?: Float32Array;
  /** Predictions for labelled images that the model has not learnt from: outputs by image, and their probabilities. */
  readonly heldOut?: {
    readonly imageIds: readonly number[];
    readonly predictedClass: readonly number[];
    readonly confidence: ArrayLike<number>;
    /** All 0 if left out. */
    readonly oodScore?: ArrayLike<number>;
    /** `[images, width]` */
    readonly features?: Float32Array;
  };
}

/** Writes the file of a labelling that a test began, and finishes it in the catalog as a real one is finished. */
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
  const width = ids.length > 0 ? features.length / ids.length : 0;
  const writer = new LabellingWriter(file, {
    rows: ids.length,
    classIds,
    features: width,
    scores: Object.keys(scores),
    limits: oodThreshold === null ? {} : { mahalanobis: oodThreshold },
    labelled: said.labelled ? labelledPlan(said.labelled, width) : null,
    heldOut: said.heldOut && heldOutPlan(said.heldOut, classIds.length),
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

function labelledPlan(features: Float32Array, width: number): LabellingPlan['labelled'] {
  const ids = Int32Array.from({ length: features.length / width }, (_, row) => row + 1);
  return { ids, width, features: [features] };
}

function heldOutPlan(
  { imageIds, predictedClass, confidence, oodScore, features }: NonNullable<TestLabelling['heldOut']>,
  classes: number,
): HeldOutPlan {
  const soft = new SoftColumns(imageIds.length, classes);
  soft.set(0, probabilitiesOf(predictedClass, Float32Array.from(confidence), classes));
  const scores = { mahalanobis: Float32Array.from(oodScore ?? new Float32Array(imageIds.length)) };
  return {
    ...{ ids: Int32Array.from(imageIds), soft, scores, by: { folds: null } },
    ...(features && {
      features: { values: encodeFloat16(features), width: features.length / imageIds.length },
    }),
  };
}

/** Spreads the rest of each confidence evenly over the other classes. */
function probabilitiesOf(predicted: readonly number[], confidence: Float32Array, classes: number) {
  const all = new Float32Array(predicted.length * classes);
  for (const [row, best] of predicted.entries()) {
    all.fill((1 - confidence[row]) / Math.max(1, classes - 1), row * classes, (row + 1) * classes);
    all[row * classes + best] = confidence[row];
  }
  return all;
}
