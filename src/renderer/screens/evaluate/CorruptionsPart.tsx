import { Text } from '@mantine/core';
import { IconCloudStorm } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RobustnessView, RunView } from '../../../contract';
import { severities } from '../../../core/corruptions/corruption';
import { corruptionErrors, summaryOf } from '../../../core/corruptions/measures';
import { benchmarkNames, corruptionNames } from '../../../core/corruptions/table';
import { accuracyInterval } from '../../../core/words/metrics';
import { percent } from '../../base/format';
import { modelName } from '../../base/model-name';
import { ask } from '../../base/studio/connection';
import { CorruptionHeatMap } from './CorruptionHeatMap';
import { CorruptionStrip } from './CorruptionStrip';
import styles from './Evaluate.module.css';
import { Figure } from './Figure';
import { measureRobustness, useMeasuring } from './measure';
import { NextStep } from './NextStep';
import { NotMeasuredYet } from './NotMeasuredYet';
import robust from './Robustness.module.css';
import type { RobustnessProps } from './robustness-props';

/** A whole measurement has every corruption at every severity, and the clean images. */
const whole = corruptionNames.length * severities.length + 1;

/** The accuracy of a model on corrupted test images. */
export function CorruptionsPart({ run, base }: RobustnessProps) {
  const { t } = useTranslation();
  const runIds = [run.runId, ...(base ? [base.runId] : [])];
  const { data: all } = useQuery(ask.robustness.list.queryOptions({ input: { runIds } }));
  const measuring = useMeasuring('robustness');
  if (!all) return null;
  const own = all.find(({ runId }) => runId === run.runId);
  if (own && (own.cells.length > 0 || own.right !== null))
    return (
      <Measured run={run} base={base} own={own} other={all.find(({ runId }) => runId === base?.runId)} />
    );
  return (
    <NotMeasuredYet
      split="test"
      icon={IconCloudStorm}
      title={t('evaluate.robust.notMeasured', { model: modelName(run.name) })}
      help={t('evaluate.robust.notMeasuredHelp')}
      action={{ label: t('evaluate.robust.measure'), run: () => measureRobustness([run.runId]) }}
      measuring={measuring ? t('evaluate.robust.measuringHelp') : null}
    />
  );
}

interface MeasuredProps extends RobustnessProps {
  readonly own: RobustnessView;
  readonly other: RobustnessView | undefined;
}

function Measured({ run, base, own, other }: MeasuredProps) {
  const { t } = useTranslation();
  const { data: changed } = useQuery(ask.robustness.changed.queryOptions({ input: { runId: run.runId } }));
  const isComparable = other !== undefined && other.imageSet === own.imageSet;
  const errors = isComparable ? corruptionErrors(own, other) : null;
  return (
    <>
      {changed && (
        <Text className={styles.note} role="status">
          {t('evaluate.robust.changed')}
        </Text>
      )}
      <div className={robust.page}>
        <CorruptionHeatMap summary={summaryOf(own)} errors={errors} base={base ? modelName(base.name) : ''} />
        <div className={robust.beside}>
          <Figures own={own} errors={errors} base={base} />
          {base && other && !isComparable && (
            <Text fz="xs" c="dimmed" role="note">
              {t('evaluate.robust.otherImages', { model: modelName(base.name) })}
            </Text>
          )}
          <Next run={run} base={base} own={own} other={other} changed={changed === true} />
          <CorruptionStrip runId={run.runId} />
        </div>
      </div>
    </>
  );
}

interface FiguresProps {
  readonly own: RobustnessView;
  readonly errors: ReturnType<typeof corruptionErrors> | null;
  readonly base: RunView | null;
}

function Figures({ own, errors, base }: FiguresProps) {
  const { t } = useTranslation();
  const { clean, mean, rows } = summaryOf(own);
  const counted = rows.filter(({ corruption }) => benchmarkNames.includes(corruption)).length;
  const model = base ? modelName(base.name) : '';
  return (
    <dl className={robust.figures}>
      <Figure name={t('evaluate.robust.clean')} aside={accuracyInterval(clean, own.images)}>
        {percent(clean)}
      </Figure>
      <Figure
        name={t('evaluate.robust.mean')}
        help={t('evaluate.robust.meanHelp')}
        aside={t('evaluate.robust.meanOf', { count: counted })}
      >
        {percent(mean)}
      </Figure>
      {errors?.mce != null && (
        <Figure
          name={t('evaluate.robust.mce', { model })}
          help={t('evaluate.robust.mceHelp', { model })}
          aside={
            errors.relativeMce === null
              ? ''
              : `${t('evaluate.robust.relative')} ${percent(errors.relativeMce)}`
          }
        >
          {percent(errors.mce)}
        </Figure>
      )}
    </dl>
  );
}

/** The next thing to do: resume, measure the other model too, or measure again after a change. */
function Next({ run, base, own, other, changed }: MeasuredProps & { readonly changed: boolean }) {
  const { t } = useTranslation();
  const done = own.cells.length + (own.right === null ? 0 : 1);
  const lacksBase = base !== null && (other === undefined || other.cells.length < own.cells.length);
  const step = () => {
    if (changed || done < whole)
      return {
        label: t(changed ? 'evaluate.robust.measure' : 'evaluate.robust.goOn'),
        run: () => measureRobustness([run.runId]),
      };
    if (!lacksBase) return null;
    return {
      label: t('evaluate.robust.both', { base: modelName(base.name) }),
      run: () => measureRobustness([base.runId]),
    };
  };
  return (
    <NextStep
      {...{ images: own.images, done, all: whole }}
      note={
        lacksBase && other === undefined
          ? t('evaluate.robust.baseMissing', { model: modelName(base.name) })
          : undefined
      }
      measuring={useMeasuring('robustness')}
      step={step()}
    />
  );
}
