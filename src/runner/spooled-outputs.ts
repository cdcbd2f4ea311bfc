import type { ModelOutputs, OutputRows } from '../core/ood';
import { SpooledRows } from '../files/spooled-rows';

/** Images of a piece: of 1,280 features in float64, as a fit takes them, some 20 MB. */
const imagesAtATime = 2048;

/** What a model says about images, kept on the disk beside `place` until `close()`. Throws `disk-full` and its like. */
export class SpooledOutputs implements OutputRows {
  readonly #features: SpooledRows;
  readonly #logits: SpooledRows;

  constructor(place: string, { features, classes }: { features: number; classes: number }) {
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

  /** Numbers of an image's features. */
  get width(): number {
    return this.#features.width;
  }

  append({ features, logits }: Pick<ModelOutputs, 'features' | 'logits'>): void {
    this.#features.append(features);
    this.#logits.append(logits);
  }

  *pieces(): Generator<ModelOutputs> {
    const logits = this.#logits.pieces(imagesAtATime);
    for (const features of this.features())
      yield { features, logits: logits.next().value as Float32Array, classes: this.#logits.width };
  }

  /** The features alone, `[at most imagesAtATime, width]` each time. */
  features(): Iterable<Float32Array> {
    return this.#features.pieces(imagesAtATime);
  }

  close(): void {
    this.#features.close();
    this.#logits.close();
  }
}
