import { ActionIcon, Badge, Tooltip } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { only } from '../grid/selection';
import { count, percent } from '../parts/format';
import { Picture, pictureAddress } from '../parts/Picture';
import { largeView } from './actions';
import type { Classes } from './classes';
import classes from './Review.module.css';
import type { Session } from './session';
import { useFocused } from './use-focused';

const side = 1024;

interface LargeViewProps {
  readonly session: Session;
  readonly known: Classes;
}

/** One image as large as there is room, over the grid. The same keys act in it. */
export function LargeView({ session, known }: LargeViewProps) {
  const { t } = useTranslation();
  const frame = useRef<HTMLElement>(null);
  const images = session.shown.use()?.rows.length ?? 0;
  const { focus } = session.selection.use();
  const tile = useFocused(session);
  const [shownId, setShownId] = useState<number | null>(null);
  useEffect(() => {
    const before = document.activeElement;
    frame.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  useNeighbours(session, focus);
  usePreparedPictures(session, focus, tile !== null && shownId === tile.imageId);
  const its = tile && known.byId.get(tile.classId);
  const go = (to: number) => session.moveTo(only(Math.min(images - 1, Math.max(0, to))));
  return (
    <section
      ref={frame}
      tabIndex={-1}
      className={classes.large}
      aria-label={t('review.large.title')}
      data-testid="large-view"
    >
      <header>
        <span className={classes.swatch} style={{ background: its?.color }} />
        <b>{its?.name}</b>
        <span className={classes.faint}>{tile && percent(tile.confidence)}</span>
        {tile && (
          <Badge size="sm" tt="none" variant="light" color={tile.state === 'kept' ? 'teal' : 'gray'}>
            {t(`review.states.${tile.state}`)}
          </Badge>
        )}
        {tile?.decision && (
          <Badge size="sm" tt="none" variant="light" color="iris">
            {t(`review.decisions.${tile.decision}`)}
          </Badge>
        )}
        <span className={classes.grow} />
        <span className={classes.faint}>
          {t('review.large.place', { n: count(focus + 1), all: count(images) })}
        </span>
        <Tooltip label={t('review.large.close')}>
          <ActionIcon aria-label={t('review.large.close')} onClick={() => largeView.set(false)}>
            <IconX size={17} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.stage}>
        <ActionIcon
          size="lg"
          aria-label={t('review.large.previous')}
          disabled={focus === 0}
          onClick={() => go(focus - 1)}
        >
          <IconChevronLeft size={22} />
        </ActionIcon>
        <div className={classes.canvas}>
          {tile && (
            <Picture
              key={tile.imageId}
              imageId={tile.imageId}
              size={side}
              alt={its?.name}
              onShown={() => setShownId(tile.imageId)}
            />
          )}
        </div>
        <ActionIcon
          size="lg"
          aria-label={t('review.large.next')}
          disabled={focus >= images - 1}
          onClick={() => go(focus + 1)}
        >
          <IconChevronRight size={22} />
        </ActionIcon>
      </div>
    </section>
  );
}

/** Tiles around the focus are asked for even when the grid does not show them. */
function useNeighbours({ tiles, shown }: Session, focus: number): void {
  useEffect(() => {
    const rows = shown.get()?.rows;
    if (rows) tiles.want([rows.subarray(focus, focus + 40), rows.subarray(Math.max(0, focus - 40), focus)]);
  }, [tiles, shown, focus]);
}

/** Once an image is there, those that the keys lead to are made: one looks through photographs without waiting for any. */
function usePreparedPictures({ tiles, shown }: Session, focus: number, shows: boolean): void {
  useEffect(() => {
    const rows = shown.get()?.rows;
    if (!shows || !rows) return;
    for (const position of [focus + 1, focus + 2, focus - 1]) {
      const row = rows[position];
      if (row !== undefined && tiles.isKnown(row))
        new Image().src = pictureAddress(tiles.imageIds[row], side);
    }
  }, [tiles, shown, focus, shows]);
}
