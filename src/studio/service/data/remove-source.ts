import { resolve } from 'node:path';
import { studioError } from '../../../core/errors';
import type { RemovedSource } from '../../../core/vocabulary/images';
import { labelledImagesOf } from '../../labelling/file/labelled-images';
import type { Project } from '../../project/folder/project';

/** Removes the folder or list at a path from the project; its files are not touched. Throws `no-such-source`. */
export function removeSource(project: Project, path: string): RemovedSource {
  const { sources, sourceRemoval } = project.catalog;
  const found = sources.findByPath(resolve(path));
  if (!found || sources.isRemoved(found.id)) {
    const all = sources.list().map((source) => `"${source.path}"`);
    throw studioError('no-such-source', { path: resolve(path), sources: all.join(', ') || '-' });
  }
  return sourceRemoval.remove(found.id, labelledImagesOf(project, found.id));
}
