import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { StudioContext } from '../project/context/context';
import { stageEvent, tellImages } from '../project/context/stage-event';
import type { Project } from '../project/folder/project';
import { areClustersNew, makeClusters } from './clusters';
import { notLookedAt } from './missing';
import { networkName } from './network';
import { makeNetworkLooks, renewNetworkLooks } from './network-looks';
import { makePictureLooks } from './picture-looks';

/** What is to be made: looks, and clusters of them. */
export interface Wanted {
  readonly basis: LikenessBasis;
  readonly clusters: boolean;
}

/** Whether there is nothing to do. */
export async function isPrepared(project: Project, { basis, clusters }: Wanted): Promise<boolean> {
  if ((await notLookedAt(project, basis)).length > 0) return false;
  return !clusters || areClustersNew(project, basis);
}

/** A context whose engine is only needed for looks by a network. */
type Context<B extends LikenessBasis> = B extends 'network'
  ? StudioContext
  : Pick<StudioContext, 'project' | 'signal' | 'tell'>;

/**
 * Looks at images that have not been looked at yet, and makes clusters if they are wanted and the images have changed since the last ones.
 */
export async function prepareLikeness<B extends LikenessBasis>(
  context: Context<B>,
  { basis, clusters }: { readonly basis: B; readonly clusters: boolean },
): Promise<void> {
  const { project, signal, tell } = context;
  let missing = await notLookedAt(project, basis, signal);
  if (basis === 'network' && (await renewNetworkLooks(project, missing.length)))
    missing = await notLookedAt(project, basis, signal);
  const images = missing.length;
  if (images > 0 && basis === 'picture') {
    tell(stageEvent('pixels', 'looks', { images }));
    await makePictureLooks(project, missing, signal, tellImages(tell));
  } else if (images > 0) {
    tell(stageEvent('pixels', 'features', { images, name: networkName() }));
    await makeNetworkLooks(context as StudioContext, missing, tellImages(tell));
  }
  if (!clusters || (await areClustersNew(project, basis, signal))) return;
  tell(stageEvent('select', 'clusters', { images: project.catalog.labelViews.usable() }));
  await makeClusters(project, basis, signal, tellImages(tell));
}
