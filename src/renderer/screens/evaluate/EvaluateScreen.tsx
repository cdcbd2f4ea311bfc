import { Button, Group, Select } from '@mantine/core';
import { IconChartDots, IconRulerMeasure } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ExperimentView, RunView, TestSetView } from '../../../contract';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { useWriting } from '../../base/kept/writing';
import { ask } from '../../base/studio/connection';
import { teacherOf } from '../../base/words/teacher-of';
import { openNewExperiment } from '../../dialogs/new-experiment/NewExperiment';
import { chooseToEvaluate, evaluateChoice, isOn, type ShownPart } from './chosen/choice';
import styles from './chosen/Evaluate.module.css';
import { checkLabels, measure, useMeasuring } from './chosen/measure';
import { PartChoice } from './chosen/PartChoice';
import { EvaluateBody } from './EvaluateBody';
import { CheckedLabels } from './labels/CheckedLabels';
import { doubtActions } from './labels/doubt-keys';
import { predictionActions } from './predictions/prediction-actions';

/** The Evaluate screen: how good the models are, where they fail, and which labels they doubt. */
function EvaluateScreen() {
  const { data: experiments } = useQuery(ask.runs.experiments.queryOptions());
  const { data: sets = [] } = useQuery(ask.testSets.list.queryOptions());
  const choice = evaluateChoice.use();
  const part = sets.find(({ id }) => id === choice.setId) ?? choice.split;
  const usable = (experiments ?? []).filter(({ runs }) => runs.some(({ state }) => state === 'done'));
  const experiment = usable.find(({ id }) => id === choice.experimentId) ?? usable[0];
  if (experiments && !experiment) return <BeforeModels />;
  return (
    <Screen
      title={screenTitle(evaluateScreen)}
      actions={experiment && <Actions experiments={usable} experiment={experiment} part={part} sets={sets} />}
    >
      {experiment && <Chosen experiment={experiment} part={part} sets={sets} />}
    </Screen>
  );
}

/** Shown while there is no model to measure. Labels can be checked all the same, and are best corrected before training. */
function BeforeModels() {
  const { t } = useTranslation();
  const { data: checked } = useQuery(ask.evaluate.checked.queryOptions({ input: {} }));
  const checking = useMeasuring('check-labels');
  if (checked === undefined) return <Screen title={screenTitle(evaluateScreen)}>{null}</Screen>;
  return (
    <Screen title={screenTitle(evaluateScreen)}>
      {checked || checking ? (
        <div className={styles.alone}>
          <CheckedLabels />
        </div>
      ) : (
        <Empty
          icon={IconChartDots}
          title={t('evaluate.emptyTitle')}
          action={{ label: t('runs.new'), run: openNewExperiment, writes: true }}
          second={{ label: t('evaluate.labels.check'), run: checkLabels, writes: true }}
        >
          {t('evaluate.emptyHelp')}
        </Empty>
      )}
    </Screen>
  );
}

/** The chosen model and the one that it is compared with, if they still exist. */
function Chosen({ experiment, part, sets }: Omit<ActionsProps, 'experiments'>) {
  const { runId, baseId, tab } = evaluateChoice.use();
  const finished = finishedRuns(experiment);
  const named = (id: number | undefined) => finished.find((each) => each.runId === id);
  const run = named(runId ?? undefined) ?? named(experiment.choice?.runId) ?? (finished.at(-1) as RunView);
  const base = named(baseId ?? undefined) ?? teacherOf(experiment, run) ?? null;
  return (
    <EvaluateBody
      experiment={experiment}
      runs={finished}
      run={run}
      base={base?.runId === run.runId ? null : base}
      part={part}
      sets={sets}
      tab={tab}
    />
  );
}

const finishedRuns = ({ runs }: ExperimentView) => runs.filter(({ state }) => state === 'done');

interface ActionsProps {
  readonly experiments: readonly ExperimentView[];
  readonly experiment: ExperimentView;
  readonly part: ShownPart;
  readonly sets: readonly TestSetView[];
}

function Actions({ experiments, experiment, part, sets }: ActionsProps) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" wrap="nowrap">
      <Select
        aria-label={t('evaluate.experiment')}
        w={190}
        allowDeselect={false}
        data={experiments.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(experiment.id)}
        onChange={(value) => chooseToEvaluate({ experimentId: Number(value), runId: null, baseId: null })}
      />
      <PartChoice part={part} sets={sets} />
      <Measure experiment={experiment} part={part} />
    </Group>
  );
}

/** Measures the finished models that were not measured on this split or set, or all of them again. */
function Measure({ experiment, part }: Pick<ActionsProps, 'experiment' | 'part'>) {
  const { t } = useTranslation();
  const writing = useWriting();
  const runIds = finishedRuns(experiment).map(({ runId }) => runId);
  const { data: evaluations = [] } = useQuery(ask.evaluate.list.queryOptions({ input: { runIds } }));
  const { data: overview } = useQuery(ask.data.overview.queryOptions());
  const measuring = useMeasuring();
  const known = new Set(evaluations.filter((each) => isOn(part, each)).map(({ runId }) => runId));
  const missing = runIds.filter((id) => !known.has(id));
  return (
    <Button
      leftSection={<IconRulerMeasure size={15} />}
      variant={missing.length > 0 ? 'filled' : 'default'}
      {...writing(measuring || (typeof part === 'string' ? overview?.splits[part] : part.images) === 0)}
      onClick={() => measure(missing.length > 0 ? missing : runIds, [part])}
    >
      {t(measuring ? 'evaluate.measuring' : missing.length > 0 ? 'evaluate.measure' : 'evaluate.again')}
    </Button>
  );
}

declare module '../../base/kept/navigation' {
  interface Screens {
    evaluate: true;
  }
}

export const evaluateScreen: ScreenDefinition = {
  name: 'evaluate',
  title: { en: 'Evaluate', ko: '평가' },
  icon: IconChartDots,
  component: EvaluateScreen,
  pictures: true,
  keyTables: [predictionActions, doubtActions],
  asksAgain: {
    images: [ask.evaluate, ask.robustness, ask.perturbations, ask.attacks, ask.testSets],
    evaluations: [ask.evaluate, ask.testSets],
    robustness: [
      ...[ask.robustness.list, ask.robustness.changed],
      ...[ask.perturbations.list, ask.perturbations.changed, ask.attacks],
    ],
  },
};
