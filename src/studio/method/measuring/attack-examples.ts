import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageInput } from '../../../catalog';
import type { Strength } from '../../../core/adversarial/strength';
import { type StoredTensor, withCheckpoint, writeCheckpoint } from '../../../files/safetensors/safetensors';
import type { AttackedExamples } from '../../../runner/job/messages';
import type { Project } from '../../project/folder/project';
import { runFolder } from '../../project/images/image-sets';

/** The measurement that examples belong to. */
interface Measurement {
  readonly id: number;
  readonly runId: number;
}

/** What a model predicted for an example under one attack. */
export interface KeptExample {
  readonly imageId: number;
  /** Catalog id of the predicted class. */
  readonly classId: number;
  readonly confidence: number;
  /** As `perturbationPixels` returns it; null for the clean image. */
  readonly perturbation: Uint8Array | null;
}

/**
 * Examples of one attack are kept in a file in the run's folder, and deleted with it: nobody queries by pixels. A file contains `image
 * [n]`, `class [n]` (catalog ids), `confidence [n]` and `perturbation [n, numbers of an image]`.
 */
function fileOf(project: Project, { id, runId }: Measurement, strength: Strength | null): string {
  const name = strength ? `${strength.attack}-${strength.steps}-${strength.epsilon}` : 'clean';
  return join(runFolder(project, runId), 'attacks', String(id), `${name}.safetensors`);
}

/** Keeps the examples of an attack; a `strength` of null is no attack. `images` begin with the examples. */
export function keepExamples(
  project: Project,
  measurement: Measurement,
  strength: Strength | null,
  {
    examples: { predicted, confidence, perturbation },
    images,
    classIds,
  }: {
    readonly examples: AttackedExamples;
    readonly images: readonly ImageInput[];
    /** Catalog ids of the classes that `predicted` indexes. */
    readonly classIds: readonly number[];
  },
): void {
  const count = predicted.length;
  const tensors = new Map<string, StoredTensor>([
    ['image', { shape: [count], data: Int32Array.from({ length: count }, (_, i) => images[i].id) }],
    ['class', { shape: [count], data: predicted.map((at) => classIds[at]) }],
    ['confidence', { shape: [count], data: confidence }],
  ]);
  if (perturbation)
    tensors.set('perturbation', { shape: [count, perturbation.length / count], data: perturbation });
  const file = fileOf(project, measurement, strength);
  mkdirSync(join(file, '..'), { recursive: true });
  writeCheckpoint(file, { tensors, metadata: {} });
}

/**
 * The example at `place` under an attack; null if there is none, for example in a project that was restored without the folders of its
 * runs.
 */
export function keptExample(
  project: Project,
  measurement: Measurement,
  strength: Strength | null,
  place: number,
): KeptExample | null {
  const file = fileOf(project, measurement, strength);
  if (!existsSync(file)) return null;
  return withCheckpoint(file, (reader) => {
    const images = reader.read('image') as Int32Array;
    if (place >= images.length) return null;
    const size = reader.tensors.get('perturbation')?.shape[1] ?? 0;
    const perturbation = size > 0 ? (reader.read('perturbation') as Uint8Array) : null;
    return {
      imageId: images[place],
      classId: (reader.read('class') as Int32Array)[place],
      confidence: (reader.read('confidence') as Float32Array)[place],
      perturbation: perturbation?.slice(place * size, (place + 1) * size) ?? null,
    };
  });
}
