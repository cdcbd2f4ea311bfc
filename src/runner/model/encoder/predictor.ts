import type { EncoderCard } from '../../../core/encoder/card';
import { studioError } from '../../../core/errors';
import type { LinearHead } from '../../../core/probe/linear-probe';
import type { Prediction } from '../../../engine/inference/predictor';
import { hashFiles } from '../../../files/reading/file-hash';
import type { ModelPredictor } from '../model';
import { EncoderSession } from './session';

/** A frozen encoder with a linear head. */
export class EncoderPredictor implements ModelPredictor {
  private constructor(
    private readonly session: EncoderSession,
    private readonly card: EncoderCard,
    readonly imageSize: number,
    /** The most images in one call. */
    readonly batch: number,
    readonly classes: number,
    private readonly head: LinearHead | null,
  ) {}

  get features(): number {
    return this.card.features;
  }

  /**
   * Opens the encoder in `files`, the model first, which must be the files that `card` describes. Without a
   * head the predictor returns features, and logits of 0. Throws `encoder-changed`.
   */
  static async open(
    files: readonly string[],
    card: EncoderCard,
    {
      imageSize,
      batch,
      classes,
      head,
    }: { imageSize: number; batch: number; classes: number; head: LinearHead | null },
  ): Promise<EncoderPredictor> {
    const { name, sha256 } = card;
    if ((await hashFiles(files)) !== sha256) throw studioError('encoder-changed', { name, sha256 });
    const session = await EncoderSession.open(files[0]);
    return new EncoderPredictor(session, card, imageSize, batch, classes, head);
  }

  /** Logits and features of `images` `[n, size, size, 3]` uint8, any n. */
  async predict(images: Uint8Array): Promise<Prediction> {
    const stride = 3 * this.imageSize ** 2;
    const count = images.length / stride;
    const atOnce = this.card.input.batch ?? this.batch;
    const features = new Float32Array(count * this.features);
    for (let at = 0; at < count; at += atOnce) {
      const part = images.subarray(at * stride, (at + atOnce) * stride);
      const encoded = await this.session.run(part, { ...this.card, imageSize: this.imageSize });
      features.set(encoded.features, at * this.features);
    }
    return { features, logits: this.#logits(features) };
  }

  #logits(features: Float32Array): Float32Array {
    const { classes, head, features: width } = this;
    const count = features.length / width;
    const logits = new Float32Array(count * classes);
    if (!head) return logits;
    const sums = new Float64Array(classes);
    for (let image = 0; image < count; image++) {
      sums.set(head.bias);
      for (let f = 0; f < width; f++) {
        const value = features[image * width + f];
        for (let c = 0; c < classes; c++) sums[c] += value * head.weights[f * classes + c];
      }
      logits.set(sums, image * classes);
    }
    return logits;
  }

  close(): Promise<void> {
    return this.session.close();
  }
}
