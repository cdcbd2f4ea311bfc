import { ActionIcon, Button, CopyButton, Tabs, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy, IconTags } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { stringify } from 'yaml';
import type { ExperimentView, JobView, RunView } from '../../../../contract';
import { metricsBeside } from '../../../../core/metrics';
import { foldsText, gainText } from '../../../../core/sentences/folds';
import { accuracyInterval, metricText } from '../../../../core/sentences/metrics';
import { Gain } from '../../../base/frame/Gain';
import { StateBadge } from '../../../base/frame/StateBadge';
import { useWriting } from '../../../base/kept/writing';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { count, duration, percent } from '../../../base/words/format';
import { modelName } from '../../../base/words/model-name';
import { teacherOf } from '../../../base/words/teacher-of';
import { RunCurves } from '../curves/RunCurves';
import { ExperimentActions } from '../experiment/ExperimentActions';
import { gainOver } from '../experiment/gain';
import shared from '../experiment/Runs.module.css';
import { runState, shownState } from '../experiment/states';
import { Trouble } from '../experiment/Trouble';
import styles from './Detail.module.css';
import { Figures } from './Figures';
import { RunFacts } from './RunFacts';

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
      <header className={shared.head}>
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
          <RunFacts experiment={experiment} run={run} />
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
