import { type KeyboardEvent, useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { PredictionView, Topic } from '../../../../contract';
import { Swatch } from '../../../base/frame/Swatch';
import { type NamedClass, nameOf, useClasses, useNamedClasses } from '../../../base/program/use-classes';
import { onChanged } from '../../../base/studio/changes';
import { confidenceText } from '../../../base/words/format';
import { OtherLabels } from '../../../dialogs/OtherLabels';
import { ActionButton, useChosen } from '../../../gallery/actions/ActionButton';
import { type Action, pickAction, redoAction, undoAction } from '../../../gallery/actions/actions';
import { ExcludeButton } from '../../../gallery/actions/ExcludeButton';
import { HistoryMenu } from '../../../gallery/actions/HistoryMenu';
import { Notices } from '../../../gallery/actions/Notices';
import { actOnKey, useActionKeys } from '../../../gallery/actions/use-action-keys';
import { PictureGrid } from '../../../gallery/grid/PictureGrid';
import type { GridScene } from '../../../gallery/grid/picture-tile';
import { GalleryLargeView } from '../../../gallery/large/GalleryLargeView';
import { tilePercent } from '../../../gallery/layout/scene';
import { ClassPicker } from '../../../gallery/side/ClassPicker';
import styles from '../chosen/Evaluate.module.css';
import { predictionActions, takePredictionAction } from './prediction-actions';
import { PredictionSession } from './prediction-session';
import { PredictionTile } from './prediction-tile';

interface PredictionGridProps {
  readonly predictions: readonly PredictionView[];
  readonly label: string;
  readonly size?: number;
  /** Whether keys apply to these images wherever the focus is; otherwise only while the focus is in the grid. */
  readonly alone?: boolean;
}

const makeTile = () => new PredictionTile();
const concerning = new Set<Topic>(['images', 'classes']);

/** Images with their predictions and labels. Labels are changed by keys, a menu or buttons, as on the Label screen. */
export function PredictionGrid({ predictions, label, size = 96, alone = false }: PredictionGridProps) {
  const classes = useNamedClasses();
  const present = useClasses();
  const session = useMemo(() => new PredictionSession(predictions, alone), [predictions, alone]);
  session.classes = useMemo(() => [...present.values()], [present]);
  useEffect(
    () => onChanged((topics) => topics.some((topic) => concerning.has(topic)) && session.outdate()),
    [session],
  );
  const chosen = useChosen(session);
  const load = useCallback(() => session.history(), [session]);
  const words = useWords(session, classes);
  const sceneOf = useCallback(
    (grid: GridScene) => ({ ...grid, session, classes, words }),
    [session, classes, words],
  );
  // A table of actions belongs to its session; the two are always passed together.
  const actions = predictionActions as unknown as readonly Action[];
  const press = (event: KeyboardEvent) => {
    actOnKey(event.nativeEvent, session, actions);
    if (event.nativeEvent.defaultPrevented) event.stopPropagation();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the grid and of the large view over it
    <div className={styles.predictions} onKeyDown={alone ? undefined : press}>
      {alone ? <ScreenKeys session={session} /> : <OwnKeys session={session} />}
      <div className={styles.predictionGrid}>
        <PictureGrid
          session={session}
          label={label}
          testId="predictions"
          size={size}
          lines={2}
          sceneOf={sceneOf}
          makeTile={makeTile}
          actions={alone ? undefined : actions}
        />
        <Notices session={session} />
      </div>
      <footer className={styles.predictionActs}>
        <ActionButton action={pickAction} session={session} />
        <ActionButton action={takePredictionAction} session={session} />
        <ExcludeButton session={session} />
        <ActionButton action={undoAction} session={session} />
        <ActionButton action={redoAction} session={session} />
        <HistoryMenu load={load} goTo={(id) => session.turns.take(() => session.backTo(id))} />
      </footer>
      {session.large.use() && <Large session={session} classes={classes} words={words} />}
      <ClassPicker
        text={session.picked}
        images={chosen}
        classes={session.classes}
        choose={(id) => session.turns.take(() => session.give(id))}
        create={(name) => session.turns.take(() => session.giveNew(name))}
      />
      <OtherLabels session={session} classes={present} />
    </div>
  );
}

interface SessionProps {
  readonly session: PredictionSession;
}

function ScreenKeys({ session }: SessionProps) {
  useActionKeys(session, predictionActions);
  return null;
}

function OwnKeys({ session }: SessionProps) {
  useEffect(() => {
    session.enter();
    return () => session.leave();
  }, [session]);
  return null;
}

/**
 * The words about an image: its label, the predicted class and its confidence, and the present label if it has changed since the
 * measurement.
 */
type Words = (row: number) => {
  readonly all: string;
  /** The label in a form short enough for a tile. */
  readonly label: string;
  /** The label, or the present and the measured one, if there is more room. */
  readonly labels: string;
  readonly changed: boolean;
};

function useWords(session: PredictionSession, classes: ReadonlyMap<number, NamedClass>): Words {
  const { t } = useTranslation();
  return useCallback(
    (row) => {
      const { trueClassId, classId, confidence } = session.predictions[row];
      const [now, then] = [session.labelOf(row), nameOf(classes, trueClassId)];
      const excluded = session.pages.excluded[row] === 1;
      const changed = excluded || now !== trueClassId;
      const said = nameOf(classes, classId);
      const all = t('evaluate.tile', { label: then, said, confidence: confidenceText(confidence) });
      const present = nameOf(classes, now);
      const measured = t('evaluate.labelIs', { label: then });
      if (!changed) return { all, label: measured, labels: measured, changed };
      if (excluded) {
        const gone = t('exclude.tile');
        return { all: `${all}, ${gone}`, label: gone, labels: `${gone} (${measured})`, changed };
      }
      return {
        all: `${all}, ${t('evaluate.labelNow', { label: present })}`,
        label: t('evaluate.labelNowShort', { label: present }),
        labels: t('evaluate.labelNowThen', { label: present, then }),
        changed,
      };
    },
    [session, classes, t],
  );
}

interface LargeProps extends SessionProps {
  readonly classes: ReadonlyMap<number, NamedClass>;
  readonly words: Words;
}

function Large({ session, classes, words }: LargeProps) {
  session.drawn.use();
  const about = (row: number) => {
    const { classId, confidence } = session.predictions[row];
    const said = classes.get(classId);
    const { all, labels, changed } = words(row);
    return {
      alt: all,
      words: (
        <>
          <Swatch color={said?.color} small />
          <b>{said?.name}</b>
          <span>{tilePercent(confidence)}</span>
          <span className={changed ? styles.changedLabel : styles.truth}>{labels}</span>
        </>
      ),
    };
  };
  return <GalleryLargeView session={session} about={about} />;
}
