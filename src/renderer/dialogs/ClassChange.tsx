import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationView } from '../../contract';
import { Gain } from '../base/frame/Gain';
import { type NamedClass, useNamedClasses } from '../base/program/use-classes';
import { count, percent } from '../base/words/format';
import styles from './ClassChange.module.css';
import { type ClassChangeRow, classChanges } from './class-change';

interface ClassChangeProps {
  /** The change is computed from the first model to the last; one model alone has no change. */
  readonly models: readonly {
    readonly name: string;
    readonly color: string;
    readonly evaluation: EvaluationView;
  }[];
  readonly height?: number;
}

const rowHeight = 27;

/** Recall by class and model, sorted by the gain of the class. */
export function ClassChange({ models, height = 420 }: ClassChangeProps) {
  const { t } = useTranslation();
  const classes = useNamedClasses();
  const rows = useMemo(
    () =>
      classChanges(models.map(({ evaluation }) => evaluation)).filter(
        // A class that was merged into another before the measurement has nothing to show.
        ({ classId, support, change }) =>
          support > 0 || change !== null || (classes.get(classId)?.mergedInto ?? null) === null,
      ),
    [models, classes],
  );
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const compares = models.length > 1;
  const widest = Math.max(0.01, ...rows.map(({ change }) => Math.abs(change ?? 0)));
  const columns = {
    gridTemplateColumns: [
      'minmax(110px, 1.2fr) 54px',
      ...models.map(() => 'minmax(64px, 96px)'),
      compares ? '52px minmax(90px, 1fr)' : '',
    ].join(' '),
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard.
    <div ref={scroller} className={styles.scroller} style={{ maxHeight: height }} tabIndex={0}>
      <table aria-label={t('runs.compare.classes')} className={styles.table}>
        <thead>
          <tr className={`${styles.row} ${styles.head}`} style={columns}>
            <th scope="col">{t('runs.selection.class')}</th>
            <th scope="col" className={styles.number}>
              {t('runs.compare.images')}
            </th>
            {models.map(({ name, color }) => (
              <th key={name} scope="col" className={styles.model} title={name}>
                <i style={{ background: color }} />
                <span>{name}</span>
              </th>
            ))}
            {compares && (
              <>
                <th scope="col" className={styles.number}>
                  {t('runs.compare.change')}
                </th>
                <td />
              </>
            )}
          </tr>
        </thead>
        <tbody style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => (
            <tr
              key={rows[index].classId}
              className={styles.row}
              style={{ ...columns, position: 'absolute', top: start, left: 0, right: 0 }}
            >
              <Cells row={rows[index]} view={classes.get(rows[index].classId)} widest={widest} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CellsProps {
  readonly row: ClassChangeRow;
  readonly view: NamedClass | undefined;
  /** The largest change of all rows. */
  readonly widest: number;
}

function Cells({ row, view, widest }: CellsProps) {
  return (
    <>
      <td className={styles.name} title={view?.name}>
        <i style={{ background: view?.color }} />
        <span>{view?.name ?? '?'}</span>
      </td>
      <td className={styles.number}>{count(row.support)}</td>
      {row.recalls.map((recall, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place.
        <td key={i} className={styles.number}>
          {percent(recall)}
        </td>
      ))}
      {row.recalls.length > 1 && (
        <>
          <td className={styles.number}>
            <Gain value={row.change} />
          </td>
          <td aria-hidden className={styles.bar}>
            <Bar change={row.change ?? 0} widest={widest} />
          </td>
        </>
      )}
    </>
  );
}

/** The bar goes to the right of the middle for a gain, to the left for a loss. */
function Bar({ change, widest }: { readonly change: number; readonly widest: number }) {
  const width = `${(Math.abs(change) / widest) * 50}%`;
  return (
    <span
      style={{
        width,
        background: change >= 0 ? 'var(--studio-good)' : 'var(--studio-bad)',
        ...(change >= 0 ? { left: '50%' } : { right: '50%' }),
      }}
    />
  );
}
