import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../../contract';
import { modelName } from '../../../base/words/model-name';
import { useMeasuring } from './measure';
import type { MeasuredPart } from './measured-part';
import { NotMeasuredYet } from './NotMeasuredYet';

interface NotMeasuredPartProps {
  readonly part: MeasuredPart;
  readonly run: RunView;
}

/** Shown for a model that was not measured on changed test images yet, with the button that measures it. */
export function NotMeasuredPart({ part: { job, words, icon, measure }, run }: NotMeasuredPartProps) {
  const { t } = useTranslation();
  const measuring = useMeasuring(job);
  return (
    <NotMeasuredYet
      split="test"
      icon={icon}
      title={t(`evaluate.${words}.notMeasured`, { model: modelName(run.name) })}
      help={t(`evaluate.${words}.notMeasuredHelp`)}
      action={{ label: t(`evaluate.${words}.measure`), run: () => measure([run.runId]), writes: true }}
      measuring={measuring ? t('evaluate.robust.measuringHelp') : null}
    />
  );
}
