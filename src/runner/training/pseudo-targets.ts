import { resolve } from 'node:path';
import { studioError } from '../../core/errors';
import { retemper, writeHardTarget } from '../../core/selection';
import { toClasses } from '../../core/selection/class-columns';
import type { PseudoTargets } from '../job/messages';
import { LabellingFile } from '../labelling/labelling-file';
import { type DenseTargets, openDenseTargets } from './train-inputs';

/**
 * The targets of pseudo-labelled images, read from the labelling when a step needs them. Call `close()` when
 * done.
 */
export class PseudoTargetReader {
  readonly #labelling: LabellingFile | null;
  readonly #dense: DenseTargets | null;

  /**
   * `folder` is the run's folder. Throws `labelling-unreadable`, also if the labelling is not the one that the
   * run began with.
   */
  constructor(
    private readonly targets: PseudoTargets,
    private readonly classes: number,
    private readonly smoothing: number,
    folder: string,
  ) {
    this.#labelling = targets.kind === 'rows' && targets.labelling ? opened(targets.labelling, folder) : null;
    this.#dense = targets.kind === 'dense' ? openDenseTargets(folder) : null;
  }

  /** Writes the target distribution of an image, `[classes]`, to `out` at `at`. */
  read(image: number, out: Float32Array, at: number): void {
    const { targets, classes } = this;
    if (targets.kind === 'dense') {
      if (this.#dense) out.set(this.#dense.row(image), at);
      return;
    }
    const row = targets.rows[image];
    if (row < 0 || !this.#labelling) {
      writeHardTarget(out, at, targets.classIndex[image], classes, this.smoothing);
      return;
    }
    const soft = toClasses(this.#labelling.softLabel(row), targets.places, classes);
    out.set(retemper(soft, classes, targets.temperature), at);
  }

  close(): void {
    this.#labelling?.close();
    this.#dense?.close();
  }
}

function opened({ file, hash }: { file: string; hash: string }, folder: string): LabellingFile {
  const path = resolve(folder, file);
  const labelling = LabellingFile.open(path);
  if (labelling.hash === hash) return labelling;
  labelling.close();
  throw studioError('labelling-unreadable', {
    path,
    reason: {
      en: 'it is not the one that this training began with',
      ko: '이 학습이 시작할 때의 파일이 아님',
    },
  });
}
