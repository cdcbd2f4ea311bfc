import { SegmentedControl, Table, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sliceFigures } from '../../../../core/sentences/slices';
import type { MeasuredSlices, Slice } from '../../../../core/slices/measure';
import { type SlicingName, slicingNames } from '../../../../core/slices/table';
import { count, percent } from '../../../base/words/format';
import styles from './SliceTable.module.css';

interface SliceTableProps {
  readonly measured: MeasuredSlices;
  readonly open: (slice: Slice) => void;
}

/** A row for each slice, of all rules or of one. */
export function SliceTable({ measured, open }: SliceTableProps) {
  const { t } = useTranslation();
  const [rule, choose] = useState<SlicingName | null>(null);
  const names = slicingNames.filter((name) => measured.slices.some((slice) => slice.rule === name));
  const shown = measured.slices.filter((slice) => rule === null || slice.rule === rule);
  return (
    <>
      <SegmentedControl
        className={styles.rules}
        aria-label={t('evaluate.slices.slicing')}
        value={rule ?? ''}
        onChange={(value) => choose(value === '' ? null : (value as SlicingName))}
        data={[
          { value: '', label: t('evaluate.slices.all') },
          ...names.map((name) => ({ value: name, label: t(`evaluate.slices.by.${name}`) })),
        ]}
      />
      <Table
        className={styles.table}
        data-testid="slice-table"
        aria-label={t('evaluate.tabs.slices')}
        stickyHeader
      >
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('evaluate.slices.slice')}</Table.Th>
            <Table.Th ta="right">{t('evaluate.images')}</Table.Th>
            <Table.Th>{t('evaluate.metrics.accuracy')}</Table.Th>
            <Table.Th ta="right">{t('evaluate.slices.points')}</Table.Th>
            <Table.Th>{t('evaluate.slices.verdict')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((slice) => (
            <Row key={`${slice.rule} ${slice.name}`} slice={slice} measured={measured} open={open} />
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

function Row({ slice, measured, open }: SliceTableProps & { readonly slice: Slice }) {
  const { t } = useTranslation();
  const { rule, name, images, accuracy, verdict } = slice;
  const { interval, points } = sliceFigures(slice, measured);
  const by = t(`evaluate.slices.by.${rule}`);
  return (
    <Table.Tr data-verdict={verdict}>
      <Table.Td className={styles.slice}>
        <UnstyledButton
          className={styles.open}
          title={t('evaluate.slices.open', { name })}
          onClick={() => open(slice)}
        >
          <small title={t(`evaluate.slices.byHelp.${rule}`)}>{by}</small>
          <span>{name}</span>
        </UnstyledButton>
      </Table.Td>
      <Table.Td ta="right">{count(images)}</Table.Td>
      <Table.Td>
        <Interval slice={slice} whole={measured.right / measured.images} />
        <span className={styles.figure}>{percent(accuracy)}</span> <small>{interval}</small>
      </Table.Td>
      <Table.Td ta="right">{points}</Table.Td>
      <Table.Td className={styles.verdict}>{t(`evaluate.slices.verdicts.${verdict}`)}</Table.Td>
    </Table.Tr>
  );
}

/** The accuracy of a slice with its interval, on a line from 0 to 100 % that also marks the accuracy of all images. */
function Interval({
  slice: { accuracy, low, high },
  whole,
}: {
  readonly slice: Slice;
  readonly whole: number;
}) {
  const at = (share: number) => `${100 * share}%`;
  return (
    <span className={styles.line} aria-hidden>
      <i className={styles.range} style={{ left: at(low), width: at(high - low) }} />
      <i className={styles.whole} style={{ left: at(whole) }} />
      <i className={styles.point} style={{ left: at(accuracy) }} />
    </span>
  );
}
