import { chartColor } from '../../../charts/chart-colors';
import shared from '../experiment/Runs.module.css';
import styles from './Compare.module.css';
import type { ComparedRun } from './compare';

/** The name of a compared run with its colour in the curves. */
export function RunName({ run, index }: { readonly run: ComparedRun; readonly index: number }) {
  return (
    <span className={styles.runName} title={run.name}>
      <span className={shared.dot} style={{ background: chartColor(index) }} />
      <span className={shared.clip}>{run.name}</span>
    </span>
  );
}
