import type { ModelOutputs, OutputRows } from '../../core/ood';
import { SpooledRows } from '../../files/durable/spooled-rows';

/**
 * The most images in a piece; there are fewer if they have so many features or classes that a piece would
 * exceed 32 MiB in float64, which a fit uses.
 */
const mostAtATime = 2048;
const pieceBytes = 32 * 2 ** 20;

/**
 * A model's outputs for images, kept in files beside `place` until `close()`. Throws `disk-full` and similar
 * errors.
 */
export class SpooledOutputs implements OutputRows {
  readonly #features: SpooledRows;
  readonly #logits: SpooledRows;
  readonly #atATime: number;

  constructor(place: string, { features, classes }: { features: number; classes: number }) {
    const fit = Math.floor(pieceBytes / (8 * Math.max(features, classes)));
    this.#atATime = Math.max(1, Math.min(mostAtATime, fit));
    this.#features = new SpooledRows(`${place}.features`, features);
    try {
      this.#logits = new SpooledRows(`${place}.logits`, classes);
    } catch (error) {
      this.#features.close();
      throw error;
    }
  }

  get images(): number {
    return this.#logits.rows;
  }

  /** Number of features of an image. */
  get width(): number {
    return this.#features.width;
  }

  append({ features, logits }: Pick<ModelOutputs, 'features' | 'logits'>): void {
    this.#features.append(features);
    this.#logits.append(logits);
  }

  *pieces(): Generator<ModelOutputs> {
    const logits = this.#logits.pieces(this.#atATime);
    for (const features of this.features())
      yield { features, logits: logits.next().value as Float32Array, classes: this.#logits.width };
  }

  /** Only the features, in pieces. */
  features(): Iterable<Float32Array> {
    return this.#features.pieces(this.#atATime);
  }

  close(): void {
    this.#features.close();
    this.#logits.close();
  }
}
