import { basename } from 'node:path';
import { type ImportRequest, importSource } from '../import';
import type { StudioContext } from '../project/context/context';
import { stageEvent } from '../project/context/stage-event';

/** Imports a part of a demo and reports the progress. */
export async function importTold(
  { project, tell, signal }: Pick<StudioContext, 'project' | 'tell' | 'signal'>,
  request: ImportRequest,
): Promise<void> {
  tell(stageEvent('pixels', 'importPart', { name: basename(request.path) }));
  await importSource(project, request, {
    signal,
    onProgress: (reading) => {
      const progress = { phase: 'preparing', unit: 'images', ...reading } as const;
      tell({ type: 'progress', stage: 'pixels', progress });
    },
  });
}
