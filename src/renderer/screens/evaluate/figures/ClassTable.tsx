import { Table, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfusionCounts } from '../../../../core/metrics/confusion';
import { classIntervals, classMetrics } from '../../../../core/metrics/per-class';
import { hundredths } from '../../../../core/words/shares';
import { nameOf, useNamedClasses } from '../../../base/program/use-classes';
import { ask } from '../../../base/studio/connection';
import { count, percent } from '../../../base/words/format';
import styles from '../chosen/Evaluate.module.css';
import { type ClassRow, type ClassSort, sortedRows } from './class-rows';

const shares = ['precision', 'recall', 'f1'] as const;
const columns = ['name', ...shares, 'support'] as const;

/** Precision, recall and F1 of each class with their 95 % intervals; a click on a heading sorts by it. */
export function ClassTable({ evaluationId }: { readonly evaluationId: number }) {
  const { t } = useTranslation();
  const classes = useNamedClasses();
  const { data } = useQuery(ask.evaluate.confusion.queryOptions({ input: { evaluationId } }));
  const [sort, setSort] = useState<ClassSort>({ by: 'f1', descending: false });
  const rows = useMemo((): ClassRow[] => {
    if (!data) return [];
    const confusion = ConfusionCounts.ofCells(data.cells, data.classIds.length);
    const intervals = classIntervals(confusion);
    return classMetrics(confusion).flatMap((metrics, c) => {
      const { precision, recall, f1 } = intervals[c];
      const id = data.classIds[c];
      // A class that no image has and that was never predicted has no values.
      if (!f1) return [];
      return [{ id, name: nameOf(classes, id), ...metrics, intervals: { precision, recall, f1 } }];
    });
  }, [data, classes]);
  const order = (by: ClassSort['by']) =>
    setSort((before) => ({ by, descending: before.by === by ? !before.descending : by === 'support' }));
  const Arrow = sort.descending ? IconChevronDown : IconChevronUp;
  return (
    <div className={styles.classTable}>
      <Table stickyHeader data-testid="class-table">
        <Table.Thead>
          <Table.Tr>
            {columns.map((by) => (
              <Table.Th
                key={by}
                ta={by === 'name' ? 'left' : 'right'}
                aria-sort={sort.by !== by ? 'none' : sort.descending ? 'descending' : 'ascending'}
              >
                <UnstyledButton
                  fz="sm"
                  fw={600}
                  onClick={() => order(by)}
                  title={t(`evaluate.classHelp.${by}`)}
                >
                  {t(`evaluate.classColumns.${by}`)} {sort.by === by && <Arrow size={12} aria-hidden />}
                </UnstyledButton>
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sortedRows(rows, sort).map((row) => (
            <Table.Tr key={row.id}>
              <Table.Td>{row.name}</Table.Td>
              {shares.map((name) => (
                <Table.Td key={name} ta="right">
                  {row.intervals[name] === null ? (
                    '–'
                  ) : (
                    <>
                      {percent(row[name])}{' '}
                      <span className={styles.classInterval}>
                        {hundredths(row.intervals[name].low, 0)}–{hundredths(row.intervals[name].high, 0)}
                      </span>
                    </>
                  )}
                </Table.Td>
              ))}
              <Table.Td ta="right">{count(row.support)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
