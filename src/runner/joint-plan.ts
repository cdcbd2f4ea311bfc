import { JointSampler, noiseSeed } from '../core/sampling/sampler';
import { stepSize } from '../core/schedule';
import { expandCopies, writeHardTarget } from '../core/selection';
import type { PixelCache } from '../data/pixel-cache';
import type { TrainInputs, TrainSpec } from './messages';
import { PseudoTargetReader } from './pseudo-targets';
import { rowsOf } from './rows';

/**
 * What each step trains on: labelled images first, pseudo-labelled ones after them. A function of (inputs, spec, step); `folder` is the
 * run's. `close()` when done.
 */
export class JointPlan {
  readonly labelledBatch: number;
  readonly batch: number;
  /** What each row's cross entropy counts, `[batch]`. */
  readonly weights: Float32Array;
  /** The learning rate before any schedule. */
  readonly peakRate: number;
  private readonly sampler: JointSampler;
  private readonly labelledRows: Int32Array;
  private readonly pseudoRows: Int32Array;
  private readonly entries: Int32Array;
  private readonly targetReader: PseudoTargetReader | null;

  constructor(
    private readonly spec: TrainSpec,
    private readonly inputs: TrainInputs,
    cache: PixelCache,
    folder: string,
  ) {
    const { labelled, pseudo } = inputs;
    const { training, model, seed } = spec;
    this.labelledRows = rowsOf(cache, labelled.hashes);
    this.pseudoRows = pseudo ? rowsOf(cache, pseudo.hashes) : new Int32Array();
    this.entries = expandCopies(pseudo ? pseudo.copies : new Int32Array());
    this.sampler = new JointSampler({
      labelledRows: this.labelledRows,
      pseudoEntries: this.entries,
      labelledBatch: training.labelledBatch,
      unlabelledRatio: spec.unlabelledRatio,
      seed,
    });
    const { labelledBatch, pseudoBatch } = this.sampler;
    this.labelledBatch = labelledBatch;
    this.batch = labelledBatch + pseudoBatch;
    this.targetReader =
      pseudo && new PseudoTargetReader(pseudo.targets, model.classes, training.labelSmoothing, folder);
    const size = stepSize(training, labelledBatch, pseudoBatch);
    this.weights = new Float32Array(this.batch).fill(size.labelled, 0, labelledBatch);
    this.weights.fill(size.pseudo, labelledBatch);
    this.peakRate = spec.rateRule ? size.peak : stepSize(training, labelledBatch, 0).peak;
  }

  /** Cache rows and noise seeds of a step, both `[batch]`. */
  images(step: number): { rows: Int32Array; seeds: Uint32Array } {
    const { labelled, pseudo } = this.sampler.batch(step);
    const rows = new Int32Array(this.batch);
    labelled.forEach((position, i) => {
      rows[i] = this.labelledRows[position];
    });
    pseudo.forEach((position, i) => {
      rows[this.labelledBatch + i] = this.pseudoRows[this.entries[position]];
    });
    return { rows, seeds: Uint32Array.from(rows, (_, i) => noiseSeed(this.spec.seed, step, i)) };
  }

  /** `[batch, classes]` */
  targets(step: number): Float32Array {
    const { classes } = this.spec.model;
    const { labelSmoothing } = this.spec.training;
    const { labels } = this.inputs.labelled;
    const { labelled, pseudo } = this.sampler.batch(step);
    const out = new Float32Array(this.batch * classes);
    labelled.forEach((position, i) => {
      writeHardTarget(out, i * classes, labels[position], classes, labelSmoothing);
    });
    pseudo.forEach((position, i) => {
      this.targetReader?.read(this.entries[position], out, (this.labelledBatch + i) * classes);
    });
    return out;
  }

  close(): void {
    this.targetReader?.close();
  }

  /** Class indices of the labelled part, `[labelledBatch]`. */
  labels(step: number): Int32Array {
    return this.sampler.batch(step).labelled.map((position) => this.inputs.labelled.labels[position]);
  }
}
