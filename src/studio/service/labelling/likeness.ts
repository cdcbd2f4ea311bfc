import type { JobView, PictureFilter } from '../../../contract';
import { BitSet } from '../../../core/numbers/bit-set';
import {
  clusterImages,
  clusterViews,
  isPrepared,
  likenessChoice,
  prepareLikeness,
  similarImages,
  typicalImages,
} from '../../likeness';
import type { Project } from '../../project/folder/project';
import { os } from '../session/base';
import type { Studio } from '../session/studio';

export const likeness = {
  choice: os.likeness.choice.handler(() => likenessChoice()),
  prepare: os.likeness.prepare.handler(({ context: { studio }, input }) => prepared(studio, input)),
  similar: os.likeness.similar.handler(async ({ context, input: { pictures, ...input }, signal }) => {
    const { project } = context.studio;
    return among(project, await similarImages(project, input, signal), pictures);
  }),
  typical: os.likeness.typical.handler(({ context, input, signal }) =>
    typicalImages(context.studio.project, input, signal),
  ),
  clusters: os.likeness.clusters.handler(({ context, input, signal }) =>
    clusterViews(context.studio.project, input.basis, signal),
  ),
  members: os.likeness.members.handler(async ({ context, input: { pictures, ...input }, signal }) => {
    const { project } = context.studio;
    return among(project, await clusterImages(project, input, signal), pictures);
  }),
};

/** The job that looks at images that have not been looked at yet; null if there is nothing to do. Throws `opened-read-only`. */
export async function prepared(studio: Studio, wanted: Wanted): Promise<JobView | null> {
  // Looks are kept in the project, so a project that cannot be written has none.
  studio.project.refuseReadOnly();
  if (await isPrepared(studio.project, wanted)) return null;
  return jobUnderWay(studio, wanted) ?? addJob(studio, wanted);
}

/** The images that pass a filter, in their order. */
function among({ catalog }: Project, ids: Int32Array, pictures: PictureFilter | undefined): Int32Array {
  if (pictures === undefined) return ids;
  const passing = new BitSet();
  for (const id of catalog.marks.images(pictures)) passing.add(id);
  return passing.among(ids);
}

type Wanted = Parameters<typeof isPrepared>[1];

/** The newest job of each studio, and what it makes. */
const newest = new WeakMap<Studio, { readonly id: number; readonly wanted: Wanted }>();

function jobUnderWay(studio: Studio, { basis, clusters }: Wanted): JobView | null {
  const last = newest.get(studio);
  if (last?.wanted.basis !== basis || (clusters && !last.wanted.clusters)) return null;
  const job = studio.jobs.list().find(({ id }) => id === last.id);
  return job && (job.status === 'queued' || job.status === 'running') ? job : null;
}

/** Looks by a network need the engine; those by colours and layout do not. */
function addJob(studio: Studio, wanted: Wanted): JobView {
  const { basis, clusters } = wanted;
  const request = { kind: 'likeness', subject: studio.project.name } as const;
  const job =
    basis === 'network'
      ? studio.addEngineJob(request, (context) => prepareLikeness(context, { basis, clusters }))
      : studio.addFilesJob(request, (project, { signal, tell }) =>
          prepareLikeness({ project, signal, tell }, { basis, clusters }),
        );
  newest.set(studio, { id: job.id, wanted });
  return job;
}
