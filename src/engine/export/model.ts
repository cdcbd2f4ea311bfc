import { existsSync } from 'node:fs';
import { studioError } from '../../core/errors';
import type { ModelAbout } from '../../core/export/facts';
import type { Architecture } from '../../core/network/arch';

/** A trained network as every export takes it. */
export interface ExportedModel extends ModelAbout {
  readonly arch: Architecture;
  readonly batchNormEpsilon: number;
  /** A weight by its name, as the trainer names it; read when it is asked for, so that no more than a few are in memory. */
  read(name: string): Float32Array;
}

/** One way out: what `src/core/export/formats.ts` says of it, done. Writes `target`, which must not be there yet, whole or not at all. */
export type WriteModel = (target: string, model: ExportedModel) => void;

/** Does what writes a file of this name; says it in words where the name is taken, before or by then. */
export function named(target: string, write: () => void): void {
  if (existsSync(target)) throw studioError('export-target-exists', { path: target });
  try {
    write();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST')
      throw studioError('export-target-exists', { path: target });
    throw error;
  }
}
