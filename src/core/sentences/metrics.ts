import { type MetricName, metricOf } from '../metrics';
import { wilson } from '../metrics/interval';
import { fractionText, hundredths, percentText } from '../words/shares';

/** A value of a metric as people read it, "91.5 %" or "0.312"; a dash if there is none. The same in every language. */
export function metricText(name: MetricName, value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return metricOf(name).unit === 'share' ? percentText(value, digits) : fractionText(value, 3);
}

/** The 95 % interval of an accuracy on a number of images, as "62.3–68.2 %"; empty if there is none. The same in every language. */
export function accuracyInterval(
  accuracy: number | null | undefined,
  images: number | null | undefined,
): string {
  if (typeof accuracy !== 'number' || !Number.isFinite(accuracy) || !images) return '';
  const interval = wilson(Math.round(accuracy * images), images);
  return interval ? `${hundredths(interval.low)}–${percentText(interval.high)}` : '';
}
