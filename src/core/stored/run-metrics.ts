import { z } from 'zod';
import { encoderArch, encoderCardSchema } from '../encoder/card';
import { type CountMetricName, countMetricNames, type Figure } from '../metrics';
import { type FixVerdict, fixReasons } from '../metrics/promotion';
import { archNames, paddings } from '../network/arch';
import type { ModelSpec } from '../network/model-spec';
import type { CrossValidation } from '../probe/cross-validate';
import { fits } from '../vocabulary/images';

/** The result of a training. */
export interface Trained {
  /** The model as it was trained; absent in results of versions before 0.3. */
  readonly model?: ModelSpec;
  readonly steps: number;
  /** File of the weights that inference uses, in the job's folder. */
  readonly weights: string;
  readonly weightsHash: string;
  readonly validationAccuracy: number | null;
  /** Every metric of the weights on the validation images; missing in runs of older versions. */
  readonly validation?: Readonly<Record<CountMetricName, Figure>> | null;
  readonly seconds: number;
  readonly imagesPerSecond: number;
  readonly waitShare: number;
  readonly stoppedEarly: boolean;
  /** Images that its steps were given, counting each view of an image; missing in runs of older versions. */
  readonly images?: number;
  /** The most memory that the engine's process used since the training was last resumed; missing in runs of older versions. */
  readonly peakBytes?: number;
  /** For a linear probe: the strength of its regularisation, what it was chosen by, and the share of those images that were right. */
  readonly probe?: {
    readonly lambda: number;
    readonly chosenBy: 'validation' | 'folds';
    readonly accuracy: number;
    readonly images: number;
    /** The accuracy of the probe by folds of all labelled images, if they are few. */
    readonly folds?: CrossValidation;
  };
}

/** One of several trainings of a run: its own steps and seconds, its weights in the run's folder. */
export type TrainingFacts = Pick<Trained, 'steps' | 'seconds' | 'weights' | 'validationAccuracy'>;

/** The result of a resolution fix. */
export interface FixFacts extends Partial<FixVerdict> {
  readonly imageSize: number;
  readonly validationAccuracyBefore: number | null;
  /** The metric that it was judged by, and the values; missing in runs of older versions. */
  readonly by?: CountMetricName;
  readonly before?: number | null;
  readonly after?: number | null;
}

/** The results of a run. Its weights and their accuracy are those that label and are evaluated. */
export interface RunMetrics extends Trained {
  /** If a run consists of several trainings, those that are done, in their order; steps and seconds above are the sums. */
  readonly trainings?: readonly TrainingFacts[];
  /** The run from which this training was taken, because it was identical, within a study. */
  readonly sameAs?: number;
  /** Present if the run went through the resolution fix. */
  readonly fix?: FixFacts;
}

const number = z.number();
/** JSON has no NaN: it comes back as null. */
const measured = number.nullable().transform((value) => value ?? Number.NaN);
const share = number.nullable();

const modelBase = {
  classes: z.int(),
  imageSize: z.int(),
  mean: z.array(number),
  std: z.array(number),
  fit: z.enum(fits).optional(),
};

const networkSchema = z.object({
  ...modelBase,
  arch: z.enum(archNames),
  laidOutFor: z.int().optional(),
  padding: z.enum(paddings).optional(),
  batchNormEpsilon: number,
});

const encoderSchema = z.object({ ...modelBase, arch: z.literal(encoderArch), encoder: encoderCardSchema });

const modelSchema = z.discriminatedUnion('arch', [networkSchema, encoderSchema]);

const figuresSchema = z
  .partialRecord(z.enum(countMetricNames), z.object({ value: share, error: measured }))
  // A metric that was added later was not measured then.
  .transform(
    (figures) =>
      Object.fromEntries(
        countMetricNames.map((name) => [name, figures[name] ?? { value: null, error: Number.NaN }]),
      ) as Record<CountMetricName, Figure>,
  );

/** The metrics of a run, whichever version wrote them. */
export const runMetricsSchema: z.ZodType<RunMetrics> = z.object({
  model: modelSchema.optional(),
  steps: number,
  weights: z.string(),
  weightsHash: z.string(),
  validationAccuracy: share,
  validation: figuresSchema.nullish(),
  seconds: number,
  imagesPerSecond: measured,
  waitShare: measured,
  stoppedEarly: z.boolean(),
  images: number.optional(),
  peakBytes: number.optional(),
  probe: z
    .object({
      lambda: number,
      chosenBy: z.enum(['validation', 'folds']),
      accuracy: number,
      images: number,
      folds: z
        .object({
          ...{ folds: number, images: number, accuracy: number, deviation: number },
          more: z.object({ labels: number, gain: number, deviation: number }).optional(),
        })
        .optional(),
    })
    .optional(),
  sameAs: z.int().optional(),
  trainings: z
    .array(z.object({ steps: number, seconds: number, weights: z.string(), validationAccuracy: share }))
    .optional(),
  fix: z
    .object({
      imageSize: z.int(),
      validationAccuracyBefore: share,
      by: z.enum(countMetricNames).optional(),
      before: share.optional(),
      after: share.optional(),
      kept: z.boolean().optional(),
      why: z.enum(fixReasons).optional(),
    })
    .optional(),
});
