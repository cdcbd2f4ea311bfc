import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../base/format';
import { Picture, pictureAddress } from '../base/Picture';
import classes from './LargeView.module.css';

const side = 1024;

interface LargeViewProps {
  /** Null while it is not known yet. */
  readonly imageId: number | null;
  readonly alt?: string;
  readonly position: number;
  readonly images: number;
  /** The image at a position, 0 where none is known. */
  readonly imageAt: (position: number) => number;
  readonly go: (position: number) => void;
  readonly close: () => void;
  /** What is said of the image, above it. */
  readonly children: ReactNode;
}

/** The image under the focus as large as there is room, over the grid, whose keys act in it as well. */
export function LargeView(props: LargeViewProps) {
  const { imageId, alt, position, images, imageAt, go, close, children } = props;
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  const [shownId, setShownId] = useState<number | null>(null);
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  usePreparedPictures(position, imageAt, imageId !== null && shownId === imageId);
  return (
    <section
      ref={frame}
      tabIndex={-1}
      className={classes.large}
      aria-label={t('images.large.title')}
      data-testid="large-view"
    >
      <header>
        {children}
        <span className={classes.place}>
          {t('images.large.place', { n: count(position + 1), all: count(images) })}
        </span>
        <Tooltip label={t('images.large.close')}>
          <ActionIcon aria-label={t('images.large.close')} onClick={close}>
            <IconX size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.stage}>
        <ActionIcon
          size="lg"
          aria-label={t('images.previous')}
          disabled={position === 0}
          onClick={() => go(position - 1)}
        >
          <IconChevronLeft size={22} />
        </ActionIcon>
        <div className={classes.canvas}>
          {imageId !== null && (
            <Picture
              key={imageId}
              imageId={imageId}
              size={side}
              alt={alt}
              onShown={() => setShownId(imageId)}
            />
          )}
        </div>
        <ActionIcon
          size="lg"
          aria-label={t('images.next')}
          disabled={position >= images - 1}
          onClick={() => go(position + 1)}
        >
          <IconChevronRight size={22} />
        </ActionIcon>
      </div>
    </section>
  );
}

/** Once an image is there, those that the keys lead to are made: one looks through photographs without waiting for any. */
function usePreparedPictures(position: number, imageAt: (position: number) => number, shows: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each image that is shown
  useEffect(() => {
    if (!shows) return;
    for (const near of [position + 1, position + 2, position - 1]) {
      const imageId = imageAt(near);
      if (imageId > 0) new Image().src = pictureAddress(imageId, side);
    }
  }, [position, shows]);
}
