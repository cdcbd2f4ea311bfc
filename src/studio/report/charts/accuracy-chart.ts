import type { ReportIteration } from '../facts/types';
import { clipped, known, percent, percentTick, points } from '../page/format';
import { type Html, html } from '../page/html';
import { chart, type Frame, path, yAxis } from './axes';
import { extent, niceScale, type Scale } from './scale';

const margins = { height: 260, left: 52, right: 24, top: 30, bottom: 48 };
const leastWidth = 500;
/** Width of a model's column, with its name and value. */
const columnWidth = 96;
/** With more models than this the drawing takes a whole row. */
export const mostNarrowModels = 4;

/** Test accuracy of each model of the chain (filled) with validation accuracy beside it (hollow). Null if no accuracy is known. */
export function accuracyChart(iterations: readonly ReportIteration[]): Html | null {
  const range = extent(iterations.flatMap((one) => [one.testAccuracy, one.validationAccuracy]));
  if (!range) return null;
  const wanted = margins.left + margins.right + columnWidth * iterations.length;
  const frame: Frame = { ...margins, width: Math.max(leastWidth, wanted) };
  const span = Math.max(0.01, range[1] - range[0]);
  const y = niceScale(
    [Math.max(0, range[0] - span * 0.15), Math.min(1, range[1] + span * 0.15)],
    [frame.height - frame.bottom, frame.top],
  );
  const room = (frame.width - frame.left - frame.right) / iterations.length;
  const x = (i: number) => Math.round(frame.left + room * (i + 0.5));
  const names = {
    id: 'chart-accuracy',
    title: 'Accuracy by iteration',
    description: iterations
      .map(
        (one) =>
          `${one.name}: test ${percent(one.testAccuracy, 2)}, validation ${percent(one.validationAccuracy, 2)}`,
      )
      .join('; '),
  };
  const test = iterations.map((one) => one.testAccuracy);
  const validation = iterations.map((one) => one.validationAccuracy);
  return chart(frame, names, [
    yAxis(frame, y, percentTick),
    html`${iterations.map((one, i) => columnName(one, x(i)))}`,
    series({ kind: 'validation', values: validation, rivals: test, digits: 1 }, x, y),
    series({ kind: 'test', values: test, rivals: validation, digits: 2 }, x, y),
  ]);
}

function columnName(one: ReportIteration, x: number): Html {
  const base = margins.height - margins.bottom;
  const gain = known(one.testGain) ? points(one.testGain) : clipped(one.arch, 16);
  return html`<text class="column-name" x="${x}" y="${base + 20}" text-anchor="middle">${clipped(one.name, 14)}</text><text class="tick" x="${x}" y="${base + 36}" text-anchor="middle">${gain}${known(one.testGain) && ' points'}</text>`;
}

interface Series {
  readonly kind: 'test' | 'validation';
  readonly values: readonly (number | null | undefined)[];
  /** The values of the other series: a label is placed on the side away from them. */
  readonly rivals: readonly (number | null | undefined)[];
  readonly digits: number;
}

function series({ kind, values, rivals, digits }: Series, x: (i: number) => number, y: Scale): Html {
  const shown = values.flatMap((value, i) =>
    known(value) ? [{ value, i, at: [x(i), y(value)] as const }] : [],
  );
  const marks = shown.map(({ value, i, at }) => {
    const rival = rivals[i];
    const below = known(rival) && (rival > value || (rival === value && kind === 'validation'));
    return html`<circle class="dot" cx="${at[0]}" cy="${at[1]}" r="4.5"/><text class="value" x="${at[0]}" y="${at[1] + (below ? 20 : -11)}" text-anchor="middle">${percent(value, digits)}</text>`;
  });
  return html`<g class="series ${kind}"><path class="line" d="${path(shown.map(({ at }) => at))}"/>${marks}</g>`;
}
