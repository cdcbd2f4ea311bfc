import { Anchor } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { Failure, JobView } from '../../../contract';
import type { Note } from '../../../core/words/notes';
import { chosenLabelling } from '../kept/chosen-labelling';
import { goTo, screenNow } from '../kept/navigation';
import { i18n } from '../strings';
import { subjectOf } from '../words/job-subject';
import { studio } from './connection';
import { showDamage } from './damage';
import { failureOf, noteText, sentenceOf } from './errors';
import { restartText } from './restart-text';
import { stay } from './standing-notices';
import { systemNotice } from './system-notice';

/** The id of the message about a job's end: the message disappears when the same kind of job starts again. */
const noticeOf = (job: JobView) =>
  job.experimentId === null || job.kind === 'study'
    ? `${job.kind} of ${subjectOf(job)}`
    : `experiment ${job.experimentId}`;

export function takeBack(job: JobView): void {
  notifications.hide(noticeOf(job));
}

/** Says in a corner of the window how a job ended. */
export function announce(job: JobView): void {
  const title = i18n.t(`jobs.kinds.${job.kind}`, { subject: subjectOf(job) });
  void noticeOutside(job, title);
  if (job.failure && showDamage(job.failure)) return;
  if (job.failure) stay('job', { id: noticeOf(job), title, message: sentenceOf(job.failure), color: 'red' });
  else if (job.status === 'done' && job.kind === 'label')
    notifications.show({
      id: noticeOf(job),
      title,
      message: (
        <Anchor component="button" fz="sm" onClick={() => void reviewNewest()}>
          {i18n.t('jobs.reviewLabels')}
        </Anchor>
      ),
      autoClose: 20_000,
    });
  else if (job.status === 'done' && job.kind === 'predict' && screenNow() !== 'predict')
    notifications.show({
      id: noticeOf(job),
      title,
      message: (
        <Anchor component="button" fz="sm" onClick={() => goTo('predict')}>
          {i18n.t('jobs.lookAtPredictions')}
        </Anchor>
      ),
      autoClose: 20_000,
    });
  else if (job.status === 'done' && job.output) {
    const path = job.output;
    notifications.show({
      title,
      message: (
        <Anchor component="button" fz="sm" onClick={() => void studio.app.reveal({ path })}>
          {i18n.t('jobs.reveal')}
        </Anchor>
      ),
      autoClose: 10_000,
    });
  }
}

/** Opens Review with the newest labelling. */
async function reviewNewest(): Promise<void> {
  const [newest] = await studio.review.labellings().catch(() => []);
  chosenLabelling.set(newest?.id ?? null);
  goTo('review');
}

/** Also notifies a person who is in another program. */
async function noticeOutside(job: JobView, title: string): Promise<void> {
  const experiments = job.experimentId === null ? [] : await studio.runs.experiments().catch(() => []);
  const state = experiments.find(({ id }) => id === job.experimentId)?.state ?? null;
  const body = systemNotice(job, state);
  if (body)
    await studio.app.notify({ title: title.slice(0, 300), body: body.slice(0, 3000) }).catch(() => {});
}

/** Reports the error of an action of a person. A damaged catalog is shown on a screen of its own instead. */
export function complain(error: unknown): void {
  const failure = failureOf(error);
  // Errors of a project that was closed meanwhile concern nobody any more.
  if (failure.code === 'no-open-project' || showDamage(failure)) return;
  notifications.show({
    // If the studio is gone, all calls fail at once, which is reported only once.
    id: failure.code === 'studio-gone' ? failure.code : undefined,
    title: i18n.t('errors.title'),
    message: sentenceOf(failure),
    color: 'red',
    autoClose: 12_000,
  });
}

/** Reports a note about an action that succeeded. */
export function remark(note: Note): void {
  notifications.show({ message: noteText(note), color: 'orange', autoClose: 20_000 });
}

/** Reports a problem of the open project that no action caused. */
export function announceTrouble(failure: Failure): void {
  if (showDamage(failure)) return;
  stay('trouble', {
    id: 'trouble',
    title: i18n.t('restore.trouble'),
    message: sentenceOf(failure),
    color: 'orange',
  });
}

/** Reports that the studio's process died and was restarted, and what ended with it. */
export function announceRestart(jobs: readonly JobView[]): void {
  notifications.show({
    title: i18n.t('down.restarted'),
    message: restartText(jobs),
    color: 'orange',
    autoClose: false,
  });
}
