import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { ConfusionCells } from '../core/metrics/confusion';
import type { CommonImages, EvaluationMetrics, SeenImages } from '../core/metrics/evaluation';
import type { MeasuredSlices } from '../core/slices/measure';
import { type SlicingName, slicingNames } from '../core/slices/table';
import type { Split } from '../core/vocabulary/images';
import type { SuspiciousLabel } from '../core/vocabulary/labels';
import { splitSchema } from './data';
import type { JobView } from './jobs';

/** The newest measurement of a model on a split or a named test set. */
export interface EvaluationView {
  readonly id: number;
  readonly runId: number;
  readonly split: Split;
  /** The named test set; null if the images are those of the split. */
  readonly setId: number | null;
  readonly images: number;
  /** Classes in the order of `perClass` and of the confusion matrix. */
  readonly classIds: readonly number[];
  /** Images of the split that the model was trained on; null if that is not known. */
  readonly seen: SeenImages | null;
  readonly metrics: Omit<EvaluationMetrics, 'cells'>;
  readonly createdAt: number;
}

export interface ConfusionView {
  /** Class ids of rows and columns. */
  readonly classIds: readonly number[];
  /** Rows are labels, columns predicted classes. */
  readonly cells: ConfusionCells;
}

/** A model's prediction for one image, and the image's label at the time of the measurement. */
export interface PredictionView {
  readonly imageId: number;
  /** The label at the time of the measurement. */
  readonly trueClassId: number | null;
  readonly classId: number;
  readonly confidence: number;
}

/** One bar of a reliability diagram: images whose confidence lies in `(from, to]`. */
export interface ReliabilityBin {
  readonly from: number;
  readonly to: number;
  readonly images: number;
  readonly confidence: number;
  readonly accuracy: number;
}

export interface CalibrationView {
  /** Expected and largest calibration error over the bins. */
  readonly ece: number;
  readonly mce: number;
  /** The 95 % interval of `ece`; null for no images. */
  readonly eceInterval: { readonly low: number; readonly high: number } | null;
  /** The bins that contain images. */
  readonly bins: readonly ReliabilityBin[];
  /** The same at a temperature fitted on validation images; null if there were none. */
  readonly calibrated: {
    readonly temperature: number;
    readonly fittedOn: number;
    readonly ece: number;
    readonly bins: readonly ReliabilityBin[];
  } | null;
}

export interface SuspiciousView extends SuspiciousLabel {
  /** The present label. */
  readonly currentId: number | null;
  /** Whether a person has excluded the image. */
  readonly excluded: boolean;
  /** Whether a person has settled it: the label was corrected or confirmed, or the image excluded. */
  readonly settled: boolean;
}

export interface SuspiciousLabels {
  /** Those splits in which suspicious labels are searched that the model was measured on. */
  readonly measured: readonly { readonly split: Split; readonly images: number }[];
  /** The number of all; `labels` holds the most suspicious ones. */
  readonly total: number;
  readonly labels: readonly SuspiciousView[];
}

/** The labels of all labelled images of the project, judged by classifiers that were not trained on the image that they judge. */
export interface CheckedLabels {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  /** Images that were judged. */
  readonly images: number;
  /** Labelled images that could not be judged: the only ones of their class, or unreadable. */
  readonly unjudged: number;
  /** The share of the judged images whose prediction equals their label. */
  readonly agreeing: number;
  /** The number of all; `labels` holds the most suspicious ones. */
  readonly total: number;
  readonly labels: readonly SuspiciousView[];
}

const id = z.int().positive();
const slicing = z.custom<SlicingName>((value) => slicingNames.some((each) => each === value));

export const evaluateContract = {
  /** Evaluations of finished runs, one for each split and named test set. */
  list: oc.input(z.object({ runIds: z.array(id).max(1000) })).output(type<EvaluationView[]>()),
  /** One job for all of these runs on these splits and named test sets. Throws `run-unfinished`, `unknown-test-set`. */
  start: oc
    .input(
      z.object({
        runIds: z.array(id).min(1).max(100),
        splits: z.array(splitSchema).default([]),
        setIds: z.array(id).max(1000).default([]),
      }),
    )
    .output(type<JobView>()),
  confusion: oc.input(z.object({ evaluationId: id })).output(type<ConfusionView>()),
  /** The most confident first. `wrong` leaves out correct predictions. */
  predictions: oc
    .input(
      z.object({
        evaluationId: id,
        trueClassId: id.optional(),
        classId: id.optional(),
        wrong: z.boolean().default(false),
        limit: z.int().min(1).max(10_000).default(500),
      }),
    )
    .output(type<PredictionView[]>()),
  /** The accuracy of parts of the images, from their stored predictions: the weakest first. */
  slices: oc.input(z.object({ evaluationId: id })).output(type<MeasuredSlices>()),
  /** Wrong predictions in one slice, the most confident first. */
  sliceMistakes: oc
    .input(
      z.object({
        evaluationId: id,
        rule: slicing,
        name: z.string(),
        limit: z.int().min(1).max(10_000).default(2000),
      }),
    )
    .output(type<PredictionView[]>()),
  calibration: oc.input(z.object({ evaluationId: id })).output(type<CalibrationView>()),
  /** Compares two models on the images that both were measured on. */
  common: oc.input(z.object({ evaluationId: id, otherId: id })).output(type<CommonImages>()),
  /** Images that were added to the measured split, relabelled, moved to another split or taken out of use since the measurement. */
  changes: oc.input(z.object({ evaluationId: id })).output(type<number>()),
  /** Suspicious labels of training and validation images, the likeliest mistakes first. */
  suspicious: oc
    .input(z.object({ runId: id, limit: z.int().min(1).max(10_000).default(2000) }))
    .output(type<SuspiciousLabels>()),
  /** Suspicious labels of all labelled images, by cross-validation; null before the first check. */
  checked: oc
    .input(z.object({ limit: z.int().min(1).max(10_000).default(2000) }))
    .output(type<CheckedLabels | null>()),
  /** Judges all labels by classifiers on pretrained features, which are downloaded at first use. Throws `opened-read-only`. */
  checkLabels: oc.output(type<JobView>()),
  /** Confirms that labels are correct as they are. `label.set` changes labels. */
  confirm: oc.input(z.object({ imageIds: z.array(id).min(1).max(10_000) })).output(type<null>()),
  /** Takes back the last confirmation of these images. */
  doubt: oc.input(z.object({ imageIds: z.array(id).min(1).max(10_000) })).output(type<null>()),
};
