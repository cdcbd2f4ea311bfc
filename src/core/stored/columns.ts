import { z } from 'zod';
import { thresholdReasons } from '../calibration/class-thresholds';
import { type EvaluationMetrics, evaluationMetrics } from '../metrics/evaluation';
import { type SelectionState, selectionStates } from '../selection/rule';
import { valuesSchema } from '../words/values-schema';
import type { DeviceFacts } from './runs';
import type { SelectionSummary } from './selection-summary';

/**
 * The schemas of a catalog's JSON columns, for every version. Fields that an older version did not know may
 * be missing; a value of a type that no version wrote is refused.
 */

const number = z.number();
/** JSON has no NaN: it comes back as null. */
const measured = number.nullable().transform((value) => value ?? Number.NaN);
/** Long lists, checked without a schema for each entry. */
const numbers = z.custom<readonly number[]>(
  (value) => Array.isArray(value) && value.every((each) => typeof each === 'number'),
  'not a list of numbers',
);

/** How a set of hard images was made. */
export const hardSetOriginSchema = z.object({ runId: z.int(), confidence: number, of: z.int() });

/** Ids of classes in the order of a model's outputs. */
export const classIdsSchema = z.array(z.int());

/** How the loop of an experiment runs. */
export const loopOptionsSchema = z.object({
  /** Stop after each labelling, so that a person can look and correct; `resume` continues. */
  pauseForReview: z.boolean().default(false),
  /** Measure every model on the test split, if there is one. */
  evaluate: z.boolean().default(true),
  /** Stop once the model that is being trained is finished; observed while the loop runs, and forgotten when it is resumed. */
  stopAfter: z.boolean().optional(),
});

export type LoopOptions = Readonly<z.infer<typeof loopOptionsSchema>>;

const noImages = Object.fromEntries(selectionStates.map((state) => [state, 0])) as Record<
  SelectionState,
  number
>;

/** A share with its interval. */
const share = { share: number, low: number, high: number };

export const selectionSummarySchema: z.ZodType<SelectionSummary> = z.object({
  quota: number,
  images: number,
  states: z
    .partialRecord(z.enum(selectionStates), number)
    .transform((states): Record<SelectionState, number> => ({ ...noImages, ...states })),
  perClass: z.array(
    z.object({
      classId: z.int(),
      available: number,
      kept: number,
      copies: number,
      short: number,
      threshold: number.optional(),
    }),
  ),
  trust: z
    .object({
      ...share,
      kept: number,
      decided: number,
      heldOut: number,
      by: z.enum(['validation', 'folds']),
      inDomain: number,
      temperature: number,
      byClass: z.array(z.object({ ...share, classId: z.int(), kept: number })),
      advice: z.array(z.object({ code: z.string(), values: valuesSchema })),
    })
    .nullish(),
});

export const evaluationSettingsSchema = z.object({
  classIds: classIdsSchema,
  seen: z.object({ trained: number, validated: number, leftOut: z.boolean() }).nullish(),
  imageSet: z.string().optional(),
});

export const evaluationMetricsSchema: z.ZodType<EvaluationMetrics> = z
  .looseObject({
    values: z.record(z.string(), number.nullable()).optional(),
    cells: numbers.optional(),
    confusion: numbers.optional(),
    perClass: z.array(z.object({ precision: measured, recall: measured, f1: measured, support: number })),
    imagesPerSecond: measured,
    calibrated: z
      .object({
        temperature: number,
        fittedOn: number,
        ece: number,
        bins: z.array(
          z.object({ from: number, to: number, count: number, confidence: number, accuracy: number }),
        ),
      })
      .optional(),
  })
  .transform(evaluationMetrics);

/** The machine that trained, with the facts that only some versions note. */
export const deviceSchema: z.ZodType<DeviceFacts> = z
  .looseObject({ kind: z.enum(['cpu', 'gpu']), name: z.string(), cores: number, tensorflow: z.string() })
  // Older versions stored a sentence; what was reported then is not reported again.
  .transform(({ note: _, ...facts }) => facts);

/** Versions of the programs that trained, by name; null for one that had no part in it. */
export const versionsSchema = z.record(z.string(), z.string().nullable());

/** The recipe of an experiment or a run. Its settings are checked where it is used: their rules may have changed by then. */
export const storedRecipeSchema = z.record(z.string(), z.unknown());

/** How a person's decisions about images of a labelling changed its out-of-domain flag. */
export const taughtFlagSchema = z.object({
  /** Images that a person marked as belonging to no class. */
  rejected: z.int(),
  /** Images that a person accepted or gave a class. */
  accepted: z.int(),
  /** Whether the flag changed: false if these are too few to teach it, and no comparison with the pool did. */
  isTaught: z.boolean(),
  /** Images that nobody decided about and that are flagged since then. */
  more: z.int(),
  /** Images that nobody decided about and that are no longer flagged. */
  fewer: z.int(),
  /** Images whose score is below this are flagged. */
  limit: number,
  /** The comparison of the pool with the labelled images, if there was one: how much of the pool looks like them, and whether it is used. */
  contrast: z.object({ alike: number, isUsed: z.boolean() }).optional(),
});

export type TaughtFlag = Readonly<z.infer<typeof taughtFlagSchema>>;

/** The thresholds of classes that were fitted on held-out labelled images. */
export const fittedThresholdsSchema = z.object({
  /** The requested share of right labels, and the threshold of all classes. */
  precision: number,
  least: number,
  /** Empty if no image was held out, so that nothing is known. */
  byClass: z.array(z.object({ classId: z.int(), threshold: number, reason: z.enum(thresholdReasons) })),
});

export type FittedThresholds = Readonly<z.infer<typeof fittedThresholdsSchema>>;

/** How a labelling was made. */
export const labellingSettingsSchema = z.looseObject({
  ood: z.looseObject({ score: z.string(), keep: number }).optional(),
  classThresholds: fittedThresholdsSchema.optional(),
  /** One entry for each time that decisions taught the flag, or were too few to do so. */
  teachings: z.array(taughtFlagSchema).optional(),
  /** Which of them is in effect, counted from 1; the last one if left out, none if 0. */
  teaching: z.int().optional(),
});

/** Files of a labelling as versions before 0.2 kept them, in the project's folder, and the limits of its scores. */
export const earlierLabellingSchema = z.object({
  limits: z.record(z.string(), number).optional(),
  /** float16 `[images, features]` */
  features: z.string().optional(),
  /** float32 `[scores, images]` */
  scores: z.string().optional(),
  scoreNames: z.array(z.string()).optional(),
  /** float16 `[labelled images, features]` */
  labelledFeatures: z.string().optional(),
  /** int32 */
  labelledImages: z.string().optional(),
});

export type EarlierLabelling = Readonly<z.infer<typeof earlierLabellingSchema>>;

/** Classes with a higher threshold than the others. */
export const classThresholdsSchema = z.array(z.object({ classId: z.int(), threshold: number }));

/** The rule of a selection, in the form of the version that stored it. */
export const selectionSettingsSchema = z.looseObject({
  threshold: number.optional(),
  oodLimit: number.nullish(),
  classThresholds: classThresholdsSchema.optional(),
});

/** What an import reported at its end: counts, notes, or why it stopped. Imports of earlier versions may have no notes. */
export const importReportSchema = z
  .object({
    notes: z
      .array(z.object({ code: z.string(), values: valuesSchema, place: z.string().optional() }))
      .catch([]),
  })
  .catchall(z.json());
