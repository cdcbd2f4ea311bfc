import { Text } from '@mantine/core';
import { IconMovie } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PerturbationsView } from '../../../contract';
import { type FlipRates, flipRates, perturbationSummary } from '../../../core/perturbations/measures';
import { perturbationNames } from '../../../core/perturbations/table';
import { percent } from '../../base/format';
import { modelName } from '../../base/model-name';
import { ask } from '../../base/studio/connection';
import styles from './Evaluate.module.css';
import { Figure } from './Figure';
import { measurePerturbations, useMeasuring } from './measure';
import { NextStep } from './NextStep';
import { NotMeasuredYet } from './NotMeasuredYet';
import { PerturbationStrip } from './PerturbationStrip';
import { PerturbationTable } from './PerturbationTable';
import robust from './Robustness.module.css';
import type { RobustnessProps } from './robustness-props';

/** How often the answers of a model change while test images change little by little. */
export function PerturbationsPart({ run, base }: RobustnessProps) {
  const { t } = useTranslation();
  const runIds = [run.runId, ...(base ? [base.runId] : [])];
  const { data: all } = useQuery(ask.perturbations.list.queryOptions({ input: { runIds } }));
  const measuring = useMeasuring('perturbation');
  if (!all) return null;
  const own = all.find(({ runId }) => runId === run.runId);
  if (own && own.sequences.length > 0)
    return (
      <Measured run={run} base={base} own={own} other={all.find(({ runId }) => runId === base?.runId)} />
    );
  return (
    <NotMeasuredYet
      split="test"
      icon={IconMovie}
      title={t('evaluate.perturbed.notMeasured', { model: modelName(run.name) })}
      help={t('evaluate.perturbed.notMeasuredHelp')}
      action={{ label: t('evaluate.perturbed.measure'), run: () => measurePerturbations([run.runId]) }}
      measuring={measuring ? t('evaluate.robust.measuringHelp') : null}
    />
  );
}

interface MeasuredProps extends RobustnessProps {
  readonly own: PerturbationsView;
  readonly other: PerturbationsView | undefined;
}

function Measured({ run, base, own, other }: MeasuredProps) {
  const { t } = useTranslation();
  const { data: changed } = useQuery(ask.perturbations.changed.queryOptions({ input: { runId: run.runId } }));
  const isComparable = other !== undefined && other.imageSet === own.imageSet;
  const rates = isComparable ? flipRates(own, other) : null;
  return (
    <>
      {changed && (
        <Text className={styles.note} role="status">
          {t('evaluate.robust.changed')}
        </Text>
      )}
      <div className={robust.page}>
        <PerturbationTable
          summary={perturbationSummary(own)}
          rates={rates}
          base={base ? modelName(base.name) : ''}
        />
        <div className={robust.beside}>
          <Figures own={own} rates={rates} model={base ? modelName(base.name) : ''} />
          {base && other && !isComparable && (
            <Text fz="xs" c="dimmed" role="note">
              {t('evaluate.robust.otherImages', { model: modelName(base.name) })}
            </Text>
          )}
          <Next run={run} base={base} own={own} other={other} changed={changed === true} />
          <PerturbationStrip runId={run.runId} />
        </div>
      </div>
    </>
  );
}

interface FiguresProps {
  readonly own: PerturbationsView;
  readonly rates: FlipRates | null;
  readonly model: string;
}

function Figures({ own, rates, model }: FiguresProps) {
  const { t } = useTranslation();
  const { flip, top5, rows } = perturbationSummary(own);
  return (
    <dl className={robust.figures}>
      <Figure
        name={t('evaluate.perturbed.flip')}
        help={t('evaluate.perturbed.flipHelp')}
        aside={t('evaluate.robust.meanOf', { count: rows.length })}
      >
        {percent(flip)}
      </Figure>
      {top5 !== null && (
        <Figure
          name={t('evaluate.perturbed.top5')}
          help={t('evaluate.perturbed.top5Help')}
          aside={rates?.top5Rate == null ? '' : `mT5D ${percent(rates.top5Rate)}`}
        >
          {top5.toFixed(2)}
        </Figure>
      )}
      {rates?.mfr != null && (
        <Figure
          name={t('evaluate.perturbed.mfr', { model })}
          help={t('evaluate.perturbed.mfrHelp', { model })}
          aside={t('evaluate.robust.meanOf', { count: rates.perturbations })}
        >
          {percent(rates.mfr)}
        </Figure>
      )}
    </dl>
  );
}

/** The next thing to do: go on, measure the other model too, or measure again after a change. */
function Next({ run, base, own, other, changed }: MeasuredProps & { readonly changed: boolean }) {
  const { t } = useTranslation();
  const [done, all] = [own.sequences.length, perturbationNames.length];
  const lacksBase = base !== null && (other === undefined || other.sequences.length < done);
  const step = () => {
    if (changed || done < all)
      return {
        label: t(changed ? 'evaluate.perturbed.measure' : 'evaluate.robust.goOn'),
        run: () => measurePerturbations([run.runId]),
      };
    if (!lacksBase) return null;
    return {
      label: t('evaluate.robust.both', { base: modelName(base.name) }),
      run: () => measurePerturbations([base.runId]),
    };
  };
  return (
    <NextStep
      {...{ images: own.images, done, all }}
      note={
        lacksBase && other === undefined
          ? t('evaluate.robust.baseMissing', { model: modelName(base.name) })
          : undefined
      }
      measuring={useMeasuring('perturbation')}
      step={step()}
    />
  );
}
