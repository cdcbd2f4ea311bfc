import styles from './Swatch.module.css';

interface SwatchProps {
  /** Of a class; none is seen where it is unknown. */
  readonly color: string | undefined;
  /** Beside words on a picture. */
  readonly small?: boolean;
}

/** A class's colour beside its name. */
export function Swatch({ color, small }: SwatchProps) {
  return (
    <span
      className={small ? `${styles.swatch} ${styles.small}` : styles.swatch}
      style={{ background: color }}
      aria-hidden
    />
  );
}
