import { IconCloudStorm } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RobustnessView, RunView } from '../../../../contract';
import { severities } from '../../../../core/corruptions/corruption';
import { corruptionErrors, summaryOf } from '../../../../core/corruptions/measures';
import { benchmarkNames, corruptionNames } from '../../../../core/corruptions/table';
import { accuracyInterval } from '../../../../core/sentences/metrics';
import { ask } from '../../../base/studio/connection';
import { percent } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { measureRobustness } from '../chosen/measure';
import { type ComparedMeasurement, ComparedPart } from './ComparedPart';
import { CorruptionHeatMap } from './CorruptionHeatMap';
import { CorruptionStrip } from './CorruptionStrip';
import { Figure } from './Figure';
import robust from './Robustness.module.css';
import type { RobustnessProps } from './robustness-props';

const part: ComparedMeasurement<RobustnessView> = {
  job: 'robustness',
  words: 'robust',
  icon: IconCloudStorm,
  measure: measureRobustness,
  pieces: ({ cells }) => cells.length,
  done: ({ cells, right }) => cells.length + (right === null ? 0 : 1),
  // A whole measurement has every corruption at every severity, and the clean images.
  whole: corruptionNames.length * severities.length + 1,
};

/** The accuracy of a model on corrupted test images. */
export function CorruptionsPart({ run, base }: RobustnessProps) {
  const { runId } = run;
  const runIds = [runId, ...(base ? [base.runId] : [])];
  const { data: all } = useQuery(ask.robustness.list.queryOptions({ input: { runIds } }));
  const { data: changed = false } = useQuery(ask.robustness.changed.queryOptions({ input: { runId } }));
  if (!all) return null;
  return (
    <ComparedPart
      {...{ part, all, run, base, changed }}
      table={(own, other) => (
        <CorruptionHeatMap
          summary={summaryOf(own)}
          errors={other && corruptionErrors(own, other)}
          base={base ? modelName(base.name) : ''}
        />
      )}
      figures={(own, other) => (
        <Figures own={own} errors={other && corruptionErrors(own, other)} base={base} />
      )}
      strip={<CorruptionStrip runId={runId} />}
    />
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
