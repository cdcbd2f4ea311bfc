import type { ToldClassMetrics } from '../../core/metrics';
import { percentOrDash, table } from '../terminal/output';

/** With more classes than this, a table of all of them would be longer than anybody reads. */
const mostListed = 100;
/** The number of classes that are listed in that case. */
const weakest = 20;

/**
 * A line for each class, in order; if there are very many, only those with the lowest recall, and how to get
 * the others.
 */
export function classTable(names: readonly string[], metrics: readonly ToldClassMetrics[]): string {
  const line = ({ precision, recall, f1, support }: ToldClassMetrics, i: number) => [
    ...[names[i], ...[precision, recall, f1].map(percentOrDash)],
    support.toLocaleString('en'),
  ];
  const head = ['class', 'precision', 'recall', 'F1', 'images'];
  if (metrics.length <= mostListed) return table(head, metrics.map(line));
  const places = [...metrics.keys()].filter((i) => metrics[i].support > 0);
  const recallOf = (i: number) => metrics[i].recall ?? 0;
  places.sort((a, b) => recallOf(a) - recallOf(b) || metrics[b].support - metrics[a].support || a - b);
  const listed = places.slice(0, weakest).map((i) => line(metrics[i], i));
  const all = `${places.length.toLocaleString('en')} classes that have images here`;
  return `${table(head, listed)}\n\nThe ${listed.length} with the lowest recall of ${all}; --json prints all.`;
}
