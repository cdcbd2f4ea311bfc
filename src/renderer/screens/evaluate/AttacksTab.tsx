import { Text } from '@mantine/core';
import { IconSwords } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AttacksView, RunView } from '../../../contract';
import { attackTitles, curvesOf, measuredOf, strengthsOf } from '../../../core/adversarial/strength';
import { modelName } from '../../base/model-name';
import { ask } from '../../base/studio/connection';
import { AttackChart, attackDash, type DrawnCurve } from '../../charts/AttackChart';
import { CurveLegend } from '../../charts/CurveChart';
import { chartColor } from '../../charts/chart-colors';
import { AttackStrip } from './AttackStrip';
import attacks from './Attacks.module.css';
import { AttackTable } from './AttackTable';
import styles from './Evaluate.module.css';
import { measureAttacks, useMeasuring } from './measure';
import { NextStep } from './NextStep';
import { NotMeasuredYet } from './NotMeasuredYet';
import robust from './Robustness.module.css';

/** What a whole measurement has besides the clean images. */
const wanted = strengthsOf({});

interface AttacksTabProps {
  /** Finished models, in order. */
  readonly runs: readonly RunView[];
  readonly run: RunView;
}

/** The accuracy of models on attacked test images, whichever split is shown. */
export function AttacksTab({ runs, run }: AttacksTabProps) {
  const { t } = useTranslation();
  const runIds = runs.map(({ runId }) => runId);
  const { data: all } = useQuery(ask.attacks.list.queryOptions({ input: { runIds } }));
  const measuring = useMeasuring('attack');
  if (!all) return null;
  const own = all.find(({ runId }) => runId === run.runId);
  if (own?.clean) return <Measured runs={runs} run={run} own={own} all={all} />;
  return (
    <NotMeasuredYet
      split="test"
      icon={IconSwords}
      title={t('evaluate.attacks.notMeasured', { model: modelName(run.name) })}
      help={t('evaluate.attacks.notMeasuredHelp')}
      action={{ label: t('evaluate.attacks.measure'), run: () => measureAttacks([run.runId]) }}
      measuring={measuring ? t('evaluate.robust.measuringHelp') : null}
    />
  );
}

interface MeasuredProps extends AttacksTabProps {
  readonly own: AttacksView;
  readonly all: readonly AttacksView[];
}

function Measured({ runs, run, own, all }: MeasuredProps) {
  const { t } = useTranslation();
  const { data: changed } = useQuery(ask.attacks.changed.queryOptions({ input: { runId: run.runId } }));
  // Only what was measured on the same images and labels stands in one chart.
  const beside = all.filter(({ imageSet }) => imageSet === own.imageSet);
  const others = runs.filter(
    ({ runId }) => all.some((each) => each.runId === runId) && !beside.some((each) => each.runId === runId),
  );
  const curves = runs.flatMap((each, i): DrawnCurve[] => {
    const measured = beside.find(({ runId }) => runId === each.runId);
    if (!measured) return [];
    return curvesOf(measured).map((curve) => ({
      ...curve,
      color: chartColor(i),
      name: `${modelName(each.name)} · ${curveTitle(curve)}`,
    }));
  });
  return (
    <>
      {changed && (
        <Text className={styles.note} role="status">
          {t('evaluate.robust.changed')}
        </Text>
      )}
      <div className={attacks.page}>
        <div className={robust.beside}>
          <Text fw={600} fz={12.5}>
            {t('evaluate.attacks.chart')}
          </Text>
          {curves.length > 0 && (
            <>
              <AttackChart
                curves={curves}
                label={t('evaluate.attacks.chart')}
                axis={t('evaluate.attacks.axis')}
              />
              <CurveLegend curves={curves.map((curve) => ({ ...curve, dash: attackDash[curve.attack] }))} />
              <AttackTable measured={own} model={modelName(run.name)} />
            </>
          )}
          {others.length > 0 && (
            <Text fz="xs" c="dimmed" role="note">
              {t('evaluate.robust.otherImages', {
                model: others.map(({ name }) => modelName(name)).join(', '),
              })}
            </Text>
          )}
        </div>
        <div className={robust.beside}>
          <Next runs={runs} run={run} own={own} all={all} changed={changed === true} />
          <AttackStrip runId={run.runId} />
        </div>
      </div>
    </>
  );
}

const curveTitle = ({ attack, steps }: Pick<DrawnCurve, 'attack' | 'steps'>) =>
  attack === 'pgd' ? `${attackTitles.pgd} ${steps}` : attackTitles[attack];

/** The next thing to do: go on, measure the other models too, or measure again after a change. */
function Next({ runs, run, own, all, changed }: MeasuredProps & { readonly changed: boolean }) {
  const { t } = useTranslation();
  const [done, whole] = [measuredOf(own, wanted), wanted.length + 1];
  const missing = runs.filter(({ runId }) => !all.some((each) => each.runId === runId));
  const step = () => {
    if (changed || done < whole)
      return {
        label: t(changed ? 'evaluate.attacks.measure' : 'evaluate.robust.goOn'),
        run: () => measureAttacks([run.runId]),
      };
    if (missing.length === 0) return null;
    return {
      label:
        missing.length === 1
          ? t('evaluate.robust.both', { base: modelName(missing[0].name) })
          : t('evaluate.attacks.others', { count: missing.length }),
      run: () => measureAttacks(missing.map(({ runId }) => runId)),
    };
  };
  return (
    <NextStep
      {...{ images: own.images, done, all: whole }}
      measuring={useMeasuring('attack')}
      step={step()}
    />
  );
}
