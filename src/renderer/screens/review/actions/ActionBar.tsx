import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { count } from '../../../base/words/format';
import { ActionButton, ActionSymbol, useChosen } from '../../../gallery/actions/ActionButton';
import { redoAction, undoAction } from '../../../gallery/actions/actions';
import { HistoryMenu } from '../../../gallery/actions/HistoryMenu';
import type { ReviewSession } from '../session/review-session';
import { stepWords } from '../session/step-words';
import classes from './ActionBar.module.css';
import { decisionActions } from './review-actions';

interface ActionBarProps {
  readonly session: ReviewSession;
}

/** The number of chosen images, and the decisions that can be taken on them. */
export function ActionBar({ session }: ActionBarProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.actions} data-acts role="toolbar" aria-label={t('review.actions.title')}>
      <Counts session={session} />
      <div className={classes.acts}>
        {decisionActions.map((action) => (
          <ActionButton
            key={action.id}
            action={action}
            session={session}
            label={action.id === 'relabel' ? t('review.actions.relabel') : undefined}
          />
        ))}
        <Steps session={session} />
      </div>
    </div>
  );
}

function Counts({ session }: ActionBarProps) {
  const { t } = useTranslation();
  const chosen = useChosen(session);
  const shown = session.shown.use()?.rows.length ?? 0;
  const { images } = session.overview.labelling;
  const words =
    shown === images
      ? t('review.images', { count: images, n: count(images) })
      : t('review.shown', { count: images, n: count(shown), all: count(images) });
  const selected = t('review.selected', { n: count(chosen) });
  return (
    <span className={classes.counts} title={chosen > 0 ? `${words}, ${selected}` : words}>
      <span data-testid="count-shown">{words}</span>
      {chosen > 0 && <b data-testid="count-selected">{selected}</b>}
    </span>
  );
}

function Steps({ session }: ActionBarProps) {
  const { undo, redo } = session.undoState.use();
  const load = useCallback(() => session.history(), [session]);
  const hint = (label: string, step: typeof undo) =>
    step && `${label}: ${stepWords(step, session.classes, session.labellingId)}`;
  return (
    <>
      <ActionSymbol action={undoAction} session={session} hint={hint(undoAction.label(), undo)} />
      <ActionSymbol action={redoAction} session={session} hint={hint(redoAction.label(), redo)} />
      <HistoryMenu load={load} goTo={(id) => session.turns.take(() => session.backTo(id))} />
    </>
  );
}
