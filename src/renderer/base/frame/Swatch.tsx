import styles from './Swatch.module.css';

interface SwatchProps {
  /** The colour of a class; undefined, for an unknown class, shows nothing. */
  readonly color: string | undefined;
  /** Whether the swatch stands beside text on a picture. */
  readonly small?: boolean;
}

/** The colour of a class, shown beside its name. */
export function Swatch({ color, small }: SwatchProps) {
  return (
    <span
      className={small ? `${styles.swatch} ${styles.small}` : styles.swatch}
      style={{ background: color }}
      aria-hidden
    />
  );
}
