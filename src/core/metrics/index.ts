import type { Language } from '../words/language';
import { accuracy } from './accuracy';
import { balancedAccuracy } from './balanced-accuracy';
import type { ConfusionCounts } from './confusion';
import { ece } from './ece';
import { loss } from './loss';
import { macroF1 } from './macro-f1';
import type { CountMetric, MeasuredOutputs, Metric, MetricWords } from './metric';
import { standardError } from './standard-error';
import { top5 } from './top5';

export { calibration } from './calibration';
export { type ConfusionCells, ConfusionCounts } from './confusion';
export { meanLoss } from './loss';
export { OutputColumns } from './measured-outputs';
export { classMetrics, type ToldClassMetrics, toldClassMetrics } from './per-class';
export { suspiciousLabels } from './suspicious-labels';

/** Every metric, one line each, as tables show them. Evaluations, recipe, window, command line and report follow from this table. */
export const metrics = [accuracy, balancedAccuracy, macroF1, top5, ece, loss] as const;

export type MetricName = (typeof metrics)[number]['name'];
export type CountMetricName = Extract<(typeof metrics)[number], CountMetric>['name'];

/** Values by metric; null where one does not apply. An evaluation of an older version lacks those that it did not know. */
export type MetricValues = Readonly<Partial<Record<MetricName, number | null>>>;

const table: readonly Metric<MetricName>[] = metrics;

/** The metrics by which the best of several models can be chosen: their values on a validation set have a standard error. */
const countMetrics = table.filter(
  (metric) => metric.needs === 'counts',
) as readonly CountMetric<CountMetricName>[];
export const countMetricNames = countMetrics.map(({ name }) => name) as [
  CountMetricName,
  ...CountMetricName[],
];

/** The metrics that have a column of their own beside the accuracy. */
export const metricsBeside = table.filter(({ beside }) => beside);

export function metricOf<Name extends MetricName>(name: Name): Metric<Name> {
  return table.find((metric) => metric.name === name) as Metric<Name>;
}

/** One kind of words of every metric by name, in a language of the window. */
export function metricWords(language: Language, kind: keyof MetricWords): Record<MetricName, string> {
  const entries = table.map(({ name, words }) => [name, words[language][kind]]);
  return Object.fromEntries(entries) as Record<MetricName, string>;
}

/** What the metrics of counts are, as one text: the help of the setting that chooses one. */
export function countMetricHelp(language: Language): string {
  return countMetrics.map(({ name, words }) => `${name}: ${words[language].help}`).join(' ');
}

/** Every metric of a model's predictions for labelled images, by name. NaN and infinite values become null. */
export function measureAll(
  outputs: MeasuredOutputs,
  confusion: ConfusionCounts,
): Record<MetricName, number | null> {
  const entries = table.map((metric) => [
    metric.name,
    finite(metric.needs === 'counts' ? metric.measure(confusion) : metric.measure(outputs)),
  ]);
  return Object.fromEntries(entries) as Record<MetricName, number | null>;
}

/** The metrics of counts alone. */
export function measureCounts(confusion: ConfusionCounts): Record<CountMetricName, number | null> {
  const entries = countMetrics.map((metric) => [metric.name, finite(metric.measure(confusion))]);
  return Object.fromEntries(entries) as Record<CountMetricName, number | null>;
}

/** The value of one metric for a model on a set of images, and how far it can be trusted. */
export interface Figure {
  readonly value: number | null;
  /** Standard error if the images are independent draws. */
  readonly error: number;
}

/** Every metric of counts with its standard error. */
export function figuresOf(confusion: ConfusionCounts): Record<CountMetricName, Figure> {
  const entries = countMetrics.map((metric) => [
    metric.name,
    { value: finite(metric.measure(confusion)), error: standardError(metric, confusion) },
  ]);
  return Object.fromEntries(entries) as Record<CountMetricName, Figure>;
}

const finite = (value: number | null) => (value !== null && Number.isFinite(value) ? value : null);
