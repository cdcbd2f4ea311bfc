import { LineChart } from '@mantine/charts';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../contract';
import { percent } from '../base/words/format';
import { modelName } from '../base/words/model-name';
import { percentDigits, roundAxis } from './axis';
import { chartColor } from './chart-colors';

type Accuracies = Pick<RunView, 'name' | 'validationAccuracy' | 'testAccuracy'>;

const axisText = { fontSize: 11, fill: 'var(--studio-faint)' };

interface LabelPlace {
  readonly x?: number | string;
  readonly y?: number | string;
  readonly value?: unknown;
  readonly index?: number;
}

/** The value of a point, written on the side that faces away from the other curve. */
function Value({ x, y, value, above }: LabelPlace & { readonly above: boolean }) {
  if (typeof value !== 'number') return null;
  return (
    <text
      x={x}
      y={Number(y) + (above ? -9 : 18)}
      textAnchor="middle"
      fontSize={11.5}
      fontWeight={600}
      fill="var(--studio-text)"
    >
      {percent(value)}
    </text>
  );
}

function isAbove({ testAccuracy, validationAccuracy }: Accuracies, name: string): boolean {
  if (testAccuracy === null || validationAccuracy === null) return true;
  return name === 'test' ? testAccuracy >= validationAccuracy : validationAccuracy > testAccuracy;
}

/** Accuracy of teacher and students in order, with values, on validation and test images. */
export function AccuracyChart({
  runs,
  height,
}: {
  readonly runs: readonly Accuracies[];
  readonly height: number;
}) {
  const { t } = useTranslation();
  const measured = runs.filter((run) => run.validationAccuracy !== null || run.testAccuracy !== null);
  const values = measured.flatMap(({ validationAccuracy, testAccuracy }) =>
    [validationAccuracy, testAccuracy].filter((value) => value !== null),
  );
  // Room above and below for the values beside the points.
  const margin = Math.max(0.01, (Math.max(...values) - Math.min(...values)) * 0.35);
  const axis = roundAxis(Math.min(...values) - margin, Math.min(1.02, Math.max(...values) + margin));
  const ticks = axis.ticks.filter((share) => share >= 0 && share <= 1);
  const series = [
    { name: 'test', label: t('splits.test'), color: chartColor(0) },
    { name: 'validation', label: t('splits.validation'), color: chartColor(1), strokeDasharray: '6 4' },
  ].filter(({ name }) =>
    measured.some((run) => (name === 'test' ? run.testAccuracy : run.validationAccuracy) !== null),
  );
  return (
    <figure aria-label={t('runs.accuracyByModel')} style={{ margin: 0 }}>
      <LineChart
        h={height}
        data={measured.map(({ name, testAccuracy, validationAccuracy }) => ({
          name: modelName(name),
          test: testAccuracy,
          validation: validationAccuracy,
        }))}
        dataKey="name"
        series={series}
        curveType="linear"
        withLegend={series.length > 1}
        legendProps={{ verticalAlign: 'top', height: 26 }}
        gridAxis="x"
        tickLine="none"
        valueFormatter={(value) => percent(value)}
        lineProps={({ name }) => ({
          isAnimationActive: false,
          label: (at: LabelPlace) => <Value {...at} above={isAbove(measured[at.index ?? 0], name)} />,
        })}
        xAxisProps={{ padding: { left: 36, right: 36 }, height: 26, tick: axisText }}
        yAxisProps={{
          domain: axis.domain,
          ticks,
          width: 50,
          tick: axisText,
          tickFormatter: (value: number) => percent(value, percentDigits(ticks)),
        }}
        tooltipAnimationDuration={0}
        lineChartProps={{ margin: { top: 4, right: 8, bottom: 0, left: 0 } }}
      />
    </figure>
  );
}
