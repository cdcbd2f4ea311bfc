import type { ReportCurvePoint } from '../facts/types';
import { compact, known, tickLabel } from '../page/format';
import { type Html, html } from '../page/html';
import { chart, path, type TickLabel, xAxis, yAxis } from './axes';
import { exactScale, extent, niceScale } from './scale';

const frame = { width: 360, height: 190, left: 46, right: 52, top: 12, bottom: 34 };

export type CurveField = Exclude<keyof ReportCurvePoint, 'step'>;

export interface CurvePanel {
  readonly id: string;
  readonly title: string;
  /** At most two lines: the first is plain, the last has the accent colour. */
  readonly lines: readonly { readonly field: CurveField; readonly name: string }[];
  readonly curve: readonly ReportCurvePoint[];
  /** Range shared with the other panels of its kind. */
  readonly domain?: readonly [number, number] | null;
  /** Formats the ticks. */
  readonly ticks?: TickLabel;
  /** Formats the last value. */
  valueLabel(value: number): string;
}

/** One small multiple: up to two measures over the steps, each with its name and last value at its end. Null if no value is known. */
export function curveChart(panel: CurvePanel): Html | null {
  const lines = panel.lines
    .map((line, i) => ({
      ...line,
      accent: i === panel.lines.length - 1,
      points: pointsOf(panel.curve, line.field),
    }))
    .filter((line) => line.points.length > 0);
  const range = panel.domain ?? extent(lines.flatMap((line) => line.points.map((point) => point[1])));
  const steps = extent(panel.curve.map((point) => point.step));
  if (lines.length === 0 || !range || !steps) return null;
  const x = exactScale([Math.min(0, steps[0]), steps[1]], [frame.left, frame.width - frame.right], 5);
  const y = niceScale(range, [frame.height - frame.bottom, frame.top], 4);
  const ends = apart(lines.map((line) => y(line.points[line.points.length - 1][1])));
  const { valueLabel } = panel;
  const description = lines
    .map((line) => `${line.name || 'it'} ends at ${valueLabel(line.points[line.points.length - 1][1])}`)
    .join(', ');
  return chart(frame, { id: panel.id, title: panel.title, description }, [
    yAxis(frame, y, panel.ticks),
    xAxis(frame, x, 'step', (v, step) => (v >= 10_000 ? compact(v) : tickLabel(v, step))),
    ...lines.map((line, i) => {
      const drawn = line.points.map(([step, value]) => [x(step), y(value)] as const);
      const [endX] = drawn[drawn.length - 1];
      const last = valueLabel(line.points[line.points.length - 1][1]);
      return html`<g class="series ${line.accent ? 'accent' : 'plain'}">${drawn.length > 1 ? html`<path class="line" d="${path(drawn)}"/>` : html`<circle class="dot" cx="${drawn[0][0]}" cy="${drawn[0][1]}" r="3"/>`}<text class="end" x="${endX + 5}" y="${ends[i] - 2}">${last}</text><text class="end name" x="${endX + 5}" y="${ends[i] + 9}">${line.name}</text></g>`;
    }),
  ]);
}

function pointsOf(curve: readonly ReportCurvePoint[], field: CurveField): (readonly [number, number])[] {
  return curve.flatMap((point) => {
    const value = point[field];
    return known(value) && known(point.step) ? [[point.step, value] as const] : [];
  });
}

/** Moves two labels apart if they would overlap, and both into the frame. */
function apart(positions: readonly number[]): number[] {
  const room = 23;
  const [low, high] = [frame.top + 6, frame.height - frame.bottom - 8];
  if (positions.length === 2 && Math.abs(positions[0] - positions[1]) < room) {
    const middle = Math.min(high - room / 2, Math.max(low + room / 2, (positions[0] + positions[1]) / 2));
    const sign = positions[0] <= positions[1] ? -1 : 1;
    return [middle + (sign * room) / 2, middle - (sign * room) / 2];
  }
  return positions.map((position) => Math.min(high, Math.max(low, position)));
}
