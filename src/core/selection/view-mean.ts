/**
 * The mean of the predictions from several views, with equal weights. Rows of `logits` are images. The result has the
 * form of logits: their softmax is the mean of the probabilities, and their log-sum-exp, which is the energy score,
 * is the mean over the views.
 */
export class ViewMean {
  readonly #probabilities: Float64Array;
  /** For each image, the sum of the views' log-sum-exp. */
  readonly #energies: Float64Array;
  #views = 0;

  constructor(
    images: number,
    private readonly classes: number,
  ) {
    this.#probabilities = new Float64Array(images * classes);
    this.#energies = new Float64Array(images);
  }

  /** Adds a view: logits `[images, classes]`. */
  add(logits: Float32Array): void {
    const { classes } = this;
    this.#views++;
    for (const image of this.#energies.keys()) {
      const row = logits.subarray(image * classes, (image + 1) * classes);
      const largest = row.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
      const energy = largest + Math.log(row.reduce((sum, value) => sum + Math.exp(value - largest), 0));
      this.#energies[image] += energy;
      row.forEach((value, c) => {
        this.#probabilities[image * classes + c] += Math.exp(value - energy);
      });
    }
  }

  /** `[images, classes]` */
  logits(): Float32Array {
    return Float32Array.from(this.#probabilities, (sum, i) => {
      const energy = this.#energies[Math.floor(i / this.classes)];
      // A class that every view rules out keeps the smallest probability that double precision can express.
      return Math.log(Math.max(sum / this.#views, Number.MIN_VALUE)) + energy / this.#views;
    });
  }
}
