import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

interface RowsProps {
  readonly count: number;
  readonly height: number;
  /** Rows that are shown before the list scrolls. */
  readonly most: number;
  /**
   * The label of a list whose rows have no focusable control: the Tab key then stops at the list itself, so
   * that arrows scroll it.
   */
  readonly label?: string;
  readonly children: (index: number) => ReactNode;
}

/** A virtual list with rows of equal height, for thousands of classes. */
export function Rows({ count, height, most, label, children }: RowsProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
  });
  const stop = label !== undefined && count > most && { role: 'group', tabIndex: 0, 'aria-label': label };
  return (
    <div
      ref={scroller}
      {...stop}
      data-scrolls={stop !== false || undefined}
      style={{ height: Math.min(count, most) * height, overflow: 'hidden auto' }}
    >
      <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <div key={index} style={{ position: 'absolute', top: start, left: 0, right: 0, height }}>
            {children(index)}
          </div>
        ))}
      </div>
    </div>
  );
}
