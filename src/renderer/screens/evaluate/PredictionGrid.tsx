import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PredictionView } from '../../../contract';
import { confidenceText } from '../../base/format';
import { nameOf, useNamedClasses } from '../../base/use-classes';
import { lookingActions } from '../../gallery/actions';
import { focusGrid } from '../../gallery/focus-grid';
import { LargePicture } from '../../gallery/large/LargePicture';
import { Notices } from '../../gallery/Notices';
import { PictureGrid } from '../../gallery/PictureGrid';
import type { GridScene } from '../../gallery/picture-tile';
import { tilePercent } from '../../gallery/scene';
import styles from './Evaluate.module.css';
import { PredictionSession } from './prediction-session';
import { PredictionTile } from './prediction-tile';

interface PredictionGridProps {
  readonly predictions: readonly PredictionView[];
  readonly label: string;
  readonly size?: number;
}

const makeTile = () => new PredictionTile();

/** Images with their predictions and labels. Arrows move, Space or a click opens the large picture. */
export function PredictionGrid({ predictions, label, size = 96 }: PredictionGridProps) {
  const { t } = useTranslation();
  const classes = useNamedClasses();
  const session = useMemo(() => new PredictionSession(predictions), [predictions]);
  const words = useCallback(
    ({ trueClassId, classId, confidence }: PredictionView) => ({
      all: t('evaluate.tile', {
        label: nameOf(classes, trueClassId),
        said: nameOf(classes, classId),
        confidence: confidenceText(confidence),
      }),
      label: t('evaluate.labelIs', { label: nameOf(classes, trueClassId) }),
    }),
    [classes, t],
  );
  const sceneOf = useCallback(
    (grid: GridScene) => ({ ...grid, predictions, classes, words }),
    [predictions, classes, words],
  );
  return (
    <div className={styles.predictions}>
      <PictureGrid
        session={session}
        label={label}
        testId="predictions"
        size={size}
        lines={2}
        sceneOf={sceneOf}
        makeTile={makeTile}
        actions={lookingActions}
        clickOpens
      />
      <Notices session={session} />
      {session.large.use() && <Large session={session} words={words} />}
    </div>
  );
}

interface LargeProps {
  readonly session: PredictionSession;
  readonly words: (prediction: PredictionView) => { readonly all: string; readonly label: string };
}

function Large({ session, words }: LargeProps) {
  const classes = useNamedClasses();
  const { focus } = session.selection.use();
  const prediction = session.predictions[focus];
  const said = classes.get(prediction.classId);
  const { all, label } = words(prediction);
  return (
    <LargePicture
      image={{
        imageId: prediction.imageId,
        label: all,
        caption: (
          <>
            <span className={styles.said}>
              <i style={{ background: said?.color }} />
              <span className={styles.clip}>{said?.name}</span>
              <b>{tilePercent(prediction.confidence)}</b>
            </span>
            <span className={styles.truth}>{label}</span>
          </>
        ),
      }}
      place={`${focus + 1} / ${session.predictions.length}`}
      move={(step) => session.go(step)}
      close={() => {
        session.large.set(false);
        focusGrid();
      }}
    />
  );
}
