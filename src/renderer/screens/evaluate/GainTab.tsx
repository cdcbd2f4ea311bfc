import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, RunView } from '../../../contract';
import { modelName } from '../../base/model-name';
import { chartColor } from '../../charts/chart-colors';
import { ClassChange } from '../../dialogs/ClassChange';

interface GainTabProps {
  readonly run: RunView;
  readonly evaluation: EvaluationView;
  readonly base: RunView | null;
  readonly baseEvaluation: EvaluationView | undefined;
}

/** The change in recall of each class against the base model; without one, each class's recall. */
export function GainTab({ run, evaluation, base, baseEvaluation }: GainTabProps) {
  const { t } = useTranslation();
  const own = { name: modelName(run.name), color: chartColor(0), evaluation };
  const models =
    base && baseEvaluation
      ? [{ name: modelName(base.name), color: chartColor(1), evaluation: baseEvaluation }, own]
      : [own];
  const alone = base
    ? t('evaluate.baseNotMeasured', { model: modelName(base.name) })
    : t('evaluate.recallHelp');
  const help =
    models.length > 1 ? t('evaluate.gainHelp', { model: modelName(run.name), base: models[0].name }) : alone;
  return (
    <>
      <Text c="dimmed" mb="sm">
        {help}
      </Text>
      <ClassChange models={models} height={620} />
    </>
  );
}
