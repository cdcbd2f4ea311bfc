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
  /** The finished pieces of the run's measurement; `all` is the number of pieces of a whole one. */
  readonly done: number;
  readonly all: number;
  /** Whether the test images have changed since the measurement. */
  readonly changed: boolean;
  /** The models shown beside it whose measurement has fewer pieces. */
  readonly lacking: readonly RunView[];
  readonly note?: string;
}

/** The next thing to do: continue the measurement, measure the other models too, or measure again after a change. */
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
