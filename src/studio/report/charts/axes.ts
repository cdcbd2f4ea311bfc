import { line } from 'd3-shape';
import { tickLabel } from '../page/format';
import { type Html, html } from '../page/html';
import type { Scale } from './scale';

export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Names of a drawing for readers who cannot see it. */
export interface ChartNames {
  /** Unique in the document. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** Formats a tick, given the distance between two ticks. */
export type TickLabel = (value: number, step: number) => string;

const stepOf = ({ ticks }: Scale) => (ticks.length > 1 ? ticks[1] - ticks[0] : 1);

/** An SVG of fixed proportions that fills its container. */
export function chart(frame: Frame, names: ChartNames, content: Html | readonly Html[]): Html {
  return html`<svg class="chart" viewBox="0 0 ${frame.width} ${frame.height}" style="max-width:${Math.round(frame.width * 1.2)}px" role="img" aria-labelledby="${names.id}-t ${names.id}-d"><title id="${names.id}-t">${names.title}</title><desc id="${names.id}-d">${names.description}</desc>${content}</svg>`;
}

/** Horizontal rules with their values on the left. */
export function yAxis(frame: Frame, y: Scale, label: TickLabel = tickLabel): Html {
  const lines = y.ticks.map(
    (tick) =>
      html`<line class="rule" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${y(tick)}" y2="${y(tick)}"/><text class="tick" x="${frame.left - 6}" y="${y(tick)}" dy=".32em" text-anchor="end">${label(tick, stepOf(y))}</text>`,
  );
  return html`${lines}`;
}

/** Values under the base line, with the name of the axis at its end. */
export function xAxis(frame: Frame, x: Scale, name: string, label: TickLabel = tickLabel): Html {
  const base = frame.height - frame.bottom;
  const ticks = x.ticks.map(
    (tick) =>
      html`<line class="axis" x1="${x(tick)}" x2="${x(tick)}" y1="${base}" y2="${base + 4}"/><text class="tick" x="${x(tick)}" y="${base + 15}" text-anchor="middle">${label(tick, stepOf(x))}</text>`,
  );
  return html`<line class="axis" x1="${frame.left}" x2="${frame.width - frame.right}" y1="${base}" y2="${base}"/>${ticks}<text class="axis-name" x="${frame.width - frame.right}" y="${frame.height - 3}" text-anchor="end">${name}</text>`;
}

type Point = readonly [x: number, y: number];

const stroke = line<Point>();

/** Points as an SVG path with one stroke; empty without points. */
export const path = (points: Iterable<Point>): string => stroke(points) ?? '';
