import { ActionIcon, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../base/words/format';
import classes from './LargeView.module.css';

interface LargeViewProps {
  readonly position: number;
  readonly images: number;
  /** How many images are shown side by side. */
  readonly panes: number;
  readonly go: (step: number) => void;
  readonly close: () => void;
  readonly openMenu: (event: MouseEvent) => void;
  /** The words about the image, shown above it. */
  readonly about: ReactNode;
  /** The zoom and other buttons, shown above the image at the right end. */
  readonly tools: ReactNode;
  /** Shown beside the pictures. */
  readonly aside?: ReactNode;
  /** The pictures. */
  readonly children: ReactNode;
}

/** Images as large as there is room, shown over the grid. The keys of the grid work here as well. */
export function LargeView(props: LargeViewProps) {
  const { position, images, panes, go, close, openMenu, about, tools, aside, children } = props;
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const place =
    panes > 1
      ? t('images.large.compared', { count: panes, n: count(panes) })
      : t('images.large.place', { n: count(position + 1), all: count(images) });
  return (
    <section
      ref={frame}
      tabIndex={-1}
      className={classes.large}
      aria-label={t('images.large.title')}
      data-testid="large-view"
    >
      <header>
        {about}
        <span className={classes.place}>{place}</span>
        {tools}
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
          disabled={panes === 1 && position === 0}
          onClick={() => go(-1)}
        >
          <IconChevronLeft size={22} />
        </ActionIcon>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: the menu of a right click has its keys and buttons elsewhere */}
        <div className={classes.panes} data-panes={panes} onContextMenu={openMenu}>
          {children}
        </div>
        <ActionIcon
          size="lg"
          aria-label={t('images.next')}
          disabled={panes === 1 && position >= images - 1}
          onClick={() => go(1)}
        >
          <IconChevronRight size={22} />
        </ActionIcon>
        {aside}
      </div>
    </section>
  );
}
