import type { Project } from '../../project/folder/project';
import { withLabelling } from './labelling';

/**
 * Images of a source that a model has labelled: they stay in the catalog when the source is removed. If a labelling cannot be read, these
 * are all images of the source.
 */
export function labelledImagesOf(project: Project, sourceId: number): Set<number> {
  const { catalog } = project;
  const labelled = new Set<number>();
  for (const labelling of catalog.labellingRuns.list()) {
    if (labelling.state !== 'done') continue;
    try {
      withLabelling(project, labelling, ({ ids, sources }) => {
        for (let row = 0; row < ids.length; row++) if (sources[row] === sourceId) labelled.add(ids[row]);
      });
    } catch {
      return new Set(catalog.images.ids({ sourceId }));
    }
  }
  return labelled;
}
