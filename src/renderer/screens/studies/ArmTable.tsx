import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArmResult, StudyView } from '../../../contract';
import { duration, percent } from '../../base/words/format';
import { points } from '../../base/words/points';
import styles from './Studies.module.css';
import { differenceText, meanText, verdictOf } from './study-words';

const columns = ['seeds', 'first', 'last', 'balanced', 'gain', 'difference', 'verdict', 'time'] as const;

/** Makes a scrolling part reachable by keyboard. */
export const reachable = { viewportProps: { tabIndex: 0 } };

interface ArmTableProps {
  readonly study: Pick<StudyView, 'arms' | 'seeds' | 'baseline'>;
  /** The title of the table, if there are others beside it. */
  readonly title?: string;
}

/** The arms in their order, with means over their seeds and the differences from the baseline. */
export function ArmTable({ study: { arms, seeds, baseline }, title }: ArmTableProps) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={780} scrollAreaProps={reachable}>
      <Table
        verticalSpacing={4}
        horizontalSpacing={8}
        className={styles.table}
        aria-label={title ?? t('studies.arms')}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th title={t('studies.columnHelp.arm')}>{t('studies.columns.arm')}</Table.Th>
            {columns.map((column) => (
              <Table.Th
                key={column}
                ta={column === 'verdict' ? 'left' : 'right'}
                title={t(`studies.columnHelp.${column}`)}
              >
                {t(`studies.columns.${column}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {arms.map((arm) => (
            <Row key={arm.arm} arm={arm} seeds={seeds.length} baseline={baseline} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

interface RowProps {
  readonly arm: ArmResult;
  readonly seeds: number;
  readonly baseline: string;
}

function Row({ arm, seeds, baseline }: RowProps) {
  const { t } = useTranslation();
  const verdict = verdictOf(arm, baseline);
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={500} className={styles.arm} title={arm.arm}>
        {arm.arm}
      </Table.Th>
      <Table.Td ta="right">{arm.done === seeds ? seeds : `${arm.done}/${seeds}`}</Table.Td>
      <Table.Td ta="right">{meanText(arm.first)}</Table.Td>
      <Table.Td ta="right" fw={600}>
        {meanText(arm.last)}
      </Table.Td>
      <Table.Td ta="right">{percent(arm.balanced?.mean)}</Table.Td>
      <Table.Td ta="right">{points(arm.gain?.mean)}</Table.Td>
      <Table.Td ta="right">{differenceText(arm.difference)}</Table.Td>
      <Table.Td className={verdict === null ? undefined : styles[verdict]}>
        {verdict && t(`studies.verdicts.${verdict}`)}
      </Table.Td>
      <Table.Td ta="right">{duration(arm.seconds > 0 ? arm.seconds : null)}</Table.Td>
    </Table.Tr>
  );
}
