import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { GalleryLargeView } from '../../gallery/GalleryLargeView';
import type { TileClass } from '../../gallery/picture-tile';
import { tilePercent } from '../../gallery/scene';
import styles from './Label.module.css';
import type { LabelSession } from './label-session';

interface LabelLargeViewProps {
  readonly session: LabelSession;
  readonly classes: ReadonlyMap<number, TileClass>;
}

/** One image as large as there is room, with its label or what the newest model takes it for. */
export function LabelLargeView({ session, classes }: LabelLargeViewProps) {
  const { t } = useTranslation();
  session.shown.use();
  session.selection.use();
  session.drawn.use();
  const { focusRow: id, pages } = session;
  if (id === null || !pages) return null;
  const label = classes.get(pages.classIds[id]);
  const guess = label ? undefined : classes.get(pages.guesses[id]);
  return (
    <GalleryLargeView session={session} alt={label?.name}>
      {label && <span className={styles.swatch} style={{ background: label.color }} />}
      {label ? <b>{label.name}</b> : <Text c="dimmed">{t('label.none')}</Text>}
      {guess && (
        <Text c="dimmed" fs="italic">
          {t('label.guess', { name: guess.name, percent: tilePercent(pages.confidence[id]) })}
        </Text>
      )}
    </GalleryLargeView>
  );
}
