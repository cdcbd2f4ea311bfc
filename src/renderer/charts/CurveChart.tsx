import { LineChart } from '@mantine/charts';
import { useMemo } from 'react';
import { percent, short } from '../base/format';
import { percentDigits, roundAxis, wholeAxis } from './axis';
import { downsample, type Point } from './downsample';

/** One line of a chart. */
export interface Curve {
  readonly name: string;
  readonly color: string;
  readonly dash?: string;
  readonly points: readonly Point[];
}

interface CurveChartProps {
  readonly curves: readonly Curve[];
  /** Whether values are shares, to be written as percentages. */
  readonly share?: boolean;
  readonly formatX: (value: number) => string;
  /** Whether the y axis begins at 0; else the curves decide. */
  readonly fromZero?: boolean;
  readonly height?: number;
  /** Label for screen readers. */
  readonly label: string;
}

/** More points than there are pixels are not drawn. */
const drawn = 360;

/**
 * Curves over a common x axis. At most a few hundred points of each are drawn, so that thousands stay smooth.
 */
export function CurveChart({
  curves,
  share = false,
  formatX,
  fromZero = false,
  height = 170,
  label,
}: CurveChartProps) {
  const data = useMemo(() => merge(curves), [curves]);
  const values = data.flatMap(({ x: _, ...row }) => Object.values(row)).filter(Number.isFinite);
  const x = wholeAxis(data[0]?.x ?? 0, data.at(-1)?.x ?? 0);
  const formatY = share ? (value: number) => percent(value) : short;
  const y = roundAxis(fromZero ? 0 : least(values), most(values));
  return (
    <figure aria-label={label} style={{ margin: 0 }}>
      <LineChart
        h={height}
        data={data}
        dataKey="x"
        series={curves.map(({ name, color, dash }, i) => ({
          name: key(i),
          label: name,
          color,
          strokeDasharray: dash,
        }))}
        curveType="linear"
        strokeWidth={1.75}
        withDots={data.length < 3}
        gridAxis="x"
        tickLine="none"
        valueFormatter={formatY}
        lineProps={{ isAnimationActive: false }}
        tooltipAnimationDuration={0}
        xAxisProps={{
          type: 'number',
          ...x,
          tickFormatter: formatX,
          height: 26,
          tick: axisText,
        }}
        yAxisProps={{
          ...y,
          width: 50,
          tickFormatter: share ? (value: number) => percent(value, percentDigits(y.ticks)) : short,
          tick: axisText,
        }}
        tooltipProps={{ labelFormatter: (x) => formatX(Number(x)), isAnimationActive: false }}
        lineChartProps={{ margin: { top: 6, right: 12, bottom: 0, left: 0 } }}
      />
    </figure>
  );
}

/** Axis text is smaller than the text around it. */
const axisText = { fontSize: 11, fill: 'var(--studio-faint)' };

const least = (values: readonly number[]) => values.reduce((a, b) => Math.min(a, b), values[0] ?? 0);
const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), values[0] ?? 0);

const key = (index: number) => `c${index}`;

/** Curves as rows by x, which is the format of the chart library. */
function merge(curves: readonly Curve[]): Record<string, number>[] {
  const rows = new Map<number, Record<string, number>>();
  for (const [i, { points }] of curves.entries())
    for (const [x, y] of downsample(points, drawn)) {
      const row = rows.get(x) ?? { x };
      row[key(i)] = y;
      rows.set(x, row);
    }
  return [...rows.values()].sort((a, b) => a.x - b.x);
}

/** A legend, for several charts at once. */
export function CurveLegend({ curves }: { readonly curves: readonly Omit<Curve, 'points'>[] }) {
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: '4px 14px', fontSize: 12 }}>
      {curves.map(({ name, color, dash }) => (
        <span key={name} style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
          <svg width={18} height={8} aria-hidden>
            <line x1={0} x2={18} y1={4} y2={4} stroke={color} strokeWidth={2} strokeDasharray={dash} />
          </svg>
          {name}
        </span>
      ))}
    </div>
  );
}
