import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { JobView, ProjectView } from '../../contract';
import { complain } from '../base/studio/announce';
import { ask, studio } from '../base/studio/connection';
import { count, duration, short, speed } from '../base/words/format';
import { subjectOf } from '../base/words/job-subject';
import { stageWords } from '../base/words/stage-words';
import { JobsMenu } from './JobsMenu';
import { NextStepLink } from './NextStepLink';
import classes from './Shell.module.css';

/**
 * The running job, on every screen: what it does, its progress, speed and remaining time, and a button to
 * stop it.
 */
export function Footer({ project }: { readonly project: ProjectView }) {
  const { t } = useTranslation();
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  const active = jobs.filter(({ finishedAt }) => finishedAt === null).reverse();
  // If several jobs are active, an experiment or a study takes precedence.
  const job = active.find(isLoop) ?? active[0];
  return (
    <footer className={classes.foot}>
      {job ? <Running job={job} /> : <Idle project={project} />}
      {active.length > 1 && <span>{t('jobs.more', { count: active.length - 1 })}</span>}
      <JobsMenu jobs={jobs} />
    </footer>
  );
}

function Idle({ project }: { readonly project: ProjectView }) {
  const { t } = useTranslation();
  return (
    <>
      <span>{t('jobs.idle')}</span>
      <NextStepLink project={project} />
      <span style={{ flex: 1 }} />
    </>
  );
}

function Running({ job }: { readonly job: JobView }) {
  const { t } = useTranslation();
  const { progress } = job;
  const name = t(`jobs.kinds.${job.kind}`, { subject: subjectOf(job) });
  const progressText = [statusWord(job, t), ...details(job, t)].filter(Boolean).join('  ·  ');
  const share = progress && progress.total > 0 ? progress.done / progress.total : null;
  return (
    <>
      <div
        className={share === null ? `${classes.bar} ${classes.unsure}` : classes.bar}
        role="progressbar"
        aria-label={stageWords(job.stage, t) ?? subjectOf(job)}
        aria-valuenow={share === null ? undefined : Math.round(share * 100)}
      >
        <div style={share === null ? undefined : { width: `${share * 100}%` }} />
      </div>
      <span className={classes.strong} title={name} data-testid="job-name">
        {name}
      </span>
      <span className={classes.progress} title={progressText} data-testid="job-progress">
        {progressText}
      </span>
      <Button
        size="compact-xs"
        variant="default"
        disabled={job.status === 'cancelling'}
        onClick={() => studio.jobs.cancel({ id: job.id }).catch(complain)}
      >
        {t(stopWord(job))}
      </Button>
    </>
  );
}

/** An experiment or a study can be resumed. */
const isLoop = ({ kind }: Pick<JobView, 'kind'>) => kind === 'experiment' || kind === 'study';

/** An experiment keeps what it has learnt and can be resumed, so the button does not say "cancel". */
function stopWord({ kind, status }: JobView) {
  if (status === 'cancelling') return 'jobs.cancelling';
  if (!isLoop({ kind })) return 'jobs.cancel';
  return status === 'queued' ? 'runs.dequeue' : 'runs.pause';
}

type T = TFunction;

function statusWord(job: JobView, t: T): string {
  if (job.status === 'queued') return t('jobs.queued');
  return stageWords(job.stage, t) ?? t('jobs.starting');
}

function details({ progress }: JobView, t: T): string[] {
  if (!progress) return [];
  const { done, total, unit, imagesPerSecond, secondsLeft, loss } = progress;
  return [
    t(`jobs.progress.${unit}`, { count: total, done: count(done), total: count(total) }),
    loss === null ? '' : t('jobs.progress.loss', { loss: short(loss) }),
    imagesPerSecond > 0 ? speed(imagesPerSecond) : '',
    secondsLeft === null ? '' : t('jobs.progress.left', { time: duration(secondsLeft) }),
  ];
}
