import { Button, Group, SegmentedControl } from '@mantine/core';
import { IconPlus, IconTimeline } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { JobView } from '../../../contract';
import { Empty } from '../../base/frame/Empty';
import { Screen } from '../../base/frame/Screen';
import { type ScreenDefinition, screenTitle } from '../../base/frame/screen-definition';
import { chooseRow, chosenRow, comparing } from '../../base/kept/chosen-row';
import { useWriting } from '../../base/kept/writing';
import { ask } from '../../base/studio/connection';
import { openNewExperiment } from '../../dialogs/new-experiment/NewExperiment';
import { Compare } from './compare/Compare';
import { type ComparedRun, comparedRuns } from './compare/compare';
import { ExperimentDetail } from './detail/ExperimentDetail';
import { LabelsDetail } from './detail/LabelsDetail';
import { RunDetail } from './detail/RunDetail';
import { jobOf } from './experiment/states';
import styles from './RunsScreen.module.css';
import { ModelTable } from './table/ModelTable';
import { runsView } from './table/table-view';
import { closedExperiments, compared } from './tree/choice';
import { ExperimentTree } from './tree/ExperimentTree';
import { type TreeRow, treeRows } from './tree/tree';

/** The Runs screen: experiments and their models, with state, curves and comparisons. */
function RunsScreen() {
  const { t } = useTranslation();
  const writing = useWriting();
  const { data: experiments } = useQuery(ask.runs.experiments.queryOptions());
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const closed = closedExperiments.use();
  const marked = compared.use();
  const rows = useMemo(() => treeRows(experiments ?? [], jobs, closed), [experiments, jobs, closed]);
  const chosen = useChosen(rows);
  const side = useMemo(() => comparedRuns(experiments ?? [], marked), [experiments, marked]);
  const beside = comparing.use() && side.length >= 2;
  const row = rows.find(({ key }) => key === chosen);
  const empty = experiments?.length === 0;
  const view = runsView.use();
  return (
    <Screen
      title={screenTitle(runsScreen)}
      hint={empty ? undefined : t(view === 'table' ? 'runs.table.hint' : 'runs.hint')}
      actions={
        <Group gap="xs" wrap="nowrap">
          {!empty && (
            <SegmentedControl
              aria-label={t('runs.table.view')}
              value={view}
              onChange={(value) => runsView.set(value as typeof view)}
              data={(['tree', 'table'] as const).map((value) => ({
                value,
                label: t(`runs.table.views.${value}`),
              }))}
            />
          )}
          <Button leftSection={<IconPlus size={15} />} {...writing()} onClick={openNewExperiment}>
            {t('runs.new')}
          </Button>
        </Group>
      }
    >
      {empty && (
        <Empty
          icon={IconTimeline}
          title={t('runs.emptyTitle')}
          action={{ label: t('runs.new'), run: openNewExperiment, writes: true }}
        >
          {t('runs.emptyHelp')}
        </Empty>
      )}
      {experiments && !empty && view === 'table' && <ModelTable experiments={experiments} />}
      {experiments && !empty && view === 'tree' && (
        <div className={styles.page}>
          <div className={styles.left}>
            <ExperimentTree rows={rows} chosen={chosen} choose={chooseRow} />
          </div>
          <div className={styles.right}>
            {side.length > 0 && <Ticked runs={side} shown={beside} />}
            {beside ? <Compare runs={side} /> : row && <Detail row={row} jobs={jobs} />}
          </div>
        </div>
      )}
    </Screen>
  );
}

/** The row that a person chose, or else the running training, or else the newest experiment. */
function useChosen(rows: readonly TreeRow[]): string | null {
  const chosen = chosenRow.use();
  if (rows.some(({ key }) => key === chosen)) return chosen;
  const running = rows.find((row) => row.kind === 'run' && row.run.state === 'running');
  return (running ?? rows[0])?.key ?? null;
}

/** The ticked models, shown above the details, and the actions on them. */
function Ticked({ runs, shown }: { readonly runs: readonly ComparedRun[]; readonly shown: boolean }) {
  const { t } = useTranslation();
  const number = { count: runs.length };
  return (
    <div className={styles.ticked} role="status">
      <span>
        {runs.length === 1
          ? t('runs.compare.oneMore', { model: runs[0].name })
          : t('runs.compare.ticked', number)}
      </span>
      {runs.length > 1 && !shown && (
        <Button size="compact-xs" onClick={() => comparing.set(true)}>
          {t('runs.compare.now')}
        </Button>
      )}
      <Button size="compact-xs" variant="default" onClick={() => compared.set([])}>
        {t('runs.compare.clear')}
      </Button>
    </div>
  );
}

function Detail({ row, jobs }: { readonly row: TreeRow; readonly jobs: readonly JobView[] }) {
  const job = jobOf(jobs, row.experiment.id);
  if (row.kind === 'experiment') return <ExperimentDetail experiment={row.experiment} job={job} />;
  if (row.kind === 'labels')
    return <LabelsDetail experiment={row.experiment} iteration={row.iteration} state={row.state} />;
  return <RunDetail key={row.run.runId} experiment={row.experiment} run={row.run} job={job} />;
}

declare module '../../base/kept/navigation' {
  interface Screens {
    runs: true;
  }
}

export const runsScreen: ScreenDefinition = {
  name: 'runs',
  title: { en: 'Runs', ko: '실행' },
  icon: IconTimeline,
  component: RunsScreen,
  asksAgain: {
    experiments: [ask.runs.experiments],
    labelling: [ask.runs.experiments],
    robustness: [ask.robustness.list, ask.perturbations.list, ask.attacks.list],
  },
};
