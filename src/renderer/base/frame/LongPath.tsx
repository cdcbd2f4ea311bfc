import classes from './LongPath.module.css';

interface LongPathProps {
  /** The path of a file or folder. */
  readonly path: string;
  /** The tooltip, if it is not the path itself. */
  readonly title?: string;
}

/** Characters that are never cut: enough for the number of a file in a series and its extension. */
const tailLength = 14;

/**
 * A path in one line. If there is no room for all of it, it is cut before its last characters: the files of a series begin alike and differ
 * at their ends.
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
