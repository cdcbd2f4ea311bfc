import type { JobKind, JobView } from '../../../contract';
import { i18n } from '../strings';
import { subjectOf } from '../words/job-subject';

/** Jobs whose progress is kept, so that a person can resume them. */
const resumable: readonly JobKind[] = ['experiment', 'study', 'import'];

/** The message after the studio's process died: the jobs that ended with it, and what can be done about each. */
export function restartText(jobs: readonly JobView[]): string {
  const lost = jobs.filter(({ finishedAt }) => finishedAt === null);
  const sentence = (words: 'restartedResume' | 'restartedAgain', these: readonly JobView[]) => {
    const names = these.map((job) => i18n.t(`jobs.kinds.${job.kind}`, { subject: subjectOf(job) }));
    return names.length > 0 ? [i18n.t(`down.${words}`, { jobs: names.join(', ') })] : [];
  };
  const resumed = lost.filter(({ kind }) => resumable.includes(kind));
  const begun = lost.filter(({ kind }) => !resumable.includes(kind));
  return [
    i18n.t('down.restartedHelp'),
    ...sentence('restartedResume', resumed),
    ...sentence('restartedAgain', begun),
  ].join(' ');
}
