import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LabelsGiven, OtherLabels as ToOthers } from '../../contract';
import { Dialog } from '../base/frame/Dialog';
import { DialogButtons } from '../base/frame/DialogButtons';
import { firstFocus } from '../base/frame/first-focus';
import { Swatch } from '../base/frame/Swatch';
import type { Store } from '../base/kept/store';
import { count } from '../base/words/format';
import type { GallerySession } from '../gallery/session/session';
import type { PickableClass } from '../gallery/side/ClassPicker';
import styles from './OtherLabels.module.css';

/** The question that a person answers before labels of other classes are changed. */
export interface OthersQuestion {
  readonly ids: Int32Array<ArrayBuffer>;
  /** Null if labels are removed. */
  readonly classId: number | null;
  readonly others: LabelsGiven['others'];
}

/** A gallery in which images are labelled. */
interface LabellingSession extends GallerySession {
  readonly question: Store<OthersQuestion | null>;
  /** Answers the question; null leaves all labels as they are. */
  answer(others: Exclude<ToOthers, 'ask'> | null): Promise<void>;
}

interface OtherLabelsProps {
  readonly session: LabellingSession;
  readonly classes: ReadonlyMap<number, PickableClass>;
}

const shownAtMost = 8;

/** Asks before labels of other classes are changed, and says how many there are and of which classes. */
export function OtherLabels({ session, classes }: OtherLabelsProps) {
  const question = session.question.use();
  if (!question) return null;
  return <Question session={session} classes={classes} question={question} />;
}

function Question({ session, classes, question }: OtherLabelsProps & { readonly question: OthersQuestion }) {
  const { t } = useTranslation();
  const { ids, classId, others } = question;
  const answer = (to: Parameters<LabellingSession['answer']>[0]) =>
    session.turns.take(() => session.answer(to));
  const changed = others.reduce((sum, { images }) => sum + images, 0);
  const rest = ids.length - changed;
  const name = classId === null ? '' : (classes.get(classId)?.name ?? '');
  const number = { count: changed, n: count(changed) };
  return (
    <Dialog
      onClose={() => answer(null)}
      title={classId === null ? t('label.others.takeTitle') : t('label.others.title', { name })}
      size="md"
      transitionProps={{ duration: 0 }}
    >
      <Stack gap="md">
        <Text>{t('label.others.text', { ...number, all: count(ids.length) })}</Text>
        <ul className={styles.others}>
          {others.slice(0, shownAtMost).map((other) => (
            <li key={other.classId}>
              <Swatch color={classes.get(other.classId)?.color} />
              <span>{classes.get(other.classId)?.name}</span>
              <span className={styles.number}>{count(other.images)}</span>
            </li>
          ))}
          {others.length > shownAtMost && (
            <li>{t('label.others.more', { count: others.length - shownAtMost })}</li>
          )}
        </ul>
        <DialogButtons>
          <Button variant="default" {...firstFocus} onClick={() => answer(null)}>
            {t('common.cancel')}
          </Button>
          {classId !== null && rest > 0 && (
            <Button variant="default" onClick={() => answer('keep')}>
              {t('label.others.keep', { count: rest, n: count(rest) })}
            </Button>
          )}
          <Button color="red" onClick={() => answer('change')}>
            {t(classId === null ? 'label.others.take' : 'label.others.change', number)}
          </Button>
        </DialogButtons>
      </Stack>
    </Dialog>
  );
}
