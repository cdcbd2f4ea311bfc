import { Kbd, Text, UnstyledButton } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef } from 'react';
import { Swatch } from '../../base/frame/Swatch';
import { count } from '../../base/words/format';
import styles from './ClassCounts.module.css';

/** A class with the number of its images. */
export interface ClassCount {
  readonly id: number;
  readonly name: string;
  readonly color: string | undefined;
  readonly images: number;
  readonly hotkey?: string | null;
}

interface ClassCountsProps {
  readonly classes: readonly ClassCount[];
  /** The class whose images are shown. */
  readonly shown: number | null;
  /** Called with the class to show; null for the images of all classes. */
  readonly show: (classId: number | null) => void;
  /** The tooltip that says what a click does. */
  readonly help: (name: string) => string;
  readonly testId: string;
}

/** Classes with their numbers of images; a click shows the images of a class, a second click those of all classes. */
export function ClassCounts({ classes, shown, show, help, testId }: ClassCountsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: classes.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    overscan: 10,
  });
  const most = classes.reduce((largest, { images }) => Math.max(largest, images), 1);
  return (
    <div ref={scroller} className={styles.list}>
      <div className={styles.rows} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const { id, name, color, hotkey, images } = classes[index];
          return (
            <UnstyledButton
              key={id}
              className={styles.class}
              style={{ top: start }}
              title={help(name)}
              aria-pressed={shown === id}
              onClick={() => show(shown === id ? null : id)}
              data-testid={testId}
            >
              <Swatch color={color} />
              <Text truncate fz="sm">
                {name}
              </Text>
              {hotkey ? <Kbd size="xs">{hotkey}</Kbd> : <span />}
              <span className={styles.number}>{count(images)}</span>
              <span className={styles.share} aria-hidden>
                <span style={{ width: `${(images / most) * 100}%`, background: color }} />
              </span>
            </UnstyledButton>
          );
        })}
      </div>
    </div>
  );
}
