import { Group, Switch, Text } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SuspiciousLabels } from '../../../../contract';
import { Empty } from '../../../base/frame/Empty';
import { shownKeys, usedKeys } from '../../../base/keys/keys-in-use';
import { count } from '../../../base/words/format';
import { keepKeys, takeKeys } from './doubt-keys';
import { isOpen } from './doubts';
import { SuspiciousList } from './SuspiciousList';
import { reopened } from './settle';

interface FoundProps {
  readonly found: Pick<SuspiciousLabels, 'labels' | 'total'>;
  /** How the labels were found. */
  readonly help: string;
  /** The meaning of an empty list. */
  readonly none: string;
  /** The button that searches again. */
  readonly children: ReactNode;
}

/** Suspicious labels, below a line that says how they were found and which keys settle them. */
export function FoundLabels({ found: { labels: all, total }, help, none, children }: FoundProps) {
  const { t } = useTranslation();
  const [hideSettled, setHide] = useState(false);
  usedKeys.use();
  const again = reopened.use();
  const labels = hideSettled ? all.filter((label) => isOpen(label, again)) : all;
  return (
    <>
      <Text c="dimmed" mb={6}>
        {`${help} ${t('evaluate.labels.keys', { keep: shownKeys(keepKeys), take: shownKeys(takeKeys) })}`}
      </Text>
      <Group justify="space-between" mb={8}>
        <Text fw={600}>
          {t('evaluate.labels.found', { count: total, n: count(total) })}
          {total > all.length && ` ${t('evaluate.firstOnly', { n: count(all.length) })}`}
        </Text>
        <Group gap="md">
          <Switch
            label={t('evaluate.labels.hideSettled')}
            checked={hideSettled}
            onChange={(event) => setHide(event.currentTarget.checked)}
          />
          {children}
        </Group>
      </Group>
      {total > 0 ? (
        <SuspiciousList
          labels={labels}
          none={<Empty icon={IconTag} title={t('evaluate.labels.allSettled')} />}
        />
      ) : (
        <Empty icon={IconTag} title={t('evaluate.labels.none')}>
          {none}
        </Empty>
      )}
    </>
  );
}
