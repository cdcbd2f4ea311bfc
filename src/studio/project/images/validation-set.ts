import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Run } from '../../../catalog';
import { SafetensorsReader } from '../../../files/safetensors/safetensors-reader';
import type { Project } from '../folder/project';
import { runFolder } from './image-sets';

/** The validation images of a run. */
export interface ValidationSet {
  readonly images: number;
  /** Equal for runs that were validated on the same images with the same labels; null if that is no longer known. */
  readonly set: string | null;
}

const unknown: ValidationSet = { images: 0, set: null };

/** A finished run's inputs no longer change, and lists of experiments ask for them again and again. */
const remembered = new WeakMap<Project, Map<string, ValidationSet>>();

/** On which images a finished run was validated. Runs identify them by content, whatever became of splits and labels since. */
export function validationOf(project: Project, run: Run): ValidationSet {
  const known = remembered.get(project) ?? new Map<string, ValidationSet>();
  remembered.set(project, known);
  // A run's id can be used again after a backup was restored: the weights distinguish such runs.
  const key = `${run.id} ${run.weightsHash}`;
  const found = known.get(key) ?? read(join(runFolder(project, run.id), 'inputs.safetensors'));
  if (found !== unknown) known.set(key, found);
  return found;
}

function read(file: string): ValidationSet {
  try {
    return SafetensorsReader.with(file, (reader) => {
      if (!reader.has('validation.hashes')) return { images: 0, set: null };
      const hashes = Buffer.from(reader.read('validation.hashes') as Uint8Array);
      const labels = reader.read('validation.labels') as Int32Array;
      const lines = Array.from(
        labels,
        (label, i) => `${hashes.toString('hex', 32 * i, 32 * i + 32)} ${label}`,
      );
      const set = createHash('sha256').update(lines.sort().join('\n')).digest('hex');
      return { images: labels.length, set };
    });
  } catch {
    return unknown;
  }
}
