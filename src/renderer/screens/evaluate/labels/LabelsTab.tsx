import { Button, Group, Switch, Text } from '@mantine/core';
import { IconRulerMeasure, IconTag } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RunView } from '../../../../contract';
import { Empty } from '../../../base/frame/Empty';
import { shownKeys, usedKeys } from '../../../base/keys/keys-in-use';
import { ask } from '../../../base/studio/connection';
import { count } from '../../../base/words/format';
import { type MeasuredSplit, measuredSplits } from '../chosen/choice';
import styles from '../chosen/Evaluate.module.css';
import { measure, useMeasuring } from '../chosen/measure';
import { keepKeys, takeKeys } from './doubt-keys';
import { SuspiciousList } from './SuspiciousList';
import { reopened } from './settle';

/** Suspicious labels are searched in the splits that models learn from. */
const doubted = measuredSplits.filter((split) => split !== 'test');

/**
 * Suspicious labels of the training and validation images: a person confirms the right ones and corrects the
 * others.
 */
export function LabelsTab({ run }: { readonly run: RunView }) {
  const { t } = useTranslation();
  const [hideSettled, setHide] = useState(false);
  const open = reopened.use();
  usedKeys.use();
  const input = { runId: run.runId };
  const { data } = useQuery(ask.evaluate.suspicious.queryOptions({ input }));
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  if (!data || !overview) return null;
  const present = doubted.filter((split) => overview.splits[split] > 0);
  const missing = present.filter((split) => !data.measured.some((each) => each.split === split));
  if (data.measured.length === 0) return <Unmeasured run={run} splits={missing} />;
  const labels = hideSettled
    ? data.labels.filter(({ settled, imageId }) => !settled || open.has(imageId))
    : data.labels;
  return (
    <div className={styles.fill}>
      <Text c="dimmed" mb={6}>
        {`${t('evaluate.labels.help')} ${t('evaluate.labels.keys', { keep: shownKeys(keepKeys), take: shownKeys(takeKeys) })}`}
      </Text>
      <Group justify="space-between" mb={8}>
        <Text fw={600}>
          {t('evaluate.labels.found', { count: data.total, n: count(data.total) })}
          {data.total > data.labels.length && ` ${t('evaluate.firstOnly', { n: count(data.labels.length) })}`}
        </Text>
        <Group gap="md">
          <Switch
            label={t('evaluate.labels.hideSettled')}
            checked={hideSettled}
            onChange={(event) => setHide(event.currentTarget.checked)}
          />
          <MeasureAgain run={run} splits={missing.length > 0 ? missing : present} missing={missing} />
        </Group>
      </Group>
      {data.total > 0 ? (
        <SuspiciousList
          key={run.runId}
          labels={labels}
          none={<Empty icon={IconTag} title={t('evaluate.labels.allSettled')} />}
        />
      ) : (
        <Empty icon={IconTag} title={t('evaluate.labels.none')}>
          {t('evaluate.labels.noneHelp')}
        </Empty>
      )}
    </div>
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
  const measuring = useMeasuring();
  return (
    <Button
      variant="default"
      leftSection={<IconRulerMeasure size={15} />}
      disabled={measuring}
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
          : { label: t('evaluate.labels.look'), run: () => measure([run.runId], [...splits]) }
      }
    >
      {t(measuring ? 'evaluate.measuringHelp' : 'evaluate.labels.help')}
    </Empty>
  );
}
