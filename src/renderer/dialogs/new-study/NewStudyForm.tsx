import { Button, Group, NumberInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReadyStudy, StudyPlan, StudySource } from '../../../contract';
import { DialogButtons } from '../../base/frame/DialogButtons';
import { chosenStudy } from '../../base/kept/chosen-study';
import { goTo } from '../../base/kept/navigation';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import { failureOf, sentenceOf } from '../../base/studio/errors';
import { count, duration } from '../../base/words/format';
import { freeName } from '../new-experiment/free-name';
import { StartProblems } from '../new-experiment/StartProblems';
import type { DraftEditor } from '../recipe/draft';
import styles from './NewStudy.module.css';
import { QuestionList } from './QuestionList';

interface NewStudyFormProps {
  readonly ready: readonly ReadyStudy[];
  /** Names of the existing studies. */
  readonly taken: readonly string[];
  readonly editor: DraftEditor;
  readonly close: () => void;
}

type Base = 'draft' | 'suiting';

const mostSeeds = 50;

export function NewStudyForm({ ready, taken, editor, close }: NewStudyFormProps) {
  const { t } = useTranslation();
  const [source, setSource] = useState<StudySource>({ readyMade: ready[0].name });
  const [base, setBase] = useState<Base>('draft');
  const [seeds, setSeeds] = useState<number | null>(null);
  const [typedName, setTypedName] = useState<string | null>(null);
  const [starting, setStarting] = useState(false);
  const recipe = base === 'draft' ? editor.recipe : null;
  const draftProblems = base === 'draft' ? editor.problems.length : 0;
  const question = { source, recipe, seeds };
  const { data, error } = useQuery({
    ...ask.studies.plan.queryOptions({ input: draftProblems > 0 ? skipToken : question }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const plan = error || draftProblems > 0 ? undefined : data;
  const name = typedName ?? freeName(plan?.name ?? '', taken);
  const isTaken = taken.includes(name.trim());
  const startable = plan && name.trim() !== '' && !isTaken && !plan.problems.some(({ blocks }) => blocks);
  const choose = (next: StudySource) => {
    setSource(next);
    setSeeds(null);
    setTypedName(null);
  };
  const start = async () => {
    if (!startable) return;
    setStarting(true);
    try {
      await studio.studies.start({ ...question, name });
      chosenStudy.set(name.trim());
      close();
      goTo('studies');
    } catch (thrown) {
      complain(thrown);
      setStarting(false);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <Stack gap="md">
        <QuestionList ready={ready} source={source} choose={choose} />
        {error && (
          <Text fz="sm" c="red" role="alert" className="selectable">
            {sentenceOf(failureOf(error))}
          </Text>
        )}
        <Group grow align="start">
          <TextInput
            label={t('studies.dialog.name')}
            value={name}
            maxLength={80}
            error={isTaken && t('studies.dialog.taken')}
            onChange={(event) => setTypedName(event.currentTarget.value)}
          />
          <NumberInput
            label={t('studies.dialog.seeds')}
            min={1}
            max={mostSeeds}
            allowDecimal={false}
            clampBehavior="strict"
            value={seeds ?? plan?.seeds.length ?? ''}
            onChange={(value) => setSeeds(typeof value === 'number' ? value : null)}
          />
        </Group>
        <Text fz="xs" c="dimmed" mt={-10}>
          {t('studies.dialog.seedsHelp')}
        </Text>
        <Select
          label={t('studies.dialog.base')}
          description={t(plan?.ownBase ? 'studies.dialog.ownBase' : 'studies.dialog.baseHelp')}
          inputWrapperOrder={['label', 'input', 'description']}
          disabled={plan?.ownBase}
          data={(['draft', 'suiting'] as const).map((value) => ({
            value,
            label: t(`studies.dialog.${value}`),
          }))}
          value={plan?.ownBase ? null : base}
          onChange={(value) => value && setBase(value as Base)}
          allowDeselect={false}
        />
        {plan && <Outline plan={plan} />}
        <StartProblems problems={plan?.problems ?? []} draftProblems={draftProblems} close={close} />
        <DialogButtons>
          <Button variant="default" onClick={close}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" disabled={!startable} loading={starting}>
            {t('studies.dialog.start')}
          </Button>
        </DialogButtons>
      </Stack>
    </form>
  );
}

/** How many runs the study has, and what they are. */
function Outline({ plan: { arms, seeds, baseline, time } }: { readonly plan: StudyPlan }) {
  const { t } = useTranslation();
  const sum = t('studies.dialog.sum', {
    arms: t('studies.dialog.arms', { count: arms.length }),
    seeds: t('studies.dialog.seedCount', { count: seeds.length }),
    runs: t('studies.dialog.runCount', { count: arms.length * seeds.length }),
  });
  return (
    <section className={styles.outline} aria-label={sum} data-testid="study-plan">
      <h3>{sum}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by the keyboard. */}
      <ol tabIndex={0} aria-label={t('studies.arms')}>
        {arms.map((arm) => (
          <li key={arm} title={arm}>
            {arm}
            {arm === baseline && <span> ({t('studies.verdicts.baseline')})</span>}
          </li>
        ))}
      </ol>
      <p>
        {t('studies.dialog.shared', { trained: count(time.trained), shared: count(time.shared) })}
        {time.seconds !== null && ` ${t('studies.dialog.time', { time: duration(time.seconds) })}`}
      </p>
    </section>
  );
}
