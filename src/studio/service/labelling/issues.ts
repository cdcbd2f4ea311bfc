import type { JobView } from '../../../contract';
import { isPixelIssue } from '../../../core/vocabulary/image-issues';
import { notScored, rankedByIssue, scoreImages } from '../../issues';
import { os } from '../session/base';
import type { Studio } from '../session/studio';
import { prepared } from './likeness';

export const issues = {
  prepare: os.issues.prepare.handler(async ({ context: { studio }, input: { issue, basis } }) => {
    const { project } = studio;
    // This issue needs only sizes, which are in the catalog.
    if (issue === 'odd-size') return null;
    // Scores are kept in the project, so a project that cannot be written has none.
    project.refuseReadOnly();
    if (!isPixelIssue(issue)) return prepared(studio, { basis, clusters: true });
    if ((await notScored(project)).length === 0) return null;
    return jobUnderWay(studio) ?? addJob(studio);
  }),
  ranked: os.issues.ranked.handler(async ({ context: { studio }, input, signal }) => {
    const { ids, found } = await rankedByIssue(studio.project, input, signal);
    return { ids, found };
  }),
};

/** The newest job of each studio. */
const newest = new WeakMap<Studio, number>();

function jobUnderWay(studio: Studio): JobView | null {
  const job = studio.jobs.list().find(({ id }) => id === newest.get(studio));
  return job && (job.status === 'queued' || job.status === 'running') ? job : null;
}

function addJob(studio: Studio): JobView {
  const request = { kind: 'issues', subject: studio.project.name } as const;
  const job = studio.addFilesJob(request, async (project, { signal, tell }) => {
    await scoreImages({ project, signal, tell });
  });
  newest.set(studio, job.id);
  return job;
}
