import { UnstyledButton } from '@mantine/core';
import { count } from '../../base/words/format';
import styles from './Views.module.css';

/** One set of images that a gallery can show. */
interface ViewChoice<V extends string> {
  readonly view: V;
  readonly name: string;
  readonly images: number;
  /** Explains what it contains, if the name alone may not be clear. */
  readonly help?: string;
}

interface ViewsProps<V extends string> {
  /** Label for screen readers. */
  readonly label: string;
  readonly views: readonly ViewChoice<V>[];
  /** Null if something else is shown. */
  readonly shown: V | null;
  readonly show: (view: V) => void;
  /** The prefix of each view's test id. */
  readonly testId: string;
}

/** The choice of which images a gallery shows, a line for each set with the number of its images. */
export function Views<V extends string>({ label, views, shown, show, testId }: ViewsProps<V>) {
  return (
    <fieldset className={styles.views} aria-label={label}>
      {views.map(({ view, name, images, help }) => (
        <UnstyledButton
          key={view}
          className={styles.view}
          aria-pressed={shown === view}
          title={help}
          onClick={() => show(view)}
          data-testid={`${testId}-${view}`}
        >
          <span>{name}</span>
          <span className={styles.number}>{count(images)}</span>
        </UnstyledButton>
      ))}
    </fieldset>
  );
}
