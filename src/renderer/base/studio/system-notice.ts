import type { ExperimentView, JobView } from '../../../contract';
import { i18n } from '../strings';
import { sentenceOf } from './errors';

/** A person does not look elsewhere while less than this goes on. */
const worthTellingMs = 3000;

/** What the system's notice of a job that is over says; null for what was short, or what the person ended. */
export function systemNotice(
  { startedAt, finishedAt, status, failure }: JobView,
  experiment: ExperimentView['state'] | null,
): string | null {
  const took = (finishedAt ?? 0) - (startedAt ?? finishedAt ?? 0);
  if (took < worthTellingMs || status === 'cancelled') return null;
  if (failure) return i18n.t('jobs.notice.stopped', { why: sentenceOf(failure) });
  return i18n.t(experiment === 'review' ? 'jobs.notice.review' : 'jobs.notice.done');
}
