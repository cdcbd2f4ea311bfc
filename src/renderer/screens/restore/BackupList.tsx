import { Badge, Radio, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { BackupView } from '../../../contract';
import { bytesText } from '../../../core/words/bytes';
import { count, moment } from '../../base/words/format';
import classes from './Restore.module.css';

interface BackupListProps {
  readonly backups: readonly BackupView[];
  readonly selected: string | null;
  readonly choose: (name: string) => void;
}

/** The backups to choose from, with the contents of each: the numbers show which one lost least. */
export function BackupList({ backups, selected, choose }: BackupListProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.list}>
      <Table highlightOnHover aria-label={t('restore.list')} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={36} />
            <Table.Th>{t('restore.made')}</Table.Th>
            {(['images', 'labels', 'decisions', 'size'] as const).map((name) => (
              <Table.Th key={name} ta="right">
                {t(`restore.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {backups.map((backup) => (
            <Row
              key={backup.name}
              backup={backup}
              isSelected={backup.name === selected}
              choose={() => choose(backup.name)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

interface RowProps {
  readonly backup: BackupView;
  readonly isSelected: boolean;
  readonly choose: () => void;
}

function Row({ backup, isSelected, choose }: RowProps) {
  const { t } = useTranslation();
  const { madeAt, reason, images, labels, decisions, lacks } = backup;
  return (
    <Table.Tr className={classes.row} data-selected={isSelected || undefined} onClick={choose}>
      <Table.Td>
        <Radio
          size="xs"
          name="backup"
          checked={isSelected}
          onChange={choose}
          aria-label={`${moment(madeAt)}, ${t(`restore.reasons.${reason}`)}`}
        />
      </Table.Td>
      <Table.Td>
        {moment(madeAt)}
        <Text span fz="xs" c="dimmed" ml={8}>
          {t(`restore.reasons.${reason}`)}
        </Text>
        {lacks.length > 0 && (
          <Badge size="xs" color="orange" variant="light" ml={8}>
            {t('restore.notWhole', { tables: lacks.join(', ') })}
          </Badge>
        )}
      </Table.Td>
      {[count(images), count(labels), count(decisions), bytesText(backup.bytes)].map((text, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: four columns in their order
        <Table.Td key={i} ta="right" className={classes.number}>
          {text}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}
