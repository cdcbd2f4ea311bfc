import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconRulerMeasure, IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../../contract';
import { Empty } from '../../../base/frame/Empty';
import { createProjectStore } from '../../../base/kept/store';
import { useWriting } from '../../../base/kept/writing';
import { ask } from '../../../base/studio/connection';
import { type MeasuredSplit, measuredSplits } from '../chosen/choice';
import styles from '../chosen/Evaluate.module.css';
import { measure, useMeasuring } from '../chosen/measure';
import { CheckedLabels } from './CheckedLabels';
import { FoundLabels } from './FoundLabels';

/** Suspicious labels are searched in the splits that models learn from. */
const doubted = measuredSplits.filter((split) => split !== 'test');

/** Who judges the labels; kept while the window is open. */
const judge = createProjectStore<'checked' | 'model'>('checked');

/**
 * Suspicious labels: a person confirms the right ones and corrects the others. They are found by cross-validation in all labelled images, or
 * by the chosen model in those that it was measured on.
 */
export function LabelsTab({ run }: { readonly run: RunView }) {
  const { t } = useTranslation();
  const by = judge.use();
  return (
    <div className={styles.fill}>
      <Group mb={8}>
        <SegmentedControl
          size="xs"
          aria-label={t('evaluate.labels.title')}
          value={by}
          onChange={(value) => judge.set(value as typeof by)}
          data={(['checked', 'model'] as const).map((value) => ({
            value,
            label: t(`evaluate.labels.by.${value}`),
          }))}
        />
      </Group>
      {by === 'checked' ? <CheckedLabels /> : <ByModel run={run} />}
    </div>
  );
}

function ByModel({ run }: { readonly run: RunView }) {
  const { t } = useTranslation();
  const input = { runId: run.runId };
  const { data } = useQuery(ask.evaluate.suspicious.queryOptions({ input }));
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  if (!data || !overview) return null;
  const present = doubted.filter((split) => overview.splits[split] > 0);
  const missing = present.filter((split) => !data.measured.some((each) => each.split === split));
  if (data.measured.length === 0) return <Unmeasured run={run} splits={missing} />;
  return (
    <FoundLabels
      key={run.runId}
      found={data}
      help={t('evaluate.labels.help')}
      none={t('evaluate.labels.noneHelp')}
    >
      <MeasureAgain run={run} splits={missing.length > 0 ? missing : present} missing={missing} />
    </FoundLabels>
  );
}

interface SplitsProps {
  readonly run: RunView;
  readonly splits: readonly MeasuredSplit[];
}

function MeasureAgain({
  run,
  splits,
  missing,
}: SplitsProps & { readonly missing: readonly MeasuredSplit[] }) {
  const { t } = useTranslation();
  const writing = useWriting();
  const measuring = useMeasuring();
  return (
    <Button
      variant="default"
      leftSection={<IconRulerMeasure size={15} />}
      {...writing(measuring)}
      onClick={() => measure([run.runId], [...splits])}
    >
      {measuring
        ? t('evaluate.measuring')
        : missing.length > 0
          ? t('evaluate.labels.measureToo', { split: t(`splits.${missing[0]}`) })
          : t('evaluate.again')}
    </Button>
  );
}

function Unmeasured({ run, splits }: SplitsProps) {
  const { t } = useTranslation();
  const measuring = useMeasuring();
  return (
    <Empty
      icon={IconTag}
      title={t('evaluate.labels.title')}
      action={
        measuring || splits.length === 0
          ? undefined
          : { label: t('evaluate.labels.look'), run: () => measure([run.runId], [...splits]), writes: true }
      }
    >
      {t(measuring ? 'evaluate.measuringHelp' : 'evaluate.labels.help')}
    </Empty>
  );
}
