import { UnstyledButton } from '@mantine/core';
import { count } from '../../base/words/format';
import styles from './Views.module.css';

/** One set of images that a gallery can show. */
interface ViewChoice<V extends string> {
  readonly view: V;
  readonly name: string;
  readonly images: number;
  /** What is in it, where the name alone may not say it. */
  readonly help?: string;
}

interface ViewsProps<V extends string> {
  /** What is chosen here, for who does not see it. */
  readonly label: string;
  readonly views: readonly ViewChoice<V>[];
  /** Null where something else is shown. */
  readonly shown: V | null;
  readonly show: (view: V) => void;
  /** Before the name of a view in its test id. */
  readonly testId: string;
}

/** Which images a gallery shows, a line each with their number. */
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
