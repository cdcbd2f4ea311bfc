import type { AttackedResults } from '../../core/adversarial/strength';
import type { Share } from '../../core/calibration/expected-right';
import type { TrustSummary } from '../../core/calibration/summary';
import type { MetricValues } from '../../core/metrics';
import type { PerturbedResults } from '../../core/perturbations/measures';
import type { MeasuredSlices } from '../../core/slices/measure';
import type { TaughtFlag } from '../../core/vocabulary/stored';

/**
 * All data of a report, as plain JSON. Unknown values are left out (or null): their part of the report then
 * says so or is missing. Shares and accuracies are in [0, 1], times in seconds.
 */
export interface ReportData {
  readonly title: string;
  readonly project: string;
  /** ISO 8601. */
  readonly created: string;
  readonly seed: number;
  readonly recipe: { readonly name: string; readonly settings: readonly ReportSetting[] };
  readonly device?: string | null;
  /** Software and whatever else a reader needs to repeat the run. */
  readonly versions: readonly ReportFact[];
  /** Images by split, in the order to show. */
  readonly images?: readonly { readonly split: string; readonly count: number }[];
  /** The linear probe that it starts from, if there is one, the teacher, then each student. */
  readonly iterations: readonly ReportIteration[];
  /** Which of them gains are told over; the first one where it is left out. */
  readonly base?: number;
  /** Which of them is the model to use, and why in words; the last one where it is left out. */
  readonly chosen?: { readonly at: number; readonly why: string } | null;
  readonly classes: readonly ReportClass[];
  /** The model that gains are told over and the chosen one (or the last), on the test images. */
  readonly confusion?: readonly ReportConfusion[];
  readonly sheets?: readonly ContactSheet[];
  /** Parts of the test images as the chosen model (or the last) sees them. */
  readonly slices?: { readonly model: string; readonly measured: MeasuredSlices } | null;
  /** What its models came to on named test sets. */
  readonly testSets?: readonly ReportTestSet[];
}

export interface ReportTestSet {
  readonly name: string;
  /** What a reader has to know of it: how a set of hard images was made. */
  readonly note: string | null;
  /** Models that were measured on it, in their order. */
  readonly models: readonly {
    readonly name: string;
    readonly images: number;
    /** Images that the model had seen before; null where that is not known. */
    readonly leftOut: number | null;
    readonly metrics: MetricValues;
  }[];
}

export interface ReportFact {
  readonly name: string;
  readonly value: string;
}

export interface ReportSetting {
  /** Heading it stands under. */
  readonly section?: string;
  readonly title: string;
  readonly value: string;
  /** The paper's value, where it names one. */
  readonly paper?: string | null;
}

export interface ReportClass {
  readonly name: string;
  /** `#rrggbb` */
  readonly color?: string | null;
}

/** What a model said of sequences; only those of equal sets of images are held against each other. */
export interface PerturbedModel extends PerturbedResults {
  readonly imageSet: string;
}

/** One model of the chain and what it did next. */
export interface ReportIteration {
  /** `Teacher`, `Student 1`, … */
  readonly name: string;
  readonly arch: string;
  readonly parameters?: number | null;
  readonly testAccuracy?: number | null;
  /** How far it is ahead of the model that gains are told over, on the test images that both were measured on. */
  readonly testGain?: number | null;
  /** What a reader of its test accuracy has to know: images left out, images that are not those of that model. */
  readonly testNotes?: readonly string[];
  /** Test images that it was measured on. */
  readonly testImages?: number | null;
  /** Mean over the 15 corruptions of the benchmark at 5 severities, of the test images; null where not all of it was measured. */
  readonly corruptedAccuracy?: number | null;
  /** What attacks on test images leave of it; null where they were not measured. */
  readonly attacked?: AttackedResults | null;
  /** How often it changes what it says from frame to frame; null where it was not measured. */
  readonly perturbed?: PerturbedModel | null;
  readonly validationAccuracy?: number | null;
  /** All that was measured on the test images, by metric. */
  readonly testMetrics?: MetricValues | null;
  readonly trainedSteps?: number | null;
  readonly stoppedEarly?: boolean;
  /** What a linear probe of few labels is worth by folds, in a sentence. */
  readonly byFolds?: string | null;
  /** The trainings that it is made of, in a sentence, where they are several. */
  readonly inTurn?: string | null;
  /** How its resolution fix came out, in a sentence. */
  readonly fix?: string | null;
  readonly seconds?: number | null;
  readonly imagesPerSecond?: number | null;
  /** Share of the training's time in which the engine waited for data. */
  readonly waitShare?: number | null;
  readonly weightsHash?: string | null;
  readonly curve: readonly ReportCurvePoint[];
  /** What the next iteration's teacher made of the pool, this model or one before it; absent for the last one. */
  readonly labelling?: ReportLabelling | null;
  /** How well each score tells in-domain from out-of-domain images, where the truth is known. */
  readonly ood?: readonly ReportScore[];
  /** Share of images of no class in the selection, with the out-of-domain flag and as it would be without. */
  readonly intruderShare?: { readonly withFlag: number; readonly withoutFlag: number } | null;
  /** Share of kept pseudo-labels that are right, where the truth is known. */
  readonly pseudoLabelAccuracy?: number | null;
}

export interface ReportScore {
  readonly score: string;
  readonly auroc: number;
  /** It is the one by which images were flagged. */
  readonly used: boolean;
}

export interface ReportCurvePoint {
  readonly step: number;
  readonly trainLoss?: number | null;
  readonly trainAccuracy?: number | null;
  readonly validationLoss?: number | null;
  readonly validationAccuracy?: number | null;
  readonly learningRate?: number | null;
}

export interface ReportLabelling {
  /** The model that labelled, where it is not the one that this stands with. */
  readonly by?: string;
  /** Images labelled. */
  readonly pool: number;
  readonly threshold: number;
  readonly oodScore?: string | null;
  readonly oodThreshold?: number | null;
  /** What decisions of a person made of the flag. */
  readonly taught?: TaughtFlag | null;
  readonly kept: number;
  readonly lowConfidence: number;
  readonly ood: number;
  readonly overQuota: number;
  /** Excluded by a person. */
  readonly excluded?: number;
  /** Images that the student sees in one epoch: kept ones, copies included. */
  readonly copies: number;
  /** How right the kept pseudo-labels were taken to be; left out where that was not asked. */
  readonly trust?: TrustSummary | null;
  readonly perClass: readonly ReportClassSelection[];
  readonly confidenceHistogram?: ReportHistogram | null;
  readonly oodHistogram?: ReportHistogram | null;
}

export interface ReportClassSelection {
  readonly name: string;
  readonly kept: number;
  /** How often they are seen in one epoch, copies included. */
  readonly copies: number;
  readonly quota: number;
  /** The confidence that the class asked for; left out where one threshold was for all. */
  readonly threshold?: number;
  /** Share of the kept ones that is expected to be right. */
  readonly right?: Share | null;
}

/** Counts in bins of equal width from `from` to `to`; each part `[bins]`. `makeHistogram` makes one. */
export interface ReportHistogram {
  readonly from: number;
  readonly to: number;
  /** One for all images, or in-domain and out-of-domain ones where the truth is known. */
  readonly parts: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

export interface ReportConfusion {
  readonly model: string;
  /** `[classes][classes]` images: row = label, column = predicted class. */
  readonly counts: readonly (readonly number[])[];
}

export type TileState = 'kept' | 'low-confidence' | 'ood' | 'over-quota' | 'excluded';

export interface ContactSheet {
  readonly title: string;
  readonly note?: string;
  readonly tiles: readonly ContactTile[];
}

export interface ContactTile {
  /** `data:image/…;base64,…`, see `contactSheetTile`. */
  readonly dataUri: string;
  readonly className: string;
  readonly confidence: number;
  readonly oodScore?: number | null;
  /** The true class where it is known; null for an image of no class. */
  readonly trueName?: string | null;
  readonly state: TileState;
}
