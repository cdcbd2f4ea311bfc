import { usableShare } from './memory';
import { imagesInPart, leastBytes, type WorkShape } from './workload';

/** The whole memory of a machine, in bytes, whatever other programs use of it now. */
export interface MachineMemory {
  /** The memory in which batches are made. */
  readonly main: number;
  /** The memory in which models are trained: the same, or that of a GPU; 0 if it is not known. */
  readonly models: number;
  /** Whether models may be trained at half the width there. */
  readonly halves: boolean;
}

/** What does not fit: a model of which `batch` images are computed at a time, or the images of a whole batch; and the bytes of both. */
export interface TooLarge {
  readonly what: 'model' | 'batch';
  readonly arch: string;
  readonly imageSize: number;
  readonly batch: number;
  readonly needed: number;
  readonly has: number;
}

/** Batches of which at least this many are in memory at a time: one in its step, and the next. */
const batches = 2;

/**
 * The first training among shapes of work that a machine can never do, however little else it does: its engine would refuse it later, after
 * the trainings before it. Undefined if there is none.
 */
export function neverFits(shapes: readonly WorkShape[], memory: MachineMemory): TooLarge | undefined {
  for (const shape of shapes) {
    if (shape.kind !== 'train') continue;
    const { arch, imageSize, labelled, pseudo } = shape;
    const batch = labelled + pseudo;
    const made = (batches * batch * 3 * imageSize ** 2) / usableShare;
    if (made > memory.main) return { what: 'batch', arch, imageSize, batch, needed: made, has: memory.main };
    // A training recomputes results by itself where that makes room.
    const needed = leastBytes({ ...shape, gradientCheckpointing: true }, memory.halves);
    if (memory.models > 0 && needed > memory.models)
      return { what: 'model', arch, imageSize, batch: imagesInPart(shape), needed, has: memory.models };
  }
  return undefined;
}
