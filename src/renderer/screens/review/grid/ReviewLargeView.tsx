import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hasStar } from '../../../../core/vocabulary/marks';
import { Swatch } from '../../../base/frame/Swatch';
import { confidenceText } from '../../../base/words/format';
import { GalleryLargeView } from '../../../gallery/large/GalleryLargeView';
import { MarkButtons } from '../../../gallery/marks/MarkButtons';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { tileOf } from '../session/use-focused';
import classes from './ReviewLargeView.module.css';

interface ReviewLargeViewProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** Images as large as there is room, each with its class, its state and a person's decision. */
export function ReviewLargeView({ session, known }: ReviewLargeViewProps) {
  const { t } = useTranslation();
  session.drawn.use();
  const about = (row: number) => {
    const tile = tileOf(session, row);
    const its = tile && known.byId.get(tile.classId);
    const words = (
      <>
        {hasStar(session.pages.marks[row]) && <span title={t('marks.hasStar')}>★</span>}
        <Swatch color={its?.color} />
        <b>{its?.name}</b>
        {tile && tile.confidence !== null && (
          <span className={classes.faint} data-testid="large-confidence">
            {confidenceText(tile.confidence)}
          </span>
        )}
        {tile && (
          <Badge size="sm" variant="light" color={tile.state === 'kept' ? 'teal' : 'gray'}>
            {t(`review.states.${tile.state}`)}
          </Badge>
        )}
        {tile?.decision && (
          <Badge size="sm" variant="light" color="iris">
            {t(`review.decisions.${tile.decision}`)}
          </Badge>
        )}
      </>
    );
    return { words, alt: its?.name };
  };
  return <GalleryLargeView session={session} about={about} marks={<MarkButtons session={session} />} />;
}
