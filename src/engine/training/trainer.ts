import { studioError } from '../../core/errors';
import { hash32 } from '../../core/numbers/random';
import type { InEach } from '../../core/words/language';
import { mixedPrecision } from '../graph/mixed-precision';
import { recomputed } from '../graph/recompute';
import type { Session } from '../graph/session';
import type { Weights } from '../models/folded-layers';
import { rowsPerPoolImage } from '../objectives/objective';
import type { TensorData } from '../runtime';
import { LossScale, lossScaleName } from './loss-scale';
import { dealt, groupsOf, partOf } from './parts';
import type { TrainSettings } from './settings';
import { isAveraged, objectiveOf, sumPrefix } from './state';
import { buildTraining } from './train-step';

/**
 * One joint batch of any number of images: labelled ones first, then each view of the pool's images, in the
 * objective's order of views.
 */
export interface TrainBatch {
  /** `[batch, size, size, 3]` RGB. */
  images: Uint8Array;
  /** `[batch, classes]`, rows sum to 1, or to 0 for an image without a target. */
  targets: Float32Array;
  /** The loss weight of each row, `[batch]`, equal for all views of an image. */
  weights: Float32Array;
  /**
   * The pool image that a row shows, `[batch]`, with any value for a labelled row; needed if the objective remembers something about each
   * image.
   */
  places?: Int32Array;
  /** The number of labelled images; needed if the objective uses pool images as well. */
  labelled?: number;
  learningRate: number;
  /** Decay of the weights' moving average at this step. */
  emaDecay?: number;
}

export interface StepResult {
  loss: number;
  /**
   * The loss of each row, `[batch]`; for a pool image with several views it is in the row of the first, and
   * the others are 0.
   */
  rowLoss: Float32Array;
  /** Most probable class of each row under noise, `[batch]`; 0 for the rows of a teacher. */
  predicted: Int32Array;
}

/** A network in training: weights, optimizer slots, averages and the step counter in one TensorFlow session. */
export class Trainer {
  /** Steps done so far. Noise and AdamW's bias correction depend on it, so a resume must set it. */
  step = 0;
  readonly #session: Session;
  readonly #names: string[];
  readonly #scale: LossScale | null;
  readonly settings: TrainSettings;

  /**
   * At most `most` images are in memory at a time: the gradient of a larger batch is summed over parts of it.
   * The step is that of the whole batch except for batch normalisation, whose statistics are those of each
   * part.
   */
  constructor(
    settings: Omit<TrainSettings, 'inParts'>,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {
    const isScaled = settings.precision === 'float16';
    this.settings = { ...settings, inParts: isScaled || Number.isFinite(most) };
    this.#scale = isScaled ? new LossScale() : null;
    const { program, specs } = buildTraining(this.settings);
    this.#session = program.compile((nodes) => {
      const kept = settings.recompute ? recomputed(nodes, program.graph.segments) : nodes;
      const { precision = 'float32' } = settings;
      return precision === 'float32' ? kept : mixedPrecision(kept, precision);
    });
    this.#names = specs.map(({ name }) => name);
  }

  /**
   * One step. Throws `step-not-finite` when the loss is NaN or infinite; the weights of a whole batch have been changed by then. Throws
   * `gradient-not-finite` when no scale of the loss makes the gradient finite in float16.
   */
  train(batch: TrainBatch): StepResult {
    const result = this.settings.inParts ? this.#trainInParts(batch) : this.#trainWhole(batch);
    this.step++;
    return result;
  }

  #trainWhole(batch: TrainBatch): StepResult {
    const rows = batch.weights.length;
    const result = this.#session.run('train', {
      ...this.#partInputs(batch, 0, 1),
      ...this.#updateInputs(batch),
    });
    return this.#checked({
      loss: (result.loss as Float32Array)[0],
      rowLoss: this.#lossesOf(result, this.#groups(batch), rows),
      predicted: padded(result.predicted as Int32Array, rows),
    });
  }

  #trainInParts(batch: TrainBatch): StepResult {
    const rows = batch.weights.length;
    const parts = dealt(rows, this.most, this.#groups(batch));
    const told: StepResult = { loss: 0, rowLoss: new Float32Array(rows), predicted: new Int32Array(rows) };
    let gradientSize = 0;
    for (const [at, part] of parts.entries()) {
      const piece = partOf(batch, part);
      const result = this.#session.run('add', this.#partInputs(piece, at, parts.length));
      const rowLoss = this.#lossesOf(result, this.#groups(piece), part.length);
      const predicted = padded(result.predicted as Int32Array, part.length);
      told.loss += (result.loss as Float32Array)[0];
      if (this.#scale) gradientSize += result.gradientSize?.[0] as number;
      part.forEach((row, i) => {
        told.rowLoss[row] = rowLoss[i];
        told.predicted[row] = predicted[i];
      });
    }
    const checked = this.#checked(told);
    if (this.#scale) this.#applyOrSkip(batch, this.#scale, Number.isFinite(gradientSize));
    else this.#session.run('apply', this.#updateInputs(batch));
    return checked;
  }

  /** Changes the weights, unless the scaled loss was too large for the gradient. */
  #applyOrSkip(batch: TrainBatch, scale: LossScale, finite: boolean): void {
    this.#session.run(finite ? 'apply' : 'drop', finite ? this.#updateInputs(batch) : {});
    if (scale.stepped(finite)) return;
    throw studioError('gradient-not-finite', { step: this.step + 1 });
  }

  #groups({ weights, labelled }: TrainBatch) {
    return groupsOf(weights.length, labelled, rowsPerPoolImage(objectiveOf(this.settings)));
  }

  /** The losses of the rows of a batch or part, from the outputs of its graph. */
  #lossesOf(
    { rowLoss, labelledLoss, poolLoss }: Record<string, TensorData>,
    { labelled }: { labelled: number },
    rows: number,
  ): Float32Array {
    if (rowLoss) return padded(rowLoss as Float32Array, rows);
    const losses = new Float32Array(rows);
    losses.set(labelledLoss as Float32Array);
    losses.set(poolLoss as Float32Array, labelled);
    return losses;
  }

  /**
   * The inputs of a pass over part `at` of `parts`. Running averages move as far in all parts together as in
   * one whole batch.
   */
  #partInputs(batch: TrainBatch, at: number, parts: number) {
    const { images, targets, weights } = batch;
    const places = batch.places ?? new Int32Array(weights.length);
    const { seed, batchNorm } = this.settings;
    const { labelled, pool } = this.#groups(batch);
    const noise = (stream: number) =>
      (at === 0 ? hash32(seed, stream, this.step) : hash32(seed, stream, this.step, at)) | 0;
    return {
      images,
      targets,
      weights,
      places,
      groups: Int32Array.of(labelled, pool),
      seed: Int32Array.of(noise(1), noise(2)),
      share: Float32Array.of(1 / parts),
      normRate: Float32Array.of(1 - batchNorm.momentum ** (1 / parts)),
      ...(this.#scale ? { lossScale: Float32Array.of(this.#scale.value) } : {}),
    };
  }

  #updateInputs({ learningRate, emaDecay = 0 }: TrainBatch) {
    const { optimizer } = this.settings;
    const t = this.step + 1;
    const powers = optimizer.kind === 'adamw' ? [optimizer.beta1 ** t, optimizer.beta2 ** t] : [1, 1];
    return {
      learningRate: Float32Array.of(learningRate),
      emaRate: Float32Array.of(1 - emaDecay),
      betaPowers: Float32Array.from(powers),
    };
  }

  #checked(told: StepResult): StepResult {
    if (Number.isFinite(told.loss)) return told;
    throw studioError('step-not-finite', {
      loss: String(told.loss),
      step: this.step + 1,
      where: rowsBehind(told.rowLoss),
    });
  }

  /** The weights for inference: the moving average if one is kept, otherwise the weights themselves. */
  weights(): Weights {
    const prefix = isAveraged(this.settings) ? 'ema/' : '';
    const values = this.#session.read(this.#names.map((name) => prefix + name));
    return new Map(this.#names.map((name) => [name, values.get(prefix + name) as Float32Array]));
  }

  /** Starts from other weights (fine-tuning). Their names and sizes must match this network. */
  setWeights(weights: Weights): void {
    const values = new Map<string, Float32Array>();
    for (const name of this.#names) {
      const value = weights.get(name);
      if (!value) throw studioError('weights-mismatch', { name });
      values.set(name, value);
      if (isAveraged(this.settings)) values.set(`ema/${name}`, value);
    }
    this.#session.write(values);
  }

  /** Name and shape of every variable of the state, all of them float32. */
  get variables(): readonly { readonly name: string; readonly shape: number[] }[] {
    const own = this.#session.variables.filter(({ name }) => !name.startsWith(sumPrefix));
    return this.#scale ? [...own, { name: lossScaleName, shape: [2] }] : own;
  }

  /** The whole state by variable name. */
  state(): Map<string, { shape: number[]; data: TensorData }> {
    return new Map(this.stateParts());
  }

  /**
   * The state for a checkpoint, in the order of `variables`; only a few variables are in memory at a time.
   */
  *stateParts(mostBytes = bytesAtOnce): Generator<[name: string, { shape: number[]; data: TensorData }]> {
    const ofSession = this.variables.filter(({ name }) => name !== lossScaleName);
    for (const group of inGroups(ofSession, mostBytes)) {
      const values = this.#session.read(group.map(({ name }) => name));
      for (const { name, shape } of group) yield [name, { shape, data: values.get(name) as TensorData }];
    }
    if (this.#scale) yield [lossScaleName, { shape: [2], data: this.#scale.state }];
  }

  /** Sets a state as `state` returns it; `state.get` is called once for each variable. */
  setState(
    state: { get(name: string): { data: TensorData } | undefined },
    step: number,
    mostBytes = bytesAtOnce,
  ): void {
    const ofSession = this.variables.filter(({ name }) => name !== lossScaleName);
    for (const group of inGroups(ofSession, mostBytes)) {
      const values = new Map<string, TensorData>();
      for (const { name } of group) {
        const entry = state.get(name);
        if (!entry) throw studioError('checkpoint-mismatch', { name });
        values.set(name, entry.data);
      }
      this.#session.write(values);
    }
    // The state of a training that began in another precision has no scale.
    const scale = state.get(lossScaleName);
    if (this.#scale && scale) this.#scale.state = scale.data as Float32Array;
    this.step = step;
  }

  close(): void {
    this.#session.close();
  }
}

/** `values` padded with zeros, so that every row has one. */
function padded<A extends Int32Array | Float32Array>(values: A, rows: number): A {
  if (values.length === rows) return values;
  const out = new (values.constructor as new (length: number) => A)(rows);
  out.set(values);
  return out;
}

/**
 * The part of a state that is in memory at once. The parts are few, because TensorFlow prepares its whole
 * graph again for each.
 */
const bytesAtOnce = 2 ** 30;

/** Groups variables to at most `mostBytes` of float32; a single larger one is a group of its own. */
function* inGroups<T extends { readonly shape: number[] }>(
  variables: readonly T[],
  mostBytes: number,
): Generator<T[]> {
  let group: T[] = [];
  let bytes = 0;
  for (const variable of variables) {
    const own = 4 * variable.shape.reduce((product, n) => product * n, 1);
    if (group.length > 0 && bytes + own > mostBytes) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(variable);
    bytes += own;
  }
  if (group.length > 0) yield group;
}

/** Names the images whose losses are not finite, in words; every loss may be finite although their sum is not. */
function rowsBehind(rowLoss: Float32Array): InEach<string> {
  const rows = [...rowLoss.keys()].filter((row) => !Number.isFinite(rowLoss[row]));
  if (rows.length === 0) return { en: 'that of each image is finite', ko: '이미지별 손실은 유한함' };
  const named = rows.length > 8 ? `${rows.slice(0, 8).join(', ')}, …` : rows.join(', ');
  return {
    en: `${rows.length} of ${rowLoss.length} images of the batch: rows ${named}`,
    ko: `배치의 이미지 ${rowLoss.length}장 중 ${rows.length}장: 행 ${named}`,
  };
}
