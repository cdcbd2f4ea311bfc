import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useRef, useState } from 'react';
import { Picture } from '../base/Picture';
import type { GridImage } from './grid-image';
import styles from './ImageGrid.module.css';
import { LargePicture } from './LargePicture';

interface ImageGridProps {
  readonly images: readonly GridImage[];
  readonly label: string;
  /** Side of a picture in pixels. */
  readonly size?: number;
}

const gap = 8;
const captionHeight = 38;

/** A virtual grid of pictures with captions. Arrows move, Space or a click opens the large view. */
export function ImageGrid({ images, label, size = 96 }: ImageGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, width } = useElementSize();
  const [focused, setFocused] = useState(0);
  const [opened, open] = useState<number | null>(null);
  const columns = Math.max(1, Math.floor((width + gap) / (size + gap)));
  const rows = useVirtualizer({
    count: Math.ceil(images.length / columns),
    getScrollElement: () => scroller.current,
    estimateSize: () => size + captionHeight + gap,
    overscan: 3,
  });
  const focus = (index: number) => {
    const next = Math.max(0, Math.min(images.length - 1, index));
    setFocused(next);
    rows.scrollToIndex(Math.floor(next / columns));
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus({ preventScroll: true }),
    );
  };
  const press = (event: KeyboardEvent, index: number) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    focus(index + step);
  };
  const tab = Math.min(focused, images.length - 1);
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul ref={ref} aria-label={label} className={styles.grid} style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().flatMap((row) =>
          images.slice(row.index * columns, (row.index + 1) * columns).map((image, column) => {
            const index = row.index * columns + column;
            return (
              <li key={image.imageId} style={{ top: row.start, left: column * (size + gap), width: size }}>
                <button
                  type="button"
                  data-index={index}
                  className={styles.tile}
                  aria-label={image.label}
                  tabIndex={index === tab ? 0 : -1}
                  onFocus={() => setFocused(index)}
                  onKeyDown={(event) => press(event, index)}
                  onClick={() => open(index)}
                >
                  <span className={styles.frame} style={{ height: size }}>
                    <Picture imageId={image.imageId} size={size} className={styles.picture} />
                  </span>
                  <span className={styles.caption}>{image.caption}</span>
                </button>
              </li>
            );
          }),
        )}
      </ul>
      {opened !== null && images[opened] && (
        <LargePicture
          image={images[opened]}
          place={`${opened + 1} / ${images.length}`}
          move={(step) => open(Math.max(0, Math.min(images.length - 1, opened + step)))}
          close={() => {
            open(null);
            focus(opened);
          }}
        />
      )}
    </div>
  );
}
