import { IconMovie } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PerturbationsView } from '../../../../contract';
import { type FlipRates, flipRates, perturbationSummary } from '../../../../core/perturbations/measures';
import { perturbationNames } from '../../../../core/perturbations/table';
import { ask } from '../../../base/studio/connection';
import { percent } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { measurePerturbations } from '../chosen/measure';
import { type ComparedMeasurement, ComparedPart } from './ComparedPart';
import { Figure } from './Figure';
import { PerturbationStrip } from './PerturbationStrip';
import { PerturbationTable } from './PerturbationTable';
import robust from './Robustness.module.css';
import type { RobustnessProps } from './robustness-props';

const part: ComparedMeasurement<PerturbationsView> = {
  job: 'perturbation',
  words: 'perturbed',
  icon: IconMovie,
  measure: measurePerturbations,
  pieces: ({ sequences }) => sequences.length,
  done: ({ sequences }) => sequences.length,
  whole: perturbationNames.length,
};

/** How often the predictions of a model change while test images change little by little. */
export function PerturbationsPart({ run, base }: RobustnessProps) {
  const { runId } = run;
  const runIds = [runId, ...(base ? [base.runId] : [])];
  const { data: all } = useQuery(ask.perturbations.list.queryOptions({ input: { runIds } }));
  const { data: changed = false } = useQuery(ask.perturbations.changed.queryOptions({ input: { runId } }));
  if (!all) return null;
  const model = base ? modelName(base.name) : '';
  return (
    <ComparedPart
      {...{ part, all, run, base, changed }}
      table={(own, other) => (
        <PerturbationTable
          summary={perturbationSummary(own)}
          rates={other && flipRates(own, other)}
          base={model}
        />
      )}
      figures={(own, other) => <Figures own={own} rates={other && flipRates(own, other)} model={model} />}
      strip={<PerturbationStrip runId={runId} />}
    />
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
