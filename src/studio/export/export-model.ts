import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Run } from '../../catalog';
import { studioError } from '../../core/errors';
import { type ModelFormat, modelFormats } from '../../core/export/formats';
import { isEncoder } from '../../core/network/model-spec';
import { removeLeftBeside } from '../../files/durable/durable';
import type { StudioContext } from '../project/context/context';
import { stageEvent } from '../project/context/stage-event';
import { outputsOf } from '../project/images/image-sets';
import { finishedModelOf, weightsOf } from '../project/runs/run-model';
import { modelFacts } from './model-facts';

export interface ModelExport {
  readonly format: ModelFormat;
  /** A file or a folder, depending on the format; it must not exist. */
  readonly target: string;
}

/**
 * Writes a finished run in a format of another program, and returns the path. A file without the extension of its format gets it. Throws
 * `export-encoder`, `export-target-exists`, `export-too-large`.
 */
export async function exportModel(
  context: StudioContext,
  run: Run,
  { format, target: wanted }: ModelExport,
): Promise<string> {
  const { project, engine, signal, tell } = context;
  const model = finishedModelOf(project, run);
  if (isEncoder(model))
    throw studioError('export-encoder', {
      id: String(run.id),
      name: model.encoder.name,
      format: modelFormats[format].title,
    });
  const target = modelTarget(format, wanted);
  if (existsSync(target)) throw studioError('export-target-exists', { path: target });
  removeLeftBeside(target);
  const classes = outputsOf(project, run);
  const weights = weightsOf(context, run);
  tell(stageEvent('export', 'exportModel', { run: run.id, format: modelFormats[format].title }));
  const job = {
    kind: 'export',
    format,
    model,
    weights,
    classNames: classes.map(({ name }) => name),
    facts: modelFacts(project, run),
    target,
  } as const;
  try {
    return (await engine.run(job, { signal })).target;
  } catch (error) {
    // An engine that was killed left what it had written in the person's folder.
    removeLeftBeside(target);
    throw error;
  }
}

/** The path that an export to `target` takes. */
export function modelTarget(format: ModelFormat, target: string): string {
  const { ending } = modelFormats[format];
  const path = resolve(target);
  return path.toLowerCase().endsWith(ending) ? path : path + ending;
}
