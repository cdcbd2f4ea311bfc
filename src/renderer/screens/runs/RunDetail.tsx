import { ActionIcon, Button, CopyButton, Tabs, Textarea, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconTags } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { stringify } from 'yaml';
import type { ExperimentView, JobView, RunView } from '../../../contract';
import { metricsBeside } from '../../../core/metrics';
import { foldsText, gainText } from '../../../core/sentences/folds';
import { accuracyInterval, metricText } from '../../../core/sentences/metrics';
import { Gain } from '../../base/frame/Gain';
import { StateBadge } from '../../base/frame/StateBadge';
import { readOnly, useWriting } from '../../base/kept/writing';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import { count, duration, moment, percent } from '../../base/words/format';
import { modelName } from '../../base/words/model-name';
import { teacherOf } from '../../base/words/teacher-of';
import { ExperimentActions } from './ExperimentActions';
import { Figures } from './Figures';
import { RunCurves } from './RunCurves';
import styles from './Runs.module.css';
import { SelectionBars } from './SelectionBars';
import { Trouble } from './Trouble';
import { gainOver, runState, shownState } from './tree';

interface RunDetailProps {
  readonly experiment: ExperimentView;
  readonly run: RunView;
  readonly job: JobView | undefined;
}

/** Everything about one model: its live curves, its history, its recipe. */
export function RunDetail({ experiment, run, job }: RunDetailProps) {
  const { t } = useTranslation();
  const state = shownState(experiment, job);
  const title = t('runs.modelOf', { model: modelName(run.name), name: experiment.name });
  return (
    <>
      <header className={styles.head}>
        <h2 title={title}>{title}</h2>
        <StateBadge state={runState(experiment, run, job !== undefined)} />
        <span style={{ flex: 1 }} />
        {run.state === 'done' && run.kind !== 'probe' && <LabelPool run={run} />}
        <ExperimentActions experiment={experiment} state={state} />
      </header>
      {run.state !== 'done' && <Trouble experiment={experiment} state={state} />}
      <RunFigures experiment={experiment} run={run} job={job} />
      <Tabs defaultValue="curves" keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="curves">{t('runs.tabs.curves')}</Tabs.Tab>
          <Tabs.Tab value="details">{t('runs.tabs.details')}</Tabs.Tab>
          <Tabs.Tab value="recipe">{t('runs.tabs.recipe')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="curves">
          <RunCurves run={{ runId: run.runId, name: title }} />
        </Tabs.Panel>
        <Tabs.Panel value="details">
          <Facts experiment={experiment} run={run} />
        </Tabs.Panel>
        <Tabs.Panel value="recipe">
          <RecipeText experiment={experiment} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

/** Lets the model label the pool outside of any experiment; the pseudo-labels can be reviewed without a training. */
function LabelPool({ run: { runId } }: Pick<RunDetailProps, 'run'>) {
  const { t } = useTranslation();
  const writing = useWriting();
  return (
    <Tooltip label={t('runs.labelPoolHelp')}>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconTags size={14} />}
        {...writing()}
        onClick={() => studio.runs.label({ runId }).catch(complain)}
      >
        {t('runs.labelPool')}
      </Button>
    </Tooltip>
  );
}

/** The numbers of a finished run, or the present ones of a running one. */
function RunFigures({ experiment, run, job }: RunDetailProps) {
  const { t } = useTranslation();
  const gain = gainOver(teacherOf(experiment, run), run);
  const progress = run.state === 'running' && job?.progress?.unit === 'steps' ? job.progress : null;
  return (
    <Figures
      figures={[
        [t('runs.columns.validation'), percent(run.validationAccuracy)],
        ...(run.byFolds
          ? [[t('runs.facts.byFolds', { n: run.byFolds.folds }), foldsText(run.byFolds)] as const]
          : []),
        ...(run.byFolds?.more
          ? [
              [
                t('runs.facts.moreLabels', { n: count(run.byFolds.more.labels) }),
                <>
                  {gainText(run.byFolds.more)}
                  <small>{t('runs.facts.moreUnit')}</small>
                </>,
              ] as const,
            ]
          : []),
        [
          t('runs.columns.test'),
          <>
            {percent(run.testAccuracy)}
            <small>{accuracyInterval(run.testAccuracy, run.testImages)}</small>
          </>,
        ],
        ...metricsBeside.map(
          ({ name }) =>
            [t(`evaluate.metricColumns.${name}`), metricText(name, run.testMetrics?.[name])] as const,
        ),
        [t('runs.columns.gain'), <Gain key="gain" value={gain?.gain ?? null} />],
        progress
          ? [t('runs.left'), duration(progress.secondsLeft)]
          : [t('runs.columns.time'), duration(run.seconds)],
        [t('runs.curves.speed'), speedOf(progress?.imagesPerSecond ?? run.imagesPerSecond)],
        [t('runs.curves.waiting'), percent(run.waitShare)],
      ]}
    />
  );
}

const speedOf = (speed: number | null) => (speed === null ? '–' : count(Math.round(speed)));

function Facts({ experiment, run }: { readonly experiment: ExperimentView; readonly run: RunView }) {
  const { t } = useTranslation();
  const { device } = run;
  const facts: [string, string | null][] = [
    [t('runs.facts.architecture'), run.arch],
    [t('runs.facts.steps'), steps(run, t)],
    ...(run.trainings.length > 0 ? [[t('runs.facts.inTurn'), inTurnText(run.trainings, t)]] : []),
    ...(run.fix ? [[t('runs.facts.fix'), fixText(run.fix, t)]] : []),
    [t('runs.facts.seed'), String(run.seed)],
    [t('runs.facts.experimentSeed'), String(experiment.seed)],
    [t('runs.facts.started'), run.startedAt && moment(run.startedAt)],
    [t('runs.facts.finished'), run.finishedAt && moment(run.finishedAt)],
    [t('runs.facts.device'), device && `${device.name} (${deviceKind(device, t)})`],
    [t('runs.facts.versions'), versions(run)],
    [t('runs.facts.weights'), run.weightsHash],
    [t('runs.facts.folder'), `runs/${run.runId}`],
  ].map(([name, value]) => [name as string, value ? String(value) : null]);
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value ?? '–'}</dd>
          </div>
        ))}
      </dl>
      {run.selection && <SelectionBars selection={run.selection} />}
      <Note key={run.runId} run={run} />
    </>
  );
}

type T = TFunction;

function steps({ trainedSteps, steps: planned, stoppedEarly }: RunView, t: T): string | null {
  if (trainedSteps === null) return planned === null ? null : t('runs.facts.planned', { n: count(planned) });
  return stoppedEarly ? t('runs.facts.early', { n: count(trainedSteps) }) : count(trainedSteps);
}

/** The trainings of a run in order: the pre-training, then the fine-tuning. */
function inTurnText(trainings: RunView['trainings'], t: T): string {
  return trainings
    .map(({ steps: n, validationAccuracy }) =>
      validationAccuracy === null
        ? t('runs.facts.stepsOf', { count: n, n: count(n) })
        : t('runs.facts.stepsAnd', { count: n, n: count(n), accuracy: percent(validationAccuracy) }),
    )
    .join(' → ');
}

/** The result of the resolution fix, with the validation metrics by which it was kept or not. */
function fixText({ imageSize, kept, by, before, after }: NonNullable<RunView['fix']>, t: T): string {
  if (before === null || after === null) return t('runs.facts.fixUnjudged', { size: imageSize });
  const values = { size: imageSize, before: metricText(by, before), after: metricText(by, after) };
  return t(kept ? 'runs.facts.fixKept' : 'runs.facts.fixDropped', values);
}

function deviceKind(device: NonNullable<RunView['device']>, t: T): string {
  return device.kind === 'gpu' ? t('runs.facts.gpu') : t('runs.facts.cores', { count: device.cores });
}

function versions({ versions: by }: RunView): string {
  return Object.entries(by)
    .filter(([, version]) => version)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ');
}

/** A person's note on a run; stored when the field loses the focus. */
function Note({ run }: { readonly run: RunView }) {
  const { t } = useTranslation();
  const [note, setNote] = useState(run.note ?? '');
  const keep = () => {
    if (note.trim() !== (run.note ?? '')) studio.runs.note({ runId: run.runId, note }).catch(complain);
  };
  return (
    <Textarea
      mt="md"
      size="xs"
      label={t('runs.facts.note')}
      placeholder={t('runs.facts.notePlaceholder')}
      autosize
      minRows={2}
      maxRows={10}
      value={note}
      maxLength={20_000}
      readOnly={readOnly.use()}
      onChange={(event) => setNote(event.currentTarget.value)}
      onBlur={keep}
    />
  );
}

function RecipeText({ experiment }: { readonly experiment: ExperimentView }) {
  const { t } = useTranslation();
  const text = stringify(experiment.recipe);
  return (
    <div style={{ position: 'relative' }}>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Tooltip label={t(copied ? 'runs.copied' : 'runs.copy')}>
            <ActionIcon
              aria-label={t('runs.copy')}
              onClick={copy}
              style={{ position: 'absolute', top: 8, right: 8 }}
            >
              {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
      <pre className={styles.code} data-testid="recipe-yaml">
        {text}
      </pre>
    </div>
  );
}
