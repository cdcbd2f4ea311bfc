import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { leastOf, sameThresholds } from '../../../../core/selection';
import { PictureGrid } from '../../../gallery/grid/PictureGrid';
import type { GridScene } from '../../../gallery/grid/picture-tile';
import { sizeWithin } from '../../../gallery/grid/use-size-wheel';
import type { GridSection } from '../../../gallery/layout/layout';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { tileSize, tileSizes } from '../view/view-settings';
import { writeHeading } from './heading';
import { ReviewTile } from './review-tile';
import { TileIcons } from './TileIcons';

interface ReviewGridProps {
  readonly session: ReviewSession;
  readonly known: Classes;
  /** Preferred width of a tile. */
  readonly size: number;
}

const makeTile = () => new ReviewTile();
const resize = (size: number) => tileSize.set(sizeWithin(size, tileSizes));

/** All images that pass the filter. */
export function ReviewGrid({ session, known, size }: ReviewGridProps) {
  const { t } = useTranslation();
  const choice = session.thresholds.choice.use();
  const stored = session.thresholds.stored.use();
  const dragged = useMemo(() => {
    const { threshold, classThresholds } = stored;
    const isSame = choice.threshold === threshold && sameThresholds(choice.classThresholds, classThresholds);
    return isSame ? null : leastOf(choice);
  }, [choice, stored]);
  const sceneOf = useCallback(
    (grid: GridScene) => ({ ...grid, pages: session.pages, classes: known.byId, dragged }),
    [session, known, dragged],
  );
  const heading = useCallback(
    (element: HTMLElement, section: GridSection) => writeHeading(element, section, known.byId),
    [known],
  );
  return (
    <PictureGrid
      session={session}
      label={t('review.grid')}
      testId="grid"
      size={size}
      resize={resize}
      sceneOf={sceneOf}
      makeTile={makeTile}
      heading={heading}
    >
      <TileIcons />
    </PictureGrid>
  );
}
