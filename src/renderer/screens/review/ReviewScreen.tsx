import { Button, Select, Tooltip } from '@mantine/core';
import { IconEye, IconPlayerPlay } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LabellingView } from '../../../contract';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { chosenLabelling } from '../../base/kept/chosen-labelling';
import { useWriting } from '../../base/kept/writing';
import { ask } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import { moment } from '../../base/words/format';
import { modelName } from '../../base/words/model-name';
import { openNewExperiment } from '../../dialogs/new-experiment/NewExperiment';
import { reviewActions } from './actions/review-actions';
import { ReviewBody } from './ReviewBody';
import { useKnownClasses } from './session/classes';
import { labellingToShow } from './session/labelling-to-show';
import { useSession } from './session/use-session';
import { trainDialog } from './training/train-dialog';

/**
 * The Review screen: a teacher's pseudo-labels, which a person inspects before the next student learns from
 * them.
 */
function ReviewScreen() {
  const { t } = useTranslation();
  const { data: labellings, error: listError } = useQuery(ask.review.labellings.queryOptions());
  const known = useKnownClasses();
  const [chosen, choose] = useState<number | null>(null);
  const wanted = chosenLabelling.use();
  const labelling = labellingToShow(labellings ?? [], wanted ?? chosen);
  const labellingId = labelling?.id;
  // The shown labelling stays, even if another one begins to wait for a review meanwhile.
  useEffect(() => {
    if (labellingId !== undefined) choose(labellingId);
  }, [labellingId]);
  const { session, error: sessionError } = useSession(labellingId);
  const error = listError ?? sessionError;
  useEffect(() => {
    if (labellings && wanted !== null) chosenLabelling.set(null);
  }, [labellings, wanted]);
  useEffect(() => () => trainDialog.set(false), []);
  return (
    <Screen
      title={screenTitle(reviewScreen)}
      hint={t('review.hint')}
      actions={
        labelling && (
          <>
            <Labellings labellings={labellings ?? []} shown={labelling} choose={choose} />
            <TrainButton labelling={labelling} ready={session !== null} />
          </>
        )
      }
    >
      {labellings?.length === 0 && (
        <Empty
          icon={IconEye}
          title={t('review.emptyTitle')}
          action={{ label: t('review.emptyAction'), run: openNewExperiment, writes: true }}
        >
          {t('review.emptyHelp')}
        </Empty>
      )}
      {error && (
        <Empty icon={IconEye} title={t('review.failedTitle')}>
          {sentenceOf(failureOf(error))}
        </Empty>
      )}
      {session && known && !error && <ReviewBody key={session.labellingId} session={session} known={known} />}
    </Screen>
  );
}

interface LabellingsProps {
  readonly labellings: readonly LabellingView[];
  readonly shown: LabellingView;
  readonly choose: (labellingId: number) => void;
}

function Labellings({ labellings, shown, choose }: LabellingsProps) {
  const { t } = useTranslation();
  const nameOf = ({ experiment, teacher, createdAt, waits }: LabellingView) => {
    const name = experiment
      ? t('review.labellingName', { experiment, teacher: modelName(teacher) })
      : t('review.labellingOf', { teacher: modelName(teacher), at: moment(createdAt) });
    return waits ? `${name}  ·  ${t('review.waits')}` : name;
  };
  return (
    <Select
      w={260}
      aria-label={t('review.labelling')}
      data={labellings.map((each) => ({ value: String(each.id), label: nameOf(each) }))}
      value={String(shown.id)}
      allowDeselect={false}
      onChange={(id) => choose(Number(id))}
      comboboxProps={{ position: 'bottom-end', width: 340 }}
      data-testid="labelling"
    />
  );
}

interface TrainButtonProps {
  readonly labelling: LabellingView;
  readonly ready: boolean;
}

function TrainButton({ labelling, ready }: TrainButtonProps) {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Tooltip label={t('review.train.notWaiting')} disabled={labelling.waits}>
      <Button
        leftSection={<IconPlayerPlay size={15} />}
        variant={labelling.waits ? 'filled' : 'default'}
        {...writing(!ready)}
        onClick={() => trainDialog.set(true)}
        data-testid="train-button"
      >
        {t('review.train.button')}
      </Button>
    </Tooltip>
  );
}

declare module '../../base/kept/navigation' {
  interface Screens {
    review: true;
  }
}

export const reviewScreen: ScreenDefinition = {
  name: 'review',
  title: { en: 'Review', ko: '검토' },
  icon: IconEye,
  component: ReviewScreen,
  pictures: true,
  keyTables: [reviewActions],
  asksAgain: {
    experiments: [ask.review.labellings, ask.review.plan],
    labelling: [ask.review.labellings],
    reviews: [ask.review.detail, ask.review.plan],
    marks: [ask.marks],
  },
};
