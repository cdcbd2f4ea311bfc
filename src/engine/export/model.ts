import { existsSync } from 'node:fs';
import { studioError } from '../../core/errors';
import type { ModelAbout } from '../../core/export/facts';
import type { Architecture } from '../../core/network/arch';

/** A trained network as the input of every export. */
export interface ExportedModel extends ModelAbout {
  readonly arch: Architecture;
  readonly batchNormEpsilon: number;
  /**
   * Reads a weight by the trainer's name for it. Weights are read when they are needed, so that only a few are
   * in memory.
   */
  read(name: string): Float32Array;
}

/**
 * The writer of a format of `src/core/export/formats.ts`. It writes `target`, which must not exist yet,
 * completely or not at all.
 */
export type WriteModel = (target: string, model: ExportedModel) => void;

/** Runs a function that writes a file of this name; throws a clear error if the name is already taken. */
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
