import { area, curveStepAfter } from 'd3-shape';
import { counted } from '../../../core/words/counted';
import type { ReportHistogram } from '../facts/types';
import { count, figure, known } from '../page/format';
import { type Html, html } from '../page/html';
import { chart, xAxis, yAxis } from './axes';
import { exactScale, niceScale } from './scale';

const frame = { width: 380, height: 230, left: 46, right: 14, top: 22, bottom: 36 };

export interface HistogramPanel {
  readonly id: string;
  readonly title: string;
  readonly histogram: ReportHistogram;
  /** What the values are, such as `confidence`. */
  readonly axis: string;
  readonly threshold?: number | null;
}

/** Bars of one or two overlaid parts, and the threshold as a line. Null for an empty histogram. */
export function histogramChart(panel: HistogramPanel): Html | null {
  const { from, to, parts } = panel.histogram;
  const filled = parts.filter((part) => part.counts.some((n) => n > 0));
  if (filled.length === 0 || !(to > from)) return null;
  const highest = Math.max(...filled.flatMap((part) => part.counts));
  const y = niceScale([0, highest], [frame.height - frame.bottom, frame.top], 4);
  const x = exactScale([from, to], [frame.left, frame.width - frame.right], 6);
  const description = `${filled
    .map(
      (part) =>
        `${part.name}: ${counted(
          part.counts.reduce((a, b) => a + b, 0),
          'image',
        )}`,
    )
    .join(', ')}${known(panel.threshold) ? `; threshold ${figure(panel.threshold)}` : ''}`;
  return chart(frame, { id: panel.id, title: panel.title, description }, [
    yAxis(frame, y, count),
    ...filled.map((part) => outline(part.counts, panel.histogram, x, y, parts.indexOf(part))),
    xAxis(frame, x, panel.axis),
    thresholdLine(panel, x),
  ]);
}

function outline(
  counts: readonly number[],
  { from, to }: ReportHistogram,
  x: (v: number) => number,
  y: (v: number) => number,
  index: number,
): Html {
  const width = (to - from) / counts.length;
  // A bar reaches to the next edge; the last one to the end.
  const edges = [...counts, counts[counts.length - 1]].map((n, i) => [x(from + i * width), y(n)] as const);
  const bars = area<readonly [x: number, y: number]>()
    .curve(curveStepAfter)
    .x(([at]) => at)
    .y0(y(0))
    .y1(([, height]) => height);
  return html`<path class="area part-${index}" d="${bars(edges) ?? ''}"/>`;
}

function thresholdLine({ threshold, histogram }: HistogramPanel, x: (v: number) => number): Html {
  if (!known(threshold) || threshold < histogram.from || threshold > histogram.to) return html``;
  const at = x(threshold);
  const right = at < frame.width / 2;
  return html`<line class="threshold" x1="${at}" x2="${at}" y1="${frame.top - 14}" y2="${frame.height - frame.bottom}"/><text class="threshold-name" x="${at + (right ? 5 : -5)}" y="${frame.top - 8}" text-anchor="${right ? 'start' : 'end'}">${figure(threshold)}</text>`;
}

/** The names of the parts with their colours, for the caption; empty if there is only one part. */
export function histogramKey({ parts }: ReportHistogram): Html {
  const filled = parts.filter((part) => part.counts.some((n) => n > 0));
  if (filled.length < 2) return html``;
  return html`${filled.map((part) => html`<span class="key part-${parts.indexOf(part)}">${part.name}</span>`)}`;
}
