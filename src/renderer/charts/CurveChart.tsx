import { ChartTooltip, LineChart } from '@mantine/charts';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { percent, short } from '../base/words/format';
import { logAxis, percentDigits, roundAxis, tickText, wholeAxis } from './axis';
import styles from './CurveChart.module.css';
import { type Curve, type CurveView, curveKey, curveRows, plainView, type Range, rawKey } from './curve-data';
import { plotLeft, plotRight, useRangeDrag } from './use-range-drag';

interface CurveChartProps {
  readonly curves: readonly Curve[];
  /** Smoothing, scale and the range shown; by default all points are shown as they are. */
  readonly view?: CurveView;
  /** Called with the range that is marked by dragging, and with null on a double click, to show everything again. */
  readonly zoom?: (range: Range | null) => void;
  /** Whether values are shares, to be written as percentages. */
  readonly share?: boolean;
  readonly formatX: (value: number) => string;
  /** Whether the y axis begins at 0; otherwise its range follows the curves. */
  readonly fromZero?: boolean;
  readonly height?: number;
  /** Label for screen readers. */
  readonly label: string;
}

/** Curves over a common x axis. At most a few hundred points of each are drawn, so that thousands stay smooth. */
export function CurveChart(props: CurveChartProps) {
  const {
    curves,
    view = plainView,
    zoom,
    share = false,
    formatX,
    fromZero = false,
    height = 170,
    label,
  } = props;
  const { t } = useTranslation();
  const seen = useMemo(() => curveRows(curves, view), [curves, view]);
  const { marked, handlers } = useRangeDrag(seen?.xs ?? [0, 1], zoom);
  if (!seen)
    return (
      <figure aria-label={label} className={`${styles.chart} ${styles.none}`} style={{ height }}>
        {view.log ? t('runs.curves.noneAbove0') : t('runs.curves.noneHere')}
      </figure>
    );
  const { data, xs, ys } = seen;
  const formatY = share ? (value: number) => percent(value) : short;
  const y = view.log ? logAxis(...ys) : roundAxis(fromZero ? 0 : ys[0], ys[1]);
  const series = curves.map(({ name, color, dash }, i) => ({
    name: curveKey(i),
    label: name,
    color,
    strokeDasharray: dash,
  }));
  const raw =
    view.smoothing > 0
      ? series.map((each, i) => ({ ...each, name: rawKey(i), strokeDasharray: undefined }))
      : [];
  return (
    <figure
      aria-label={label}
      className={styles.chart}
      data-zooms={zoom !== undefined || undefined}
      data-from={xs[0]}
      data-to={xs[1]}
      onDoubleClick={() => zoom?.(null)}
      {...handlers}
    >
      <LineChart
        h={height}
        data={data}
        dataKey="x"
        series={[...raw, ...series]}
        curveType="linear"
        strokeWidth={1.75}
        withDots={data.length < 3}
        gridAxis="x"
        tickLine="none"
        valueFormatter={formatY}
        lineProps={({ name }) => ({
          isAnimationActive: false,
          ...(name.startsWith('r') ? { strokeOpacity: 0.28, activeDot: false } : {}),
        })}
        tooltipAnimationDuration={0}
        xAxisProps={{
          type: 'number',
          ...wholeAxis(...xs),
          allowDataOverflow: true,
          tickFormatter: formatX,
          height: 26,
          tick: axisText,
        }}
        yAxisProps={{
          ...y,
          ...(view.log ? { scale: 'log', allowDataOverflow: true } : {}),
          width: plotLeft,
          tickFormatter: share
            ? (value: number) => percent(value, percentDigits(y.ticks))
            : view.log
              ? short
              : tickText(y.ticks),
          tick: axisText,
        }}
        tooltipProps={{
          isAnimationActive: false,
          content: ({ label: x, payload }) => (
            <ChartTooltip
              label={x === undefined ? '' : formatX(Number(x))}
              payload={payload.filter(({ dataKey }) => !String(dataKey).startsWith('r'))}
              series={series}
              valueFormatter={formatY}
            />
          ),
        }}
        lineChartProps={{ margin: { top: 6, right: plotRight, bottom: 0, left: 0 } }}
      />
      {marked && <div className={styles.marked} style={marked} data-testid="marked" />}
    </figure>
  );
}

/** Axis text is smaller than the text around it. */
const axisText = { fontSize: 11, fill: 'var(--studio-faint)' };

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
