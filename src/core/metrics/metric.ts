import type { InEach } from '../words/language';
import type { ConfusionCounts } from './confusion';

/** A metric in one language. */
export interface MetricWords {
  readonly title: string;
  /** The heading of a narrow column. */
  readonly short: string;
  /** One sentence. */
  readonly help: string;
}

/** A model's predictions for labelled images, `[images]` each; classes are positions. */
export interface MeasuredOutputs {
  readonly labels: ArrayLike<number>;
  /** The likeliest class, the first of equals, and its probability. */
  readonly predicted: ArrayLike<number>;
  readonly confidence: ArrayLike<number>;
  /** The probability of the label. */
  readonly labelProbability: ArrayLike<number>;
  /** How many classes are likelier than the label: 0 where it is the prediction. */
  readonly labelRank: ArrayLike<number>;
  readonly classes: number;
}

interface About<Name extends string> {
  /** The name in recipes and stored evaluations; it never changes. */
  readonly name: Name;
  readonly words: InEach<MetricWords>;
  readonly better: 'higher' | 'lower';
  /** `share` is 0 to 1 and shown in per cent. */
  readonly unit: 'share' | 'nats';
  /** True if it has a column of its own beside the accuracy in tables of models. */
  readonly beside?: boolean;
}

/**
 * A metric of the counts of labels and predictions alone, which does not change when all counts double. It has a standard error, so a
 * recipe may choose the best model by it; and evaluations that were stored before it was added have it too. Null where it does not
 * apply.
 */
export interface CountMetric<Name extends string = string> extends About<Name> {
  readonly needs: 'counts';
  measure(confusion: ConfusionCounts): number | null;
}

/** A metric of all that the model predicted. Null where it does not apply. */
export interface OutputMetric<Name extends string = string> extends About<Name> {
  readonly needs: 'probabilities';
  measure(outputs: MeasuredOutputs): number | null;
}

/** One way to measure how good a model is: a file in this folder and a line in `index.ts` (docs/extend/metric.md). */
export type Metric<Name extends string = string> = CountMetric<Name> | OutputMetric<Name>;

export const countMetric = <const Name extends string>(
  metric: Omit<CountMetric<Name>, 'needs'>,
): CountMetric<Name> => ({ ...metric, needs: 'counts' });

export const outputMetric = <const Name extends string>(
  metric: Omit<OutputMetric<Name>, 'needs'>,
): OutputMetric<Name> => ({ ...metric, needs: 'probabilities' });
