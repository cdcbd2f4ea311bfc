import { resolve } from 'node:path';
import { studioError } from '../core/errors';
import { hardTargets, retemper } from '../core/selection';
import { toClasses } from '../core/selection/class-columns';
import { LabellingFile } from './labelling-file';
import type { PseudoTargets } from './messages';

/** What a student learns of each pseudo-labelled image, read from the labelling when a step needs it. `close()` when done. */
export class PseudoTargetReader {
  readonly #labelling: LabellingFile | null;
  readonly #hard: Float32Array;

  /** `folder` is that of the run. Throws `labelling-unreadable`, also where it is not the labelling that the run began with. */
  constructor(
    private readonly targets: PseudoTargets,
    private readonly classes: number,
    smoothing: number,
    folder: string,
  ) {
    this.#labelling = targets.kind === 'rows' && targets.labelling ? opened(targets.labelling, folder) : null;
    this.#hard = hardTargets(
      Int32Array.from({ length: classes }, (_, c) => c),
      classes,
      smoothing,
    );
  }

  /** Writes the distribution of an image, `[classes]`, to `out` from `at` on. */
  read(image: number, out: Float32Array, at: number): void {
    out.set(this.#of(image), at);
  }

  #of(image: number): Float32Array {
    const { targets, classes } = this;
    if (targets.kind === 'dense') return targets.values.subarray(image * classes, (image + 1) * classes);
    const row = targets.rows[image];
    if (row < 0 || !this.#labelling) {
      const classIndex = targets.classIndex[image];
      return this.#hard.subarray(classIndex * classes, (classIndex + 1) * classes);
    }
    return retemper(
      toClasses(this.#labelling.softLabel(row), targets.places, classes),
      classes,
      targets.temperature,
    );
  }

  close(): void {
    this.#labelling?.close();
  }
}

function opened({ file, hash }: { file: string; hash: string }, folder: string): LabellingFile {
  const path = resolve(folder, file);
  const labelling = LabellingFile.open(path);
  if (labelling.hash === hash) return labelling;
  labelling.close();
  throw studioError('labelling-unreadable', {
    path,
    reason: 'it is not the one that this training began with',
  });
}
