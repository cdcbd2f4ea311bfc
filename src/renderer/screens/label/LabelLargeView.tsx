import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LargeView } from '../../gallery/LargeView';
import type { TileClass } from '../../gallery/picture-tile';
import { tilePercent } from '../../gallery/scene';
import { only } from '../../gallery/selection';
import { largeView } from './actions';
import styles from './Label.module.css';
import type { Session } from './session';

interface LabelLargeViewProps {
  readonly session: Session;
  readonly classes: ReadonlyMap<number, TileClass>;
}

/** One image as large as there is room, with its label or what the newest model takes it for. */
export function LabelLargeView({ session, classes }: LabelLargeViewProps) {
  const { t } = useTranslation();
  const shown = session.shown.use();
  const { focus } = session.selection.use();
  session.drawn.use();
  const id = shown?.ids[focus];
  if (!shown || id === undefined) return null;
  const { ids, tiles } = shown;
  const label = classes.get(tiles.classIds[id]);
  const guess = label ? undefined : classes.get(tiles.guesses[id]);
  return (
    <LargeView
      imageId={id}
      alt={label?.name}
      position={focus}
      images={ids.length}
      imageAt={(position) => ids[position] ?? 0}
      go={(position) => session.moveTo(only(position))}
      close={() => largeView.set(false)}
    >
      {label && <span className={styles.swatch} style={{ background: label.color }} />}
      {label ? <b>{label.name}</b> : <Text c="dimmed">{t('label.none')}</Text>}
      {guess && (
        <Text c="dimmed" fs="italic">
          {t('label.guess', { name: guess.name, percent: tilePercent(tiles.confidence[id]) })}
        </Text>
      )}
    </LargeView>
  );
}
