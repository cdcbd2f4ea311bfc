import { Button, Select, Slider, Stack, Text, TextInput } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EvaluationView, RunView } from '../../../../contract';
import { Dialog } from '../../../base/frame/Dialog';
import { DialogButtons } from '../../../base/frame/DialogButtons';
import { firstFocus } from '../../../base/frame/first-focus';
import { ask, studio } from '../../../base/studio/connection';
import { failureOf, sentenceOf } from '../../../base/studio/errors';
import { count } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { isOn } from '../chosen/choice';
import { startingLimit } from './hard-start';

interface MakeHardSetProps {
  readonly runs: readonly RunView[];
  /** The model that is offered first. */
  readonly baseline: RunView;
  readonly evaluations: readonly EvaluationView[];
  readonly close: () => void;
}

const mostLookedAt = 10_000;

/** Asks for the model, the limit and the name of a set of hard images, and says how many it will hold. */
export function MakeHardSet({ runs, baseline, evaluations, close }: MakeHardSetProps) {
  const { t } = useTranslation();
  const [runId, chooseRun] = useState(baseline.runId);
  const [chosen, choosePercentage] = useState<number | null>(null);
  const [name, setName] = useState<string>(t('evaluate.sets.hardName'));
  const [error, setError] = useState<string | null>(null);
  const evaluation = evaluations.find((each) => each.runId === runId && isOn('test', each));
  const { data: wrong } = useQuery(
    ask.evaluate.predictions.queryOptions({
      input: evaluation ? { evaluationId: evaluation.id, wrong: true, limit: mostLookedAt } : skipToken,
    }),
  );
  const percentage = chosen ?? startingLimit(wrong?.map((each) => each.confidence) ?? []);
  const confidence = percentage / 100;
  const hard = wrong?.filter((each) => each.confidence >= confidence).length;
  const submit = () =>
    studio.testSets
      .makeHard({ name, runId, confidence, measure: runs.map((each) => each.runId) })
      .then(close)
      .catch((reason) => setError(sentenceOf(failureOf(reason))));
  return (
    <Dialog onClose={close} title={t('evaluate.sets.makeHardTitle')} size="md">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Stack gap="md">
          <Text c="dimmed" fz="sm">
            {t('evaluate.sets.makeHardHelp')}
          </Text>
          <Select
            label={t('evaluate.sets.baseline')}
            allowDeselect={false}
            data={runs.map((each) => ({ value: String(each.runId), label: modelName(each.name) }))}
            value={String(runId)}
            onChange={(value) => value && chooseRun(Number(value))}
          />
          <div>
            <Text fz="sm" fw={500} id="hard-confidence">
              {t('evaluate.sets.confidence', { value: percentage })}
            </Text>
            <Slider
              aria-labelledby="hard-confidence"
              thumbLabel={t('evaluate.sets.confidence', { value: percentage })}
              min={0}
              max={100}
              label={null}
              value={percentage}
              onChange={choosePercentage}
            />
          </div>
          <Text fz="sm" role="status" data-testid="hard-count">
            {!evaluation
              ? t('evaluate.sets.measuredFirst')
              : hard === undefined
                ? ' '
                : t('evaluate.sets.holds', {
                    count: hard,
                    n: count(hard),
                    images: count(evaluation.images),
                  })}
          </Text>
          <TextInput
            label={t('evaluate.sets.name')}
            value={name}
            maxLength={80}
            error={error}
            onChange={(event) => setName(event.currentTarget.value)}
            {...firstFocus}
          />
          <DialogButtons>
            <Button variant="default" onClick={close}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!name.trim() || hard === 0}>
              {t('evaluate.sets.make')}
            </Button>
          </DialogButtons>
        </Stack>
      </form>
    </Dialog>
  );
}
