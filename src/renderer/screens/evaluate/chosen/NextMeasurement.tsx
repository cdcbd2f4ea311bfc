import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../../contract';
import { modelName } from '../../../base/words/model-name';
import { useMeasuring } from './measure';
import type { MeasuredPart } from './measured-part';
import { NextStep } from './NextStep';

interface NextMeasurementProps {
  readonly part: MeasuredPart;
  readonly run: RunView;
  readonly images: number;
  /** How much of a whole measurement of the run there is. */
  readonly done: number;
  readonly all: number;
  /** Whether the test images are others than those of the measurement. */
  readonly changed: boolean;
  /** Models beside it of which there is less. */
  readonly lacking: readonly RunView[];
  readonly note?: string;
}

/** The next thing to do: go on, measure the other models too, or measure again after a change. */
export function NextMeasurement({ part, run, changed, lacking, ...rest }: NextMeasurementProps) {
  const { t } = useTranslation();
  const { job, words, measure } = part;
  const step = () => {
    if (changed || rest.done < rest.all)
      return {
        label: t(changed ? `evaluate.${words}.measure` : 'evaluate.robust.goOn'),
        run: () => measure([run.runId]),
      };
    if (lacking.length === 0) return null;
    return {
      label:
        lacking.length === 1
          ? t('evaluate.robust.both', { base: modelName(lacking[0].name) })
          : t('evaluate.attacks.others', { count: lacking.length }),
      run: () => measure(lacking.map(({ runId }) => runId)),
    };
  };
  return <NextStep {...rest} measuring={useMeasuring(job)} step={step()} />;
}
