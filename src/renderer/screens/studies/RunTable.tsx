import { Table, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { JobView, StudyCellView, StudyView } from '../../../contract';
import { showExperiment } from '../../base/kept/chosen-row';
import { percent } from '../../base/words/format';
import { reachable } from './ArmTable';
import styles from './Studies.module.css';
import { cellState } from './study-state';

interface RunTableProps {
  readonly study: StudyView;
  readonly job: JobView | undefined;
}

/** All runs by arm and seed, each with a link to its experiment. */
export function RunTable({ study: { arms, seeds, cells }, job }: RunTableProps) {
  const { t } = useTranslation();
  return (
    <Table.ScrollContainer minWidth={160 + 84 * seeds.length} scrollAreaProps={reachable}>
      <Table
        verticalSpacing={2}
        horizontalSpacing={8}
        className={styles.table}
        w="auto"
        aria-label={t('studies.runs')}
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('studies.columns.arm')}</Table.Th>
            {seeds.map((seed) => (
              <Table.Th key={seed} ta="right">
                {t('studies.seed', { seed })}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {arms.map(({ arm }) => (
            <Table.Tr key={arm}>
              <Table.Th scope="row" fw={500} className={styles.arm} title={arm}>
                {arm}
              </Table.Th>
              {seeds.map((seed) => (
                <Table.Td key={seed} ta="right">
                  <Cell cell={cells.find((each) => each.arm === arm && each.seed === seed)} job={job} />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Cell({
  cell,
  job,
}: {
  readonly cell: StudyCellView | undefined;
  readonly job: JobView | undefined;
}) {
  const { t } = useTranslation();
  if (!cell) return null;
  const { arm, seed, last, experimentId } = cell;
  const state = cellState(cell, job);
  const what = state === 'done' ? percent(last) : t(`studies.states.${state}`);
  if (experimentId === null) return <span className={styles.faint}>{what}</span>;
  return (
    <UnstyledButton
      className={styles.cell}
      data-state={state}
      aria-label={t('studies.runOf', { arm, seed, what })}
      onClick={() => showExperiment(experimentId)}
    >
      {what}
    </UnstyledButton>
  );
}
