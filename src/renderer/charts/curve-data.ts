import { downsample, type Point } from './downsample';
import { smoothed } from './smooth';

/** One line of a chart. */
export interface Curve {
  readonly name: string;
  readonly color: string;
  readonly dash?: string;
  readonly points: readonly Point[];
}

/** A range of steps, both ends included. */
export type Range = readonly [from: number, to: number];

/** How curves are shown. */
export interface CurveView {
  /** The weight of earlier points in the moving average, 0 to 1; 0 shows the curves as they are. */
  readonly smoothing: number;
  /** Whether the scale of the values is logarithmic; values that are not above 0 are left out then. */
  readonly log: boolean;
  /** The range of x that is shown; null for all. */
  readonly range: Range | null;
}

export const plainView: CurveView = { smoothing: 0, log: false, range: null };

/** The greatest number of points drawn per curve: more than there are pixels would not be seen. */
const drawn = 360;

/** A row of the chart library: x, and the value of each series by its key. */
export type Row = Record<string, number>;

export const curveKey = (index: number) => `c${index}`;
/** The key of the original curve, drawn behind the smoothed one. */
export const rawKey = (index: number) => `r${index}`;

/** The curves as rows by x, with the ranges of x and of the visible values; null if no point is visible. */
export function curveRows(curves: readonly Curve[], { smoothing, log, range }: CurveView) {
  const rows = new Map<number, Row>();
  const seen: number[] = [];
  const put = (key: string, points: readonly Point[]) => {
    for (const [x, y] of downsample(around(points, range), drawn)) {
      const row = rows.get(x) ?? { x };
      row[key] = y;
      rows.set(x, row);
      if (range === null || (x >= range[0] && x <= range[1])) seen.push(y);
    }
  };
  for (const [i, { points }] of curves.entries()) {
    const possible = log ? points.filter(([, y]) => y > 0) : points;
    put(curveKey(i), smoothed(possible, smoothing));
    if (smoothing > 0) put(rawKey(i), possible);
  }
  if (seen.length === 0) return null;
  const data = [...rows.values()].sort((a, b) => a.x - b.x);
  const xs: Range = range ?? [data[0].x, data[data.length - 1].x];
  const least = seen.reduce((a, b) => Math.min(a, b));
  const most = seen.reduce((a, b) => Math.max(a, b));
  return { data, xs, ys: [least, most] as Range };
}

/** The points of a range and the next one on each side, so that the lines lead out of the range. */
function around(points: readonly Point[], range: Range | null): readonly Point[] {
  if (range === null) return points;
  const [from, to] = range;
  const first = points.findIndex(([x]) => x >= from);
  const last = points.findLastIndex(([x]) => x <= to);
  if (first < 0 && last < 0) return [];
  return points.slice(Math.max(0, (first < 0 ? points.length : first) - 1), last + 2);
}

/**
 * The curves as a table: a line for each step, a column for each curve as it is, and, if there is smoothing, one for the smoothed curve.
 */
export function curveTable(
  curves: readonly Curve[],
  { smoothing, range }: Pick<CurveView, 'smoothing' | 'range'>,
  words: { readonly step: string; readonly smoothed: (name: string) => string },
): string {
  const columns = curves.flatMap(({ name, points }) => [
    { name, points },
    ...(smoothing > 0 ? [{ name: words.smoothed(name), points: smoothed(points, smoothing) }] : []),
  ]);
  const byStep = new Map<number, (number | undefined)[]>();
  for (const [i, { points }] of columns.entries())
    for (const [x, y] of points) {
      if (range && (x < range[0] || x > range[1])) continue;
      const line = byStep.get(x) ?? new Array<number | undefined>(columns.length).fill(undefined);
      line[i] = y;
      byStep.set(x, line);
    }
  const lines = [...byStep].sort(([a], [b]) => a - b).map(([x, values]) => [x, ...values]);
  return [[words.step, ...columns.map(({ name }) => name)], ...lines]
    .map((line) => `${line.map(field).join(',')}\r\n`)
    .join('');
}

function field(value: string | number | undefined): string {
  const text = value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
