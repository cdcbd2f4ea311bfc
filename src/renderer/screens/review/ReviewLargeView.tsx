import { Badge } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '../../base/format';
import { LargeView } from '../../gallery/LargeView';
import { only } from '../../gallery/selection';
import { largeView } from './actions';
import type { Classes } from './classes';
import classes from './Review.module.css';
import type { Session } from './session';
import { useFocused } from './use-focused';

interface ReviewLargeViewProps {
  readonly session: Session;
  readonly known: Classes;
}

/** One image as large as there is room, with its class, its state and what a person decided. */
export function ReviewLargeView({ session, known }: ReviewLargeViewProps) {
  const { t } = useTranslation();
  const rows = session.shown.use()?.rows;
  const { focus } = session.selection.use();
  const tile = useFocused(session);
  useNeighbours(session, focus);
  const its = tile && known.byId.get(tile.classId);
  return (
    <LargeView
      imageId={tile?.imageId ?? null}
      alt={its?.name}
      position={focus}
      images={rows?.length ?? 0}
      imageAt={(position) => {
        const row = rows?.[position];
        return row !== undefined && session.tiles.isKnown(row) ? session.tiles.imageIds[row] : 0;
      }}
      go={(position) => session.moveTo(only(position))}
      close={() => largeView.set(false)}
    >
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
    </LargeView>
  );
}

/** Tiles around the focus are asked for even when the grid does not show them. */
function useNeighbours({ tiles, shown }: Session, focus: number): void {
  useEffect(() => {
    const rows = shown.get()?.rows;
    if (rows) tiles.want([rows.subarray(focus, focus + 40), rows.subarray(Math.max(0, focus - 40), focus)]);
  }, [tiles, shown, focus]);
}
