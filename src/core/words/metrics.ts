import { type MetricName, metricOf } from '../metrics';

/** A value of a metric as people read it, "91.5 %" or "0.312"; a dash where there is none. The same in every language. */
export function metricText(name: MetricName, value: number | null | undefined, digits = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return '–';
  return metricOf(name).unit === 'share' ? `${(100 * value).toFixed(digits)} %` : value.toFixed(3);
}
