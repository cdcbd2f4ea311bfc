import { Alert, Button, Group, Modal, Skeleton, Stack, Switch, Text } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure, SelectionChoice, TrainingPlan } from '../../../../contract';
import { isTooFew } from '../../../../core/calibration/summary';
import { DialogButtons } from '../../../base/frame/DialogButtons';
import { firstFocus } from '../../../base/frame/first-focus';
import { goTo } from '../../../base/kept/navigation';
import { complain } from '../../../base/studio/announce';
import { ask, studio } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { TrustNotes } from '../../../base/trust/TrustNotes';
import { modelName } from '../../../base/words/model-name';
import { openNewExperiment } from '../../../dialogs/new-experiment/NewExperiment';
import type { Classes } from '../session/classes';
import type { ReviewSession } from '../session/review-session';
import { PlanClasses } from './PlanClasses';
import { PlanFigures } from './PlanFigures';
import classes from './TrainDialog.module.css';
import { trainDialog } from './train-dialog';

interface TrainDialogProps {
  readonly session: ReviewSession;
  readonly known: Classes;
}

/** Shows exactly what the next student will be trained on, and starts it. */
export function TrainDialog({ session, known }: TrainDialogProps) {
  const { t } = useTranslation();
  const opened = trainDialog.use();
  const { labellingId } = session;
  const choice = session.thresholds.stored.use();
  const { data: plan, error } = useQuery({
    ...ask.review.plan.queryOptions({ input: { labellingId } }),
    enabled: opened,
    // Always fetched when the dialog opens.
    staleTime: 0,
    gcTime: 0,
  });
  const close = () => trainDialog.set(false);
  const over = plan?.problems.some(({ code }) => ends.has(code));
  const title =
    plan?.student && !over
      ? t('review.train.title', { name: modelName(plan.student.name) })
      : t('review.train.untitled');
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      size={choice.classThresholds.length > 0 ? 660 : 560}
      data-testid="train-dialog"
    >
      {error && <Text c="red">{sentenceOf(failureOf(error))}</Text>}
      {!plan && !error && <Skeleton h={240} />}
      {plan && <Plan plan={plan} choice={choice} known={known} labellingId={labellingId} close={close} />}
    </Modal>
  );
}

interface PlanProps {
  readonly plan: TrainingPlan;
  readonly choice: SelectionChoice;
  readonly known: Classes;
  readonly labellingId: number;
  readonly close: () => void;
}

function Plan({ plan, choice, known, labellingId, close }: PlanProps) {
  const { t } = useTranslation();
  const [pauseForReview, setPause] = useState(true);
  const [starting, setStarting] = useState(false);
  // Fetched separately, because it reads the whole pool: the plan does not wait for it and does not depend on
  // it.
  const { data, isLoading } = useQuery({
    ...ask.review.trust.queryOptions({ input: { labellingId, choice } }),
    enabled: plan.pseudoLabelledImages > 0,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const trust = data === 'nothing-kept' ? undefined : data;
  const start = async () => {
    setStarting(true);
    try {
      await studio.review.trainStudent({ labellingId, pauseForReview });
      close();
      goTo('runs');
    } catch (error) {
      setStarting(false);
      complain(error);
    }
  };
  const startable = plan.problems.length === 0;
  const over = plan.problems.find(({ code }) => ends.has(code));
  if (over) return <Over problem={over} close={close} />;
  return (
    <Stack gap="sm">
      {plan.problems.length > 0 && (
        <Alert
          color="orange"
          variant="light"
          icon={<IconAlertTriangle size={17} />}
          title={t('review.train.problems')}
          data-testid="train-problems"
        >
          {plan.problems.map((problem) => (
            <p key={problem.code} className={classes.problem}>
              {sentenceOf(problem)}
            </p>
          ))}
        </Alert>
      )}
      <Text fz="sm" c="dimmed">
        {t('review.train.intro')}
      </Text>
      {/* Reserves the space of the notes, so that no button moves under the pointer. */}
      {isLoading && <Skeleton h={44} />}
      {trust !== undefined && <TrustNotes trust={trust} />}
      <PlanFigures plan={plan} />
      <PlanClasses
        plan={plan}
        choice={choice}
        trust={trust && !isTooFew(trust) ? trust : null}
        known={known}
      />
      <DialogButtons justify="space-between" wrap="nowrap">
        <Switch
          label={t('review.train.pause')}
          checked={pauseForReview}
          onChange={({ currentTarget: { checked } }) => setPause(checked)}
        />
        <Group wrap="nowrap" flex="none">
          <Button variant="default" onClick={close} {...(!startable && firstFocus)}>
            {t('common.cancel')}
          </Button>
          <Button
            leftSection={<IconPlayerPlay size={15} />}
            disabled={!startable}
            loading={starting}
            onClick={start}
            {...(startable && firstFocus)}
            data-testid="train-start"
          >
            {t('review.train.start')}
          </Button>
        </Group>
      </DialogButtons>
    </Stack>
  );
}

/** Problems that cannot be solved: no student can be trained from this labelling any more. */
const ends = new Set(['student-trained', 'labelling-alone']);

function Over({ problem, close }: { readonly problem: Failure; readonly close: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" data-testid="train-over">
      <Text>{sentenceOf(problem)}</Text>
      <DialogButtons>
        <Button variant="default" onClick={close}>
          {t('common.close')}
        </Button>
        <Button
          {...firstFocus}
          onClick={() => {
            close();
            openNewExperiment();
          }}
        >
          {t('runs.new')}
        </Button>
      </DialogButtons>
    </Stack>
  );
}
