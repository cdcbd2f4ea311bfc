import { StudioError } from '../../core/errors';
import type { EmbeddingMap } from '../contract';
import type { Project } from '../project';
import type { ReviewTable } from './table';

export async function similarOrder(
  _project: Project,
  _table: ReviewTable,
  _row: number,
  _descending: boolean,
): Promise<Int32Array> {
  throw new StudioError(
    'no-features',
    'This labelling kept no features. Label the pool again to compare images.',
  );
}

export async function embeddingMap(_project: Project, _table: ReviewTable): Promise<EmbeddingMap> {
  throw new StudioError('no-features', 'This labelling kept no features. Label the pool again to see a map.');
}
