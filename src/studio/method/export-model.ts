import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Run } from '../../catalog';
import { studioError } from '../../core/errors';
import type { StudioContext } from '../project/context';
import { outputsOf } from '../project/image-sets';
import { finishedModelOf, weightsOf } from '../project/run-model';
import { stageEvent } from '../project/stage-event';

/** Writes a finished run as a TensorFlow SavedModel folder. Throws `export-target-exists`. */
export async function exportSavedModelOf(context: StudioContext, run: Run, target: string): Promise<string> {
  const folder = resolve(target);
  if (existsSync(folder)) throw studioError('export-target-exists', { path: folder });
  const { project, engine, signal, tell } = context;
  const classes = outputsOf(project, run);
  tell(stageEvent('export', 'exportModel', { run: run.id }));
  const result = await engine.run(
    {
      kind: 'export',
      model: finishedModelOf(project, run),
      weights: weightsOf(context, run),
      classNames: classes.map(({ name }) => name),
      folder,
    },
    { signal },
  );
  return result.folder;
}
