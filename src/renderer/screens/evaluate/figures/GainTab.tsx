import { Group, SegmentedControl, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, RunView } from '../../../../contract';
import { modelName } from '../../../base/words/model-name';
import { chartColor } from '../../../charts/chart-colors';
import { ClassChange } from '../../../dialogs/ClassChange';
import { ClassTable } from './ClassTable';

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
  const [shows, show] = useState<'chart' | 'table'>('chart');
  return (
    <>
      <Group mb="sm" gap="md" wrap="nowrap" align="flex-start">
        <SegmentedControl
          aria-label={t('evaluate.classViews.title')}
          value={shows}
          onChange={(value) => show(value === 'table' ? 'table' : 'chart')}
          data={[
            { value: 'chart', label: t('evaluate.classViews.chart') },
            { value: 'table', label: t('evaluate.classViews.table') },
          ]}
        />
        <Text c="dimmed">{shows === 'table' ? t('evaluate.tableHelp') : help}</Text>
      </Group>
      {shows === 'table' ? (
        <ClassTable evaluationId={evaluation.id} />
      ) : (
        <ClassChange models={models} height={620} />
      )}
    </>
  );
}
