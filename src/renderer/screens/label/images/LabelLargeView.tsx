import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { hasStar } from '../../../../core/vocabulary/marks';
import { Swatch } from '../../../base/frame/Swatch';
import type { TileClass } from '../../../gallery/grid/picture-tile';
import { GalleryLargeView } from '../../../gallery/large/GalleryLargeView';
import { tilePercent } from '../../../gallery/layout/scene';
import { MarkButtons } from '../../../gallery/marks/MarkButtons';
import type { LabelSession } from '../session/label-session';

interface LabelLargeViewProps {
  readonly session: LabelSession;
  readonly classes: ReadonlyMap<number, TileClass>;
}

/** Images as large as there is room, each with its label or the newest model's prediction. */
export function LabelLargeView({ session, classes }: LabelLargeViewProps) {
  const { t } = useTranslation();
  session.drawn.use();
  const { pages } = session;
  if (!pages) return null;
  const about = (id: number) => {
    const label = classes.get(pages.classIds[id]);
    const excluded = pages.excluded[id] === 1;
    const guess = label || excluded ? undefined : classes.get(pages.guesses[id]);
    const words = (
      <>
        {hasStar(pages.marks[id]) && <span title={t('marks.hasStar')}>★</span>}
        {excluded && <b>{t('exclude.tile')}</b>}
        {label && <Swatch color={label.color} />}
        {label ? (
          <b>{label.name}</b>
        ) : (
          <Text span c="dimmed">
            {t('label.none')}
          </Text>
        )}
        {guess && (
          <Text span c="dimmed" fs="italic">
            {t('label.guess', { name: guess.name, percent: tilePercent(pages.confidence[id]) })}
          </Text>
        )}
      </>
    );
    return { words, alt: label?.name };
  };
  return <GalleryLargeView session={session} about={about} marks={<MarkButtons session={session} />} />;
}
