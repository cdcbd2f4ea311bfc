import { drawMixes, type MixSettings, mixTargets, type PairMix } from '../../core/noise/mix';
import { noiseOfView, withoutRandAugment } from '../../core/noise/views';
import type { InputNoise } from '../../core/recipe';
import { balancedWeights } from '../../core/sampling/class-weights';
import { JointSampler, noiseSeed } from '../../core/sampling/sampler';
import { type RampUp, rampUp, stepSize } from '../../core/schedule';
import { expandCopies, writeHardTarget } from '../../core/selection';
import type { BatchPlan } from '../../data/batches/batch-plan';
import { PixelCache } from '../../data/cache/pixel-cache';
import { rowsPerPoolImage } from '../../engine/objectives/objective';
import type { TrainInputs, TrainSpec } from '../job/messages';
import { trainingPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { objectiveOf } from '../model/train-settings';
import { PseudoTargetReader } from './pseudo-targets';

/**
 * The contents of each training step: labelled images first, then each view of the pool's images. It is a
 * function of (inputs, spec, step); `folder` is the run's. Call `close()` when done.
 */
export class JointPlan {
  readonly labelledBatch: number;
  /** Rows of a step. */
  readonly batch: number;
  /** The input noise of each view. */
  readonly noises: readonly (InputNoise | null)[];
  /** The peak of the learning rate, before the schedule. */
  readonly peakRate: number;
  /** The number of different images of the pool. */
  readonly poolImages: number;
  /** The number of pool images in a step, and the number of rows of each of them. */
  readonly #poolBatch: number;
  readonly #poolViews: number;
  readonly #rampUp: RampUp;
  /** The loss weight of each row before the ramp-up, `[batch]`. */
  readonly #fullWeights: Float32Array;
  /** The class weight of each labelled image; null if all are equal. */
  readonly #classWeights: Float32Array | null;
  readonly #sampler: JointSampler;
  readonly #labelledRows: Int32Array;
  readonly #poolRows: Int32Array;
  readonly #entries: Int32Array;
  readonly #targetReader: PseudoTargetReader | null;
  readonly #mixing: MixSettings | null;

  private constructor(
    private readonly spec: TrainSpec,
    private readonly inputs: TrainInputs,
    cache: PixelCache,
    folder: string,
  ) {
    const { labelled, pseudo, unlabelled } = inputs;
    const { training, model, seed, noise, consistency } = spec;
    const objective = objectiveOf(spec);
    const { views } = objective;
    this.#labelledRows = spec.labelled === false ? new Int32Array() : rowsOf(cache, labelled.hashes);
    const pool = pseudo ?? unlabelled;
    this.#poolRows = pool ? rowsOf(cache, pool.hashes) : new Int32Array();
    this.poolImages = this.#poolRows.length;
    this.#entries = pseudo ? expandCopies(pseudo.copies) : Int32Array.from(this.#poolRows.keys());
    this.#sampler = new JointSampler({
      labelledRows: this.#labelledRows,
      pseudoEntries: this.#entries,
      labelledBatch: training.labelledBatch,
      labelled: spec.labelled,
      unlabelledRatio: spec.unlabelledRatio,
      seed,
      balanceBy: training.classBalance === 'sampling' ? labelled.labels : undefined,
    });
    this.#classWeights = training.classBalance === 'weights' ? balancedWeights(labelled.labels) : null;
    const { labelledBatch, pseudoBatch } = this.#sampler;
    this.labelledBatch = labelledBatch;
    this.#poolBatch = pseudoBatch;
    this.#poolViews = rowsPerPoolImage(objective);
    this.#rampUp = objective.rampUp ?? rampUp;
    this.batch = labelledBatch + this.#poolViews * pseudoBatch;
    const ofPool = [...views.pool, ...views.teacher].map((view) =>
      spec.poolNoise?.randAugment === false ? withoutRandAugment(view) : view,
    );
    this.noises = [views.labelled, ...ofPool].map((view) => noiseOfView(view, noise));
    this.#targetReader =
      pseudo && new PseudoTargetReader(pseudo.targets, model.classes, training.labelSmoothing, folder);
    this.#mixing = unlabelled ? null : mixingOf(noise);
    const size = stepSize(training, labelledBatch, pseudoBatch, consistency?.weight);
    this.#fullWeights = new Float32Array(this.batch).fill(size.labelled, 0, labelledBatch);
    this.#fullWeights.fill(size.pool, labelledBatch);
    this.peakRate = spec.rateRule ? size.peak : stepSize(training, labelledBatch, 0).peak;
  }

  /** The plan of a training whose images are in `cacheFolder`. Throws `pixels-missing`. */
  static over(cacheFolder: string, spec: TrainSpec, inputs: TrainInputs, folder: string): JointPlan {
    const { side, fit } = trainingPixels(spec);
    const cache = PixelCache.open(cacheFolder, side, fit);
    try {
      return new JointPlan(spec, inputs, cache, folder);
    } finally {
      cache.close();
    }
  }

  /** The pool image that each row of a step shows, `[batch]`; 0 for labelled rows. */
  places(step: number): Int32Array {
    const { pseudo } = this.#sampler.batch(step);
    const places = new Int32Array(this.batch);
    for (let view = 0; view < this.#poolViews; view++)
      pseudo.forEach((position, i) => {
        places[this.labelledBatch + view * this.#poolBatch + i] = this.#entries[position];
      });
    return places;
  }

  /**
   * Cache rows, noise seeds and views of a step, all `[batch]`. A seed is a function of the step, the
   * position of the image in it and the view.
   */
  images(step: number): BatchPlan {
    const { labelled, pseudo } = this.#sampler.batch(step);
    const rows = new Int32Array(this.batch);
    const views = new Uint8Array(this.batch);
    labelled.forEach((position, i) => {
      rows[i] = this.#labelledRows[position];
    });
    for (let view = 0; view < this.#poolViews; view++)
      pseudo.forEach((position, i) => {
        const at = this.labelledBatch + view * this.#poolBatch + i;
        rows[at] = this.#poolRows[this.#entries[position]];
        views[at] = 1 + view;
      });
    const seeds = Uint32Array.from(rows, (_, i) => noiseSeed(this.spec.seed, step, i));
    return { rows, views, seeds, mixes: this.#mixes(step) };
  }

  /**
   * The pairs mixed in a step: labelled images with labelled ones, and each view of the pool within itself,
   * so that a row keeps its weight.
   */
  #mixes(step: number): PairMix[] {
    const mixing = this.#mixing;
    if (!mixing) return [];
    const parts = [{ from: 0, count: this.labelledBatch }];
    for (let view = 0; view < this.#poolViews; view++)
      parts.push({ from: this.labelledBatch + view * this.#poolBatch, count: this.#poolBatch });
    const { imageSize } = this.spec.model;
    return parts.flatMap((part) => drawMixes(part, imageSize, mixing, this.spec.seed, step));
  }

  /** The loss weight of each row in a step of a training with `steps` steps, `[batch]`. */
  weights(step: number, steps: number): Float32Array {
    const share = this.spec.consistency?.rampUp ?? 0;
    const factor = this.#rampUp(share, step, steps);
    const byClass = this.#weightsByClass(step);
    // A mixed row has the mixed weight of its two classes.
    if (byClass) mixTargets(byClass, 1, this.#mixes(step));
    return this.#fullWeights.map((weight, row) => {
      if (row >= this.labelledBatch) return factor * weight;
      return weight * (byClass?.[row] ?? 1);
    });
  }

  /** The class weight of each row, `[batch]`; undefined if all are equal. */
  #weightsByClass(step: number): Float32Array | undefined {
    const weights = this.#classWeights;
    if (!weights) return undefined;
    const { labelled } = this.#sampler.batch(step);
    const own = new Float32Array(this.batch).fill(1);
    labelled.forEach((position, row) => {
      own[row] = weights[position];
    });
    return own;
  }

  /** Target distributions, `[batch, classes]`; zeros for pool images without a pseudo-label. */
  targets(step: number): Float32Array {
    const { classes } = this.spec.model;
    const { labelSmoothing } = this.spec.training;
    const { labels } = this.inputs.labelled;
    const { labelled, pseudo } = this.#sampler.batch(step);
    const out = new Float32Array(this.batch * classes);
    labelled.forEach((position, i) => {
      writeHardTarget(out, i * classes, labels[position], classes, labelSmoothing);
    });
    const reader = this.#targetReader;
    for (let view = 0; reader && view < this.#poolViews; view++)
      pseudo.forEach((position, i) => {
        const row = this.labelledBatch + view * this.#poolBatch + i;
        reader.read(this.#entries[position], out, row * classes);
      });
    mixTargets(out, classes, this.#mixes(step), this.#weightsByClass(step));
    return out;
  }

  close(): void {
    this.#targetReader?.close();
  }

  /**
   * Class indices of the labelled part, `[labelledBatch]`; in a batch without labelled images those of the
   * pseudo-labels, `[pool images]`. A mixed row has the class of the image with the larger share.
   */
  labels(step: number): Int32Array {
    const labels = this.#ownLabels(step);
    for (const { first, second, share } of this.#mixes(step))
      if (share < 0.5 && second < labels.length)
        [labels[first], labels[second]] = [labels[second], labels[first]];
    return labels;
  }

  #ownLabels(step: number): Int32Array {
    const { labelled, pseudo } = this.#sampler.batch(step);
    if (this.labelledBatch > 0) return labelled.map((position) => this.inputs.labelled.labels[position]);
    const targets = this.inputs.pseudo?.targets;
    if (targets?.kind !== 'rows') return new Int32Array();
    return pseudo.map((position) => targets.classIndex[this.#entries[position]]);
  }
}

/** Null if nothing is mixed; runs begun by an older version have no mixing. */
function mixingOf(noise: InputNoise | null): MixSettings | null {
  const { mixup = 0, cutmix = 0 } = (noise ?? {}) as Partial<InputNoise>;
  return mixup > 0 || cutmix > 0 ? { mixup, cutmix } : null;
}
