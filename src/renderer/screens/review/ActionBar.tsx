import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconBan,
  IconCheck,
  IconRestore,
  IconTag,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { count } from '../../base/format';
import { countSelected } from '../../gallery/selection';
import { pickerText, redo, stepText, undo } from './actions';
import type { Classes } from './classes';
import classes from './Review.module.css';
import type { Session } from './session';

const decisions = [
  ['accept', 'A', IconCheck],
  ['relabel', '/', IconTag],
  ['ood', 'O', IconBan],
  ['exclude', 'X', IconX],
  ['reset', 'R', IconRestore],
] as const;

interface ActionBarProps {
  readonly session: Session;
  readonly known: Classes;
}

/** How many are chosen, and what can be decided about them. */
export function ActionBar({ session, known }: ActionBarProps) {
  const { t } = useTranslation();
  const shown = session.shown.use();
  session.selection.use();
  const chosen = session.chosenRows.length;
  return (
    <div className={classes.actions} role="toolbar" aria-label={t('review.actions.title')}>
      <Counts session={session} />
      <span className={classes.grow} />
      {decisions.map(([decision, key, Icon]) => (
        <Button
          key={decision}
          variant="default"
          size="compact-xs"
          h={26}
          leftSection={<Icon size={14} aria-hidden />}
          rightSection={<Kbd size="xs">{key}</Kbd>}
          disabled={chosen === 0 || !shown}
          onClick={() => (decision === 'relabel' ? pickerText.set('') : session.decide(decision))}
          data-testid={`action-${decision}`}
        >
          {t(`review.actions.${decision}`)}
        </Button>
      ))}
      <Steps session={session} known={known} />
    </div>
  );
}

function Counts({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  const shown = session.shown.use()?.rows.length ?? 0;
  const selected = countSelected(session.selection.use());
  const { images } = session.overview.labelling;
  return (
    <span className={classes.counts}>
      <span data-testid="count-shown">
        {shown === images
          ? t('review.images', { count: images, n: count(images) })
          : t('review.shown', { n: count(shown), all: count(images) })}
      </span>
      {selected > 0 && <b data-testid="count-selected">{t('review.selected', { n: count(selected) })}</b>}
    </span>
  );
}

function Steps({ session, known }: ActionBarProps) {
  const { t } = useTranslation();
  const { undo: last, redo: next } = session.undoState.use();
  const said = (action: string, step: typeof last) =>
    step ? `${action}: ${stepText(step, known, session.labellingId)}` : action;
  return (
    <>
      <Tooltip label={said(t('review.actions.undo'), last)}>
        <ActionIcon
          aria-label={t('review.actions.undo')}
          disabled={!last}
          onClick={() => void undo(session, known)}
          data-testid="action-undo"
        >
          <IconArrowBackUp size={17} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={said(t('review.actions.redo'), next)}>
        <ActionIcon
          aria-label={t('review.actions.redo')}
          disabled={!next}
          onClick={() => void redo(session, known)}
          data-testid="action-redo"
        >
          <IconArrowForwardUp size={17} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}
