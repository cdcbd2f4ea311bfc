import { Text } from '@mantine/core';
import { useQueries } from '@tanstack/react-query';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Epoch } from '../../../../contract';
import { ask } from '../../../base/studio/connection';
import { count, percent, short } from '../../../base/words/format';
import { CurveChart, CurveLegend } from '../../../charts/CurveChart';
import { chartColor, chartDash } from '../../../charts/chart-colors';
import type { Curve, CurveView, Range } from '../../../charts/curve-data';
import styles from './Curves.module.css';
import { CurveTools } from './CurveTools';
import { curveSettings } from './curve-view';
import { curveOf, type Measure, stepsOf } from './curves';
import { SaveChart } from './SaveChart';

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

/** The view of the curves (smoothing, scale and range), and the function that changes the range. */
function useView() {
  const { smoothing, log } = curveSettings.use();
  const [range, zoom] = useState<Range | null>(null);
  const view = useMemo((): CurveView => ({ smoothing, log, range }), [smoothing, log, range]);
  return { view, zoom };
}

/** The live curves of one run: training and validation. */
export function RunCurves({ run }: { readonly run: NamedRun }) {
  const { t } = useTranslation();
  const [points] = useCurves([run]);
  const { view, zoom } = useView();
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
  const shared = { view, zoom, subject: run.name };
  return (
    <>
      <div className={styles.curveHead}>
        <CurveLegend curves={made.accuracy.filter(isKnown)} />
        <CurveTools steps={stepsOf([points])} range={view.range} zoom={zoom} />
      </div>
      <div className={styles.charts}>
        <Chart
          {...shared}
          measure="accuracy"
          curves={made.accuracy}
          now={percent(last.validationAccuracy ?? last.trainAccuracy)}
        />
        <Chart
          {...shared}
          measure="loss"
          curves={made.loss}
          now={short(last.validationLoss ?? last.trainLoss)}
        />
        <Chart {...shared} measure="learningRate" curves={made.learningRate} now={short(last.learningRate)} />
        <Chart
          {...shared}
          measure="speed"
          curves={made.speed}
          now={count(Math.round(last.imagesPerSecond ?? 0))}
        />
        <Chart {...shared} measure="waiting" curves={made.waiting} now={percent(last.waitShare)} />
      </div>
      {!isKnown(made.accuracy[1]) && <NoValidation />}
    </>
  );
}

const over = [
  'validationAccuracy',
  'validationLoss',
  'trainAccuracy',
  'trainLoss',
  'learningRate',
  'imagesPerSecond',
] as const satisfies readonly Measure[];

/** The same curve of several runs in one chart. */
export function CurvesOver({ runs }: { readonly runs: readonly NamedRun[] }) {
  const { t } = useTranslation();
  const data = useCurves(runs);
  const { view, zoom } = useView();
  const made = useMemo(
    () =>
      over.map((measure) => ({
        measure,
        curves: runs.map(
          ({ name }, i): Curve => ({
            name,
            color: chartColor(i),
            dash: chartDash(i),
            points: curveOf(data[i] ?? [], measure),
          }),
        ),
      })),
    [runs, data],
  );
  if (data.every((points) => points?.length === 0)) return <NoPoints />;
  const subject = runs.map(({ name }) => name).join(' ');
  const known = made.filter(({ curves }) => curves.some(isKnown));
  return (
    <>
      <div className={styles.curveHead}>
        <CurveLegend curves={made[0].curves} />
        <CurveTools steps={stepsOf(data.map((points) => points ?? []))} range={view.range} zoom={zoom} />
      </div>
      <div className={styles.charts}>
        {known.map(({ measure, curves }) => (
          <Chart
            key={measure}
            {...{ view, zoom, subject, curves }}
            measure={measure === 'imagesPerSecond' ? 'speed' : measure}
          />
        ))}
      </div>
      <Text fz="xs" c="dimmed" mt={6}>
        {t('runs.curves.axis')}
      </Text>
      {!known.some(({ measure }) => measure === 'validationAccuracy') && <NoValidation />}
    </>
  );
}

const isKnown = ({ points }: Curve) => points.length > 0;

/** Why there are no curves of validation: their charts are left out. */
function NoValidation() {
  const { t } = useTranslation();
  return (
    <Text fz="xs" c="dimmed" mt={6}>
      {t('runs.curves.noValidation')}
    </Text>
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
  readonly view: CurveView;
  readonly zoom: (range: Range | null) => void;
  readonly subject: string;
  readonly now?: ReactNode;
}

/** Measures that span powers of ten; the others keep a linear scale. */
const onLog = /loss|learningRate/i;
/** Measures that are taken on few images at a time, and are therefore smoothed; the others are shown as they are. */
const noisy = /loss|accuracy/i;

function Chart({ measure, curves, view, zoom, subject, now }: ChartProps) {
  const { t } = useTranslation();
  const chart = useRef<HTMLElement>(null);
  const title = t(`runs.curves.${measure}`);
  const share = /accuracy|waiting/i.test(measure);
  const log = view.log && onLog.test(measure);
  const smoothing = noisy.test(measure) ? view.smoothing : 0;
  const own = useMemo(() => ({ ...view, log, smoothing }), [view, log, smoothing]);
  const shown = useMemo(() => curves.filter(isKnown), [curves]);
  return (
    <section ref={chart} className={styles.chart} aria-label={title}>
      <h3>
        {title}
        {now && <span className={styles.now}>{now}</span>}
        <span className={styles.save}>
          <SaveChart chart={chart} title={title} subject={subject} curves={shown} view={own} />
        </span>
      </h3>
      <CurveChart
        label={title}
        curves={shown}
        view={own}
        zoom={zoom}
        share={share}
        formatX={(value) => count(Math.round(value))}
        fromZero={measure === 'waiting' || measure === 'speed'}
      />
    </section>
  );
}
