import { ActionIcon, Group, SegmentedControl, Text, UnstyledButton } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfusionView } from '../../../../contract';
import { ConfusionCounts } from '../../../../core/metrics/confusion';
import { type NamedClass, useNamedClasses } from '../../../base/program/use-classes';
import { ask } from '../../../base/studio/connection';
import { count, percent } from '../../../base/words/format';
import styles from '../chosen/Evaluate.module.css';
import { PredictionGrid } from '../predictions/PredictionGrid';
import { ConfusionMatrix } from './ConfusionMatrix';
import { type Cell, type ConfusionTable, type MatrixMode, mostConfused, topConfusions } from './confusion';

/** From this many classes on, only the relevant part of the matrix is shown at first. */
const many = 40;

/** Shows which classes are confused; a click on a cell or on a line of the list opens its images. */
export function ConfusionTab({ evaluationId }: { readonly evaluationId: number }) {
  const { data } = useQuery(ask.evaluate.confusion.queryOptions({ input: { evaluationId } }));
  return data ? <Loaded evaluationId={evaluationId} view={data} /> : null;
}

function Loaded({ evaluationId, view }: { readonly evaluationId: number; readonly view: ConfusionView }) {
  const { t } = useTranslation();
  const { classIds } = view;
  const counts = useMemo(() => ConfusionCounts.ofCells(view.cells, view.classIds.length), [view]);
  const classes = useNamedClasses();
  const [cell, open] = useState<Cell | null>(null);
  const positions = useMemo(() => positionsWith(classIds, counts, classes), [classIds, counts, classes]);
  const [whole, setWhole] = useState(positions.length <= many);
  const [mode, setMode] = useState<MatrixMode>('counts');
  const top = useMemo(() => topConfusions(counts), [counts]);
  const shown = useMemo(() => (whole ? positions : mostConfused(counts, many)), [whole, positions, counts]);
  const name = (position: number) => classes.get(classIds[position])?.name ?? '?';
  return (
    <div className={styles.confusion}>
      <div className={styles.matrix}>
        <Group gap="xs" mb={8}>
          <SegmentedControl
            aria-label={t('evaluate.matrixModes.title')}
            value={mode}
            onChange={(value) => setMode(value as MatrixMode)}
            data={(['counts', 'row', 'column'] as const).map((value) => ({
              value,
              label: t(`evaluate.matrixModes.${value}`),
            }))}
          />
          {positions.length > many && (
            <SegmentedControl
              aria-label={t('evaluate.shownClasses')}
              value={whole ? 'all' : 'some'}
              onChange={(value) => setWhole(value === 'all')}
              data={[
                { value: 'some', label: t('evaluate.mostConfused', { n: many }) },
                { value: 'all', label: t('evaluate.allClasses', { n: count(positions.length) }) },
              ]}
            />
          )}
        </Group>
        <ConfusionMatrix
          counts={counts}
          positions={shown}
          name={name}
          mode={mode}
          chosen={cell}
          open={open}
        />
      </div>
      {cell ? (
        <CellImages
          evaluationId={evaluationId}
          cell={cell}
          classIds={classIds}
          name={name}
          close={() => open(null)}
        />
      ) : (
        <TopList top={top} name={name} open={open} />
      )}
    </div>
  );
}

/** The positions of all classes, without those that were merged into others before the measurement. */
function positionsWith(
  classIds: readonly number[],
  { labelled, predicted }: ConfusionCounts,
  classes: ReadonlyMap<number, NamedClass>,
): number[] {
  const used = (c: number) => labelled[c] + predicted[c] > 0;
  return classIds.flatMap((id, c) => ((classes.get(id)?.mergedInto ?? null) === null || used(c) ? [c] : []));
}

interface TopListProps {
  readonly top: readonly ConfusionTable[];
  readonly name: (position: number) => string;
  readonly open: (cell: Cell) => void;
}

function TopList({ top, name, open }: TopListProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.beside} aria-label={t('evaluate.topConfusions')}>
      <Text fw={600} fz={12.5} p="8px 12px">
        {t('evaluate.topConfusions')}
      </Text>
      <ul className={styles.list}>
        {top.map(({ label, predicted, images, share }) => (
          <li key={`${label}-${predicted}`}>
            <UnstyledButton className={styles.pair} onClick={() => open({ label, predicted })}>
              <span>
                {name(label)} <span className={styles.truth}>{t('evaluate.takenFor')}</span> {name(predicted)}
              </span>
              <span>{count(images)}</span>
              <span className={styles.truth}>{percent(share, 0)}</span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface CellImagesProps {
  readonly evaluationId: number;
  readonly cell: Cell;
  readonly classIds: readonly number[];
  readonly name: (position: number) => string;
  readonly close: () => void;
}

function CellImages({ evaluationId, cell, classIds, name, close }: CellImagesProps) {
  const { t } = useTranslation();
  const input = {
    evaluationId,
    trueClassId: classIds[cell.label],
    classId: classIds[cell.predicted],
    limit: 2000,
  };
  const { data } = useQuery(ask.evaluate.predictions.queryOptions({ input }));
  const title = t(cell.label === cell.predicted ? 'evaluate.cellRight' : 'evaluate.cell', {
    label: name(cell.label),
    said: name(cell.predicted),
  });
  return (
    <section className={styles.beside} aria-label={title}>
      <div className={styles.besideHead}>
        <ActionIcon size="sm" aria-label={t('evaluate.backToList')} onClick={close}>
          <IconArrowLeft size={16} />
        </ActionIcon>
        <Text fw={600} fz={12.5} truncate title={title}>
          {title}
        </Text>
        <span className={styles.truth}>{data && count(data.length)}</span>
      </div>
      {data?.length === 0 && (
        <Text c="dimmed" p="md">
          {t('evaluate.noneInCell')}
        </Text>
      )}
      {data && data.length > 0 && (
        <div className={styles.rest}>
          <PredictionGrid key={title} predictions={data} label={title} size={84} />
        </div>
      )}
    </section>
  );
}
