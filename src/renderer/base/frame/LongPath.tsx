import classes from './LongPath.module.css';

interface LongPathProps {
  /** Of a file or folder. */
  readonly path: string;
  /** What the pointer is told, where it is not the path. */
  readonly title?: string;
}

/** Enough for the number of a file in a series, and its ending. */
const tailLength = 14;

/**
 * A path in one line. Where there is no room for all of it, it is cut before its end: the files of a series begin alike, and it is their
 * ends that tell them apart.
 */
export function LongPath({ path, title = path }: LongPathProps) {
  const letters = [...path];
  return (
    <span className={classes.path} title={title}>
      <span className={classes.head}>{letters.slice(0, -tailLength).join('')}</span>
      <span>{letters.slice(-tailLength).join('')}</span>
    </span>
  );
}
