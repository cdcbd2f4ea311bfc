import { ChartTooltip, LineChart } from '@mantine/charts';
import type { AttackCurve, AttackName } from '../../core/adversarial/strength';
import { percent } from '../base/words/format';
import { percentDigits, roundAxis } from './axis';

interface AttackChartProps {
  readonly curves: readonly DrawnCurve[];
  /** Label for screen readers. */
  readonly label: string;
  /** Title of the x axis, below it. */
  readonly axis: string;
}

export interface DrawnCurve extends AttackCurve {
  readonly name: string;
  readonly color: string;
}

/** Attacks are distinguished by their line styles, models by their colours. */
export const attackDash: Readonly<Record<AttackName, string | undefined>> = { fgsm: '6 4', pgd: undefined };

const axisText = { fontSize: 11, fill: 'var(--studio-faint)' };

/**
 * Accuracy against ε. The measured ε stand at equal distances, since each is about twice the one before, and the accuracy changes most at
 * small ε.
 */
export function AttackChart({ curves, label, axis }: AttackChartProps) {
  const epsilons = [...new Set(curves.flatMap(({ points }) => points.map(({ epsilon }) => epsilon)))];
  const series = curves.map(({ name, color, attack }, i) => ({
    ...{ name: `c${i}`, label: name, color },
    strokeDasharray: attackDash[attack],
  }));
  const data = epsilons
    .sort((a, b) => a - b)
    .map((epsilon) => {
      const row: Record<string, number | string> = { epsilon: String(epsilon) };
      curves.forEach(({ points }, i) => {
        const point = points.find((each) => each.epsilon === epsilon);
        if (point) row[`c${i}`] = point.accuracy;
      });
      return row;
    });
  const most = Math.max(...curves.flatMap(({ points }) => points.map(({ accuracy }) => accuracy)));
  const { domain, ticks } = roundAxis(0, Math.max(0.1, most));
  return (
    <figure aria-label={label} style={{ margin: 0 }} data-testid="attack-chart">
      <LineChart
        h={250}
        data={data}
        dataKey="epsilon"
        series={series}
        curveType="linear"
        strokeWidth={1.75}
        dotProps={{ r: 3 }}
        connectNulls
        gridAxis="x"
        tickLine="none"
        valueFormatter={(value) => percent(value)}
        lineProps={{ isAnimationActive: false }}
        tooltipAnimationDuration={0}
        xAxisProps={{ padding: { left: 14, right: 14 }, height: 26, tick: axisText }}
        yAxisProps={{
          ...{ domain, ticks, width: 46, tick: axisText },
          tickFormatter: (value: number) => percent(value, percentDigits(ticks)),
        }}
        tooltipProps={{
          isAnimationActive: false,
          content: ({ label: epsilon, payload }) => (
            <ChartTooltip
              label={`ε ${epsilon}/255`}
              payload={[...payload]}
              series={series}
              valueFormatter={(value) => percent(value)}
            />
          ),
        }}
        lineChartProps={{ margin: { top: 6, right: 10, bottom: 0, left: 0 } }}
      />
      <figcaption style={{ color: 'var(--studio-faint)', fontSize: 11, textAlign: 'center' }}>
        {axis}
      </figcaption>
    </figure>
  );
}
