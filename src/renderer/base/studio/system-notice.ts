import type { ExperimentView, JobView } from '../../../contract';
import { i18n } from '../strings';
import { sentenceOf } from './errors';

/** Jobs shorter than this are not announced: a person does not turn to another program in so short a time. */
const worthTellingMs = 3000;

/** The text of the system notification for a finished job; null for a short job and for one that the person ended. */
export function systemNotice(
  { startedAt, finishedAt, status, failure }: JobView,
  experiment: ExperimentView['state'] | null,
): string | null {
  const took = (finishedAt ?? 0) - (startedAt ?? finishedAt ?? 0);
  if (took < worthTellingMs || status === 'cancelled') return null;
  if (failure) return i18n.t('jobs.notice.stopped', { why: sentenceOf(failure) });
  return i18n.t(experiment === 'review' ? 'jobs.notice.review' : 'jobs.notice.done');
}
