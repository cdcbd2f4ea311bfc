import type { AttackedResults } from '../../../core/adversarial/strength';
import type { Share } from '../../../core/calibration/expected-right';
import type { TrustSummary } from '../../../core/calibration/summary';
import type { ConfusionCells, MetricValues } from '../../../core/metrics';
import type { PerturbedResults } from '../../../core/perturbations/measures';
import type { MeasuredSlices } from '../../../core/slices/measure';
import type { TaughtFlag } from '../../../core/stored/columns';

/**
 * All data of a report, as plain JSON. Unknown values are left out (or null): the part of the report that needs them then says so or is
 * missing. Shares and accuracies are in [0, 1], times in seconds.
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
  /** Number of images by split, in the order to show. */
  readonly images?: readonly { readonly split: string; readonly count: number }[];
  /** The linear probe that the experiment starts from, if there is one, then the teacher, then each student. */
  readonly iterations: readonly ReportIteration[];
  /** The index in `iterations` of the model that gains are compared with; the first one if left out. */
  readonly base?: number;
  /** The index in `iterations` of the model to use, and why in words; the last one if left out. */
  readonly chosen?: { readonly at: number; readonly why: string } | null;
  readonly classes: readonly ReportClass[];
  /** Confusion on the test images, of the model that gains are compared with and of the chosen one (or the last). */
  readonly confusion?: readonly ReportConfusion[];
  readonly sheets?: readonly ContactSheet[];
  /** Accuracy on parts of the test images, of the chosen model (or the last). */
  readonly slices?: { readonly model: string; readonly measured: MeasuredSlices } | null;
  /** The models' results on named test sets. */
  readonly testSets?: readonly ReportTestSet[];
}

export interface ReportTestSet {
  readonly name: string;
  /** What a reader has to know about the set, such as how a set of hard images was made. */
  readonly note: string | null;
  /** The models that were measured on it, in their order. */
  readonly models: readonly {
    readonly name: string;
    readonly images: number;
    /** Number of images that the model had seen before; null if that is not known. */
    readonly leftOut: number | null;
    readonly metrics: MetricValues;
  }[];
}

export interface ReportFact {
  readonly name: string;
  readonly value: string;
}

export interface ReportSetting {
  /** Heading that the setting is listed under. */
  readonly section?: string;
  readonly title: string;
  readonly value: string;
  /** The paper's value, if it names one. */
  readonly paper?: string | null;
}

export interface ReportClass {
  readonly name: string;
  /** `#rrggbb` */
  readonly color?: string | null;
}

/** A model's predictions of sequences; only those with equal sets of images can be compared. */
export interface PerturbedModel extends PerturbedResults {
  readonly imageSet: string;
}

/** One model of the chain, and the labelling that followed it. */
export interface ReportIteration {
  /** `Teacher`, `Student 1`, … */
  readonly name: string;
  readonly arch: string;
  readonly parameters?: number | null;
  readonly testAccuracy?: number | null;
  /** How far it is ahead of the model that gains are compared with, on the test images that both were measured on. */
  readonly testGain?: number | null;
  /**
   * What a reader of its test accuracy has to know: images that were left out, or images that differ from those of the model that gains are
   * compared with.
   */
  readonly testNotes?: readonly string[];
  /** Number of test images that it was measured on. */
  readonly testImages?: number | null;
  /** Mean accuracy on the test images over the 15 corruptions of the benchmark at 5 severities; null if not all of it was measured. */
  readonly corruptedAccuracy?: number | null;
  /** Its accuracy on attacked test images; null if that was not measured. */
  readonly attacked?: AttackedResults | null;
  /** How often its prediction changes from frame to frame; null if that was not measured. */
  readonly perturbed?: PerturbedModel | null;
  readonly validationAccuracy?: number | null;
  /** Everything that was measured on the test images, by metric. */
  readonly testMetrics?: MetricValues | null;
  readonly trainedSteps?: number | null;
  readonly stoppedEarly?: boolean;
  /** How good a linear probe of few labels is according to folds, in a sentence. */
  readonly byFolds?: string | null;
  /** Its trainings, in a sentence, if there are several. */
  readonly inTurn?: string | null;
  /** The outcome of its resolution fix, in a sentence. */
  readonly fix?: string | null;
  readonly seconds?: number | null;
  readonly imagesPerSecond?: number | null;
  /** Share of the training's time in which the engine waited for data. */
  readonly waitShare?: number | null;
  readonly weightsHash?: string | null;
  readonly curve: readonly ReportCurvePoint[];
  /** How the next iteration's teacher, which is this model or an earlier one, labelled the pool; missing for the last model. */
  readonly labelling?: ReportLabelling | null;
  /** How well each score separates in-domain from out-of-domain images, if the truth is known. */
  readonly ood?: readonly ReportScore[];
  /** Share of images of no class in the selection, with the out-of-domain flag and as it would be without it. */
  readonly intruderShare?: { readonly withFlag: number; readonly withoutFlag: number } | null;
  /** Share of kept pseudo-labels that are right, if the truth is known. */
  readonly pseudoLabelAccuracy?: number | null;
}

export interface ReportScore {
  readonly score: string;
  readonly auroc: number;
  /** Whether images were flagged by this score. */
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
  /** The model that labelled; if left out, the model of this iteration. */
  readonly by?: string;
  /** Number of images labelled. */
  readonly pool: number;
  /** The least confidence that the selection asked for. */
  readonly threshold: number;
  readonly oodScore?: string | null;
  /** Images with a lower score were flagged; null if none were. */
  readonly oodThreshold?: number | null;
  /** How a person's decisions changed the flag. */
  readonly taught?: TaughtFlag | null;
  readonly kept: number;
  readonly lowConfidence: number;
  readonly ood: number;
  readonly overQuota: number;
  /** Images that a person excluded. */
  readonly excluded?: number;
  /** Images that the student sees in one epoch: the kept ones, including copies. */
  readonly copies: number;
  /** How right the kept pseudo-labels were estimated to be; left out if that was not estimated. */
  readonly trust?: TrustSummary | null;
  readonly perClass: readonly ReportClassSelection[];
  /** Whether the file with what the model said of each image is lost, so that there is no histogram. */
  readonly isLost?: boolean;
  readonly confidenceHistogram?: ReportHistogram | null;
  readonly oodHistogram?: ReportHistogram | null;
}

export interface ReportClassSelection {
  readonly name: string;
  readonly kept: number;
  /** How many images of the class are seen in one epoch, including copies. */
  readonly copies: number;
  readonly quota: number;
  /** The confidence that the class required; left out if one threshold held for all. */
  readonly threshold?: number;
  /** Share of the kept pseudo-labels that is expected to be right. */
  readonly right?: Share | null;
}

/** Counts in bins of equal width from `from` to `to`; each part `[bins]`. `makeHistogram` makes one. */
export interface ReportHistogram {
  readonly from: number;
  readonly to: number;
  /** One part for all images, or one each for in-domain and out-of-domain images if the truth is known. */
  readonly parts: readonly { readonly name: string; readonly counts: readonly number[] }[];
}

export interface ReportConfusion {
  readonly model: string;
  readonly classes: number;
  readonly cells: ConfusionCells;
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
  /** Left out if the file of the labelling is lost. */
  readonly confidence?: number;
  readonly oodScore?: number | null;
  /** The true class if it is known; null for an image of no class. */
  readonly trueName?: string | null;
  readonly state: TileState;
}
