import { percent } from '../base/words/format';
import { percentDigits, roundAxis } from './axis';
import styles from './DotIntervals.module.css';

/** A mean with its interval, one row of the chart. */
export interface DotInterval {
  readonly name: string;
  /** Shares; null if nothing is known yet. */
  readonly mean: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

interface DotIntervalsProps {
  /** What the shares measure. */
  readonly label: string;
  readonly rows: readonly DotInterval[];
  /** Draws a vertical line through all rows at this value. */
  readonly reference: number | null;
}

/**
 * Shares by name: a dot for each mean and a line for its interval, on one axis whose range is that of the
 * values.
 */
export function DotIntervals({ label, rows, reference }: DotIntervalsProps) {
  const values = rows
    .flatMap(({ mean, low, high }) => [mean, low, high])
    .filter((value) => value !== null)
    .map(held);
  const { domain, ticks } = roundAxis(Math.min(...values), Math.max(...values));
  const [from, to] = [Math.max(0, domain[0]), Math.min(1, domain[1])];
  const place = (share: number) => `${(100 * (held(share) - from)) / (to - from)}%`;
  const shown = ticks.filter((tick) => tick >= from && tick <= to);
  const digits = percentDigits(ticks);
  const told = rows.map(({ name, mean }) => `${name}: ${percent(mean)}`).join('; ');
  return (
    <div className={styles.chart} role="img" aria-label={`${label}. ${told}`}>
      {rows.map(({ name, mean, low, high }) => (
        <div key={name} className={styles.row} title={titleOf(name, mean, low, high)}>
          <span className={styles.name}>{name}</span>
          <span className={styles.track}>
            {shown.map((tick) => (
              <i key={tick} className={styles.grid} style={{ left: place(tick) }} />
            ))}
            {reference !== null && <i className={styles.reference} style={{ left: place(reference) }} />}
            {low !== null && high !== null && (
              <i
                className={styles.interval}
                style={{ left: place(low), width: `calc(${place(high)} - ${place(low)})` }}
              />
            )}
            {mean !== null && <i className={styles.dot} style={{ left: place(mean) }} />}
          </span>
          <span className={styles.value}>{percent(mean)}</span>
        </div>
      ))}
      <div className={styles.axis}>
        <span />
        <span className={styles.ticks}>
          {shown.map((tick) => (
            <span key={tick} style={{ left: place(tick) }}>
              {percent(tick, digits)}
            </span>
          ))}
        </span>
      </div>
    </div>
  );
}

/** An interval from few seeds may reach outside the range of an accuracy. */
const held = (share: number) => Math.max(0, Math.min(1, share));

function titleOf(name: string, mean: number | null, low: number | null, high: number | null): string {
  const interval = low === null || high === null ? '' : ` [${percent(held(low))}, ${percent(held(high))}]`;
  return `${name}: ${percent(mean)}${interval}`;
}
