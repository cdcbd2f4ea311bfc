import type { LabellingRun } from '../../catalog';
import type { Project } from '../project/project';

/** The newest finished labelling, whose opinions and features help a person to label; undefined before there is one. */
export function newestOpinion({ catalog }: Project): LabellingRun | undefined {
  return catalog.labellingRuns
    .list()
    .filter(({ state }) => state === 'done')
    .at(-1);
}
