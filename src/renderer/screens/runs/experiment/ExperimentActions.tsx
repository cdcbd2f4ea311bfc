import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconCheck,
  IconDots,
  IconEye,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconPlayerTrackNext,
  IconRepeat,
  IconRotate,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, IterationView } from '../../../../contract';
import { roundsOf } from '../../../../core/methods';
import { divergences } from '../../../../core/stored/runs';
import { chosenLabelling } from '../../../base/kept/chosen-labelling';
import { goTo } from '../../../base/kept/navigation';
import { useWriting } from '../../../base/kept/writing';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { useDraft } from '../../../dialogs/recipe/draft';
import { startFrom } from '../../../dialogs/recipe/StartFrom';
import { DeleteDialog, DiscardDialog, RenameDialog } from './ExperimentDialogs';
import type { ShownState } from './states';

interface ActionsProps {
  readonly experiment: ExperimentView;
  readonly state: ShownState;
}

/** Opens the review of a teacher's labelling. */
export function openReview(iteration: IterationView | undefined): void {
  chosenLabelling.set(iteration?.labelling?.id ?? null);
  goTo('review');
}

/** Whether resuming would fail again: a training repeats itself, bit for bit on a processor. */
const hopeless = (experiment: ExperimentView) => divergences.has(experiment.failure?.code ?? '');

export function resume({ id, pauseForReview }: ExperimentView): void {
  studio.runs.resume({ experimentId: id, pauseForReview }).catch(complain);
}

/** Adds an iteration, in which the last student becomes the teacher of another one. */
export function oneMore({ id }: Pick<ExperimentView, 'id'>): void {
  studio.runs.oneMore({ experimentId: id }).catch(complain);
}

/** Sets whether the loop stops once the model in training is finished. */
export function stopAfter({ id }: Pick<ExperimentView, 'id'>, stop: boolean): void {
  studio.runs.stopAfter({ experimentId: id, stop }).catch(complain);
}

/** The actions on an experiment in its state: a button for the next step, a menu for the others. */
export function ExperimentActions({ experiment, state }: ActionsProps) {
  return (
    <Group gap={4} wrap="nowrap">
      <MainAction experiment={experiment} state={state} />
      <MoreActions experiment={experiment} state={state} />
    </Group>
  );
}

function MainAction({ experiment, state }: ActionsProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const pause = () => studio.runs.pause({ experimentId: experiment.id }).catch(complain);
  const button = { size: 'compact-xs', variant: 'default' } as const;
  if (state === 'review')
    return (
      <Button
        {...button}
        variant="filled"
        leftSection={<IconEye size={14} />}
        onClick={() => openReview(experiment.iterations.at(-1))}
      >
        {t('runs.review')}
      </Button>
    );
  if (state === 'running' || state === 'stopping')
    return (
      <Button
        {...button}
        leftSection={<IconPlayerPause size={14} />}
        disabled={state === 'stopping'}
        onClick={pause}
      >
        {t(state === 'stopping' ? 'jobs.cancelling' : 'runs.pause')}
      </Button>
    );
  if (state === 'queued')
    return (
      <Button {...button} leftSection={<IconPlayerStop size={14} />} onClick={pause}>
        {t('runs.dequeue')}
      </Button>
    );
  if (state === 'done' && roundsOf(experiment.recipe) > 0)
    return (
      <Button
        {...button}
        leftSection={<IconRepeat size={14} />}
        {...writing()}
        onClick={() => oneMore(experiment)}
      >
        {t('runs.oneMore')}
      </Button>
    );
  if (state === 'done' || hopeless(experiment)) return null;
  const begun = state !== 'new' && state !== 'cancelled';
  return (
    <Button
      {...button}
      leftSection={<IconPlayerPlay size={14} />}
      {...writing()}
      onClick={() => resume(experiment)}
    >
      {t(begun ? 'runs.resume' : 'runs.start')}
    </Button>
  );
}

type Dialog = 'rename' | 'delete' | 'discard' | 'restart';

function MoreActions({ experiment, state }: ActionsProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  const [dialog, show] = useState<Dialog | null>(null);
  const active = state === 'running' || state === 'stopping' || state === 'queued';
  const unfinished = experiment.runs.some((run) => run.state !== 'done' && run.state !== 'queued');
  const close = () => show(null);
  return (
    <>
      <Menu position="bottom-end" width={250}>
        <Menu.Target>
          <ActionIcon size="sm" aria-label={t('runs.actionsFor', { name: experiment.name })}>
            <IconDots size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {state === 'review' && (
            <Menu.Item
              leftSection={<IconPlayerPlay size={16} />}
              {...writing()}
              onClick={() => resume(experiment)}
            >
              {t('runs.withoutReview')}
            </Menu.Item>
          )}
          {state === 'running' && roundsOf(experiment.recipe) > 0 && (
            <Menu.Item
              leftSection={
                experiment.stopsAfter ? <IconCheck size={16} /> : <IconPlayerTrackNext size={16} />
              }
              {...writing()}
              onClick={() => stopAfter(experiment, !experiment.stopsAfter)}
            >
              {t(experiment.stopsAfter ? 'runs.stopsAfter' : 'runs.stopAfter')}
            </Menu.Item>
          )}
          {state === 'running' && (
            <Menu.Item
              leftSection={<IconPlayerStop size={16} />}
              {...writing()}
              onClick={() => show('discard')}
            >
              {t('runs.discard')}
            </Menu.Item>
          )}
          {!active && unfinished && (
            <Menu.Item leftSection={<IconRotate size={16} />} {...writing()} onClick={() => show('restart')}>
              {t('runs.restart')}
            </Menu.Item>
          )}
          <EditRecipe experiment={experiment} />
          <Menu.Item leftSection={<IconPencil size={16} />} {...writing()} onClick={() => show('rename')}>
            {t('runs.rename')}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            {...writing(active)}
            onClick={() => show('delete')}
          >
            {t(active ? 'runs.deleteLater' : 'runs.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {dialog === 'rename' && <RenameDialog experiment={experiment} close={close} />}
      {dialog === 'delete' && <DeleteDialog experiment={experiment} close={close} />}
      {(dialog === 'discard' || dialog === 'restart') && (
        <DiscardDialog experiment={experiment} restart={dialog === 'restart'} close={close} />
      )}
    </>
  );
}

/** A separate component, so that the draft is loaded when the menu opens and not for every experiment of a list. */
function EditRecipe({ experiment: { id, name, recipe } }: Pick<ActionsProps, 'experiment'>) {
  const { t } = useTranslation();
  const editor = useDraft();
  const edit = () => {
    if (!editor) return;
    startFrom(editor, { kind: 'experiment', id, name }, recipe);
    goTo('recipe');
  };
  return (
    <Menu.Item
      leftSection={<IconAdjustmentsHorizontal size={16} />}
      disabled={editor === null}
      onClick={edit}
    >
      {t('runs.editRecipe')}
    </Menu.Item>
  );
}
