import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Epoch } from '../../../contract';
import { count, percent, short } from '../../base/format';
import { ask } from '../../base/studio/connection';
import { type Curve, CurveChart, CurveLegend } from '../../charts/CurveChart';
import { chartColor, chartDash } from '../../charts/chart-colors';
import { curveOf, type Measure } from './curves';
import styles from './Runs.module.css';

/** A run and the name of its curves. */
export interface NamedRun {
  readonly runId: number;
  /** The displayed name. */
  readonly name: string;
}

function useCurves(runs: readonly Pick<NamedRun, 'runId'>[]): readonly (readonly Epoch[] | undefined)[] {
  return useQueries({
    queries: runs.map(({ runId }) => ask.runs.curves.queryOptions({ input: { runId } })),
    combine: (results) => results.map(({ data }) => data),
  });
}

/** The live curves of one run: training and validation. */
export function RunCurves({ run }: { readonly run: Pick<NamedRun, 'runId'> }) {
  const { t } = useTranslation();
  const [points] = useCurves([run]);
  const made = useMemo(() => {
    const own = (measure: Measure, color: number, name: string, dash?: string): Curve => ({
      name,
      color: chartColor(color),
      dash,
      points: curveOf(points ?? [], measure),
    });
    return {
      loss: [
        own('trainLoss', 1, t('runs.curves.training')),
        own('validationLoss', 0, t('runs.curves.validation')),
      ],
      accuracy: [
        own('trainAccuracy', 1, t('runs.curves.training')),
        own('validationAccuracy', 0, t('runs.curves.validation')),
      ],
      learningRate: [own('learningRate', 2, t('runs.curves.learningRate'))],
      speed: [own('imagesPerSecond', 3, t('runs.curves.speed'))],
      waiting: [own('waitShare', 5, t('runs.curves.waiting'))],
    };
  }, [points, t]);
  if (!points) return null;
  if (points.length === 0) return <NoPoints />;
  const last = points[points.length - 1];
  return (
    <>
      <div style={{ marginBottom: 10 }}>
        <CurveLegend curves={made.accuracy} />
      </div>
      <div className={styles.charts}>
        <Chart
          measure="accuracy"
          curves={made.accuracy}
          now={percent(last.validationAccuracy ?? last.trainAccuracy)}
        />
        <Chart measure="loss" curves={made.loss} now={short(last.validationLoss ?? last.trainLoss)} />
        <Chart measure="learningRate" curves={made.learningRate} now={short(last.learningRate)} />
        <Chart measure="speed" curves={made.speed} now={count(Math.round(last.imagesPerSecond ?? 0))} />
        <Chart measure="waiting" curves={made.waiting} now={percent(last.waitShare)} />
      </div>
    </>
  );
}

/** The same curve of several runs in one chart. */
export function CurvesOver({ runs }: { readonly runs: readonly NamedRun[] }) {
  const { t } = useTranslation();
  const data = useCurves(runs);
  const over = (measure: Measure): Curve[] =>
    runs.map(({ name }, i) => ({
      name,
      color: chartColor(i),
      dash: chartDash(i),
      points: curveOf(data[i] ?? [], measure),
    }));
  if (data.every((points) => points?.length === 0)) return <NoPoints />;
  return (
    <>
      <div style={{ marginBottom: 10 }}>
        <CurveLegend curves={over('trainLoss')} />
      </div>
      <div className={styles.charts}>
        <Chart measure="validationAccuracy" curves={over('validationAccuracy')} />
        <Chart measure="validationLoss" curves={over('validationLoss')} />
        <Chart measure="trainAccuracy" curves={over('trainAccuracy')} />
        <Chart measure="trainLoss" curves={over('trainLoss')} />
        <Chart measure="learningRate" curves={over('learningRate')} />
        <Chart measure="speed" curves={over('imagesPerSecond')} />
      </div>
      <Text fz="xs" c="dimmed" mt={6}>
        {t('runs.curves.axis')}
      </Text>
    </>
  );
}

function NoPoints() {
  const { t } = useTranslation();
  return (
    <Text c="dimmed" py="lg" ta="center">
      {t('runs.curves.none')}
    </Text>
  );
}

type ChartName =
  | 'loss'
  | 'accuracy'
  | 'learningRate'
  | 'speed'
  | 'waiting'
  | 'trainLoss'
  | 'trainAccuracy'
  | 'validationLoss'
  | 'validationAccuracy';

interface ChartProps {
  readonly measure: ChartName;
  readonly curves: readonly Curve[];
  readonly now?: ReactNode;
}

function Chart({ measure, curves, now }: ChartProps) {
  const { t } = useTranslation();
  const title = t(`runs.curves.${measure}`);
  const share = /accuracy|waiting/i.test(measure);
  return (
    <section className={styles.chart} aria-label={title}>
      <h3>
        {title}
        {now && <span>{now}</span>}
      </h3>
      <CurveChart
        label={title}
        curves={curves.filter(({ points }) => points.length > 0)}
        share={share}
        formatX={(value) => count(Math.round(value))}
        fromZero={measure === 'waiting' || measure === 'speed'}
      />
    </section>
  );
}
