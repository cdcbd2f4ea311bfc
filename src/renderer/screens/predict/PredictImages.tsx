import { Text } from '@mantine/core';
import { IconFilterOff, IconPhotoX } from '@tabler/icons-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView } from '../../../contract';
import { Empty } from '../../base/frame/Empty';
import { LongPath } from '../../base/frame/LongPath';
import { Swatch } from '../../base/frame/Swatch';
import { type NamedClass, useNamedClasses } from '../../base/program/use-classes';
import { count } from '../../base/words/format';
import { useChosen } from '../../gallery/actions/ActionButton';
import { Notices } from '../../gallery/actions/Notices';
import { useActionKeys } from '../../gallery/actions/use-action-keys';
import frame from '../../gallery/grid/Frame.module.css';
import { PictureGrid } from '../../gallery/grid/PictureGrid';
import type { GridScene } from '../../gallery/grid/picture-tile';
import { GalleryLargeView } from '../../gallery/large/GalleryLargeView';
import { tilePercent } from '../../gallery/layout/scene';
import styles from './Predict.module.css';
import { PredictSidebar } from './PredictSidebar';
import { predictActions } from './predict-actions';
import { everyImage, type PredictSession } from './predict-session';
import { PredictTile } from './predict-tile';

interface PredictImagesProps {
  readonly session: PredictSession;
  readonly experiments: readonly ExperimentView[];
  /** The preferred width of a tile in pixels. */
  readonly size: number;
}

const makeTile = () => new PredictTile();

/** The predictions: filters at the left, the images at the right. */
export function PredictImages({ session, experiments, size }: PredictImagesProps) {
  const { t } = useTranslation();
  const classes = useNamedClasses();
  useActionKeys(session, predictActions);
  const shown = session.shown.use()?.rows.length;
  const sceneOf = useCallback(
    (grid: GridScene) => ({ ...grid, session, pages: session.pages, classes }),
    [session, classes],
  );
  return (
    <div className={styles.body}>
      <PredictSidebar session={session} experiments={experiments} classes={classes} />
      <div className={frame.images}>
        <div className={frame.grid}>
          <PictureGrid
            session={session}
            label={t('predict.grid')}
            testId="predict-grid"
            size={size}
            sceneOf={sceneOf}
            makeTile={makeTile}
          />
          {session.large.use() && <Large session={session} classes={classes} />}
          <Notices session={session} />
        </div>
        {shown === 0 && <Nothing session={session} />}
        <footer className={frame.foot} data-acts>
          <Counts session={session} />
        </footer>
      </div>
    </div>
  );
}

function Counts({ session }: Pick<PredictImagesProps, 'session'>) {
  const { t } = useTranslation();
  const chosen = useChosen(session);
  const shown = session.shown.use()?.rows.length ?? 0;
  return (
    <Text fz="xs" c="dimmed" data-testid="predict-counts">
      {t('predict.images', { count: shown, n: count(shown) })}
      {'  ·  '}
      {t('predict.selected', { count: chosen, n: count(chosen) })}
    </Text>
  );
}

interface LargeProps {
  readonly session: PredictSession;
  readonly classes: ReadonlyMap<number, NamedClass>;
}

function Large({ session, classes }: LargeProps) {
  const { t } = useTranslation();
  const { pages } = session;
  session.drawn.use();
  const about = (row: number) => {
    const its = classes.get(pages.classIds[row]);
    const words = (
      <>
        <Swatch color={its?.color} />
        <b>{its?.name}</b>
        <span>{tilePercent(pages.confidence[row])}</span>
        {pages.flagged[row] === 1 && <span className={styles.flag}>{t('predict.flagged')}</span>}
        <Text span c="dimmed" className={styles.file}>
          <LongPath path={pages.names[row]} />
        </Text>
      </>
    );
    return { words, alt: its?.name };
  };
  return <GalleryLargeView session={session} about={about} />;
}

/** Says why no image is shown, and leads back to all images. */
function Nothing({ session }: Pick<PredictImagesProps, 'session'>) {
  const { t } = useTranslation();
  if (session.prediction.images === 0)
    return (
      <div className={frame.nothing}>
        <Empty icon={IconPhotoX} title={t('predict.noneRead')} />
      </div>
    );
  return (
    <div className={frame.nothing}>
      <Empty
        icon={IconFilterOff}
        title={t('predict.none')}
        action={{ label: t('predict.reset'), run: () => void session.ask(everyImage) }}
      />
    </div>
  );
}
