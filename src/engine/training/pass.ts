import { type ConvNorm, type Layout, layoutOf } from '../../core/network/layers';
import { blockSurvival } from '../../core/noise/stochastic-depth';
import { halfSquaredNorm, sliceRows, weightedSum } from '../graph/ops';
import type { ProgramStep, ProgramVariable, TensorMap } from '../graph/program';
import { network } from '../models/network';
import { trainingLayers } from '../models/training-layers';
import type { Losses, SeenBatch } from '../objectives/objective';
import { Places, seenBatch } from '../objectives/seen-batch';
import { type Tensor, tf, type Variable } from '../runtime';
import type { ModelNoiseSettings, TrainSettings } from './settings';
import { objectiveOf, type TrainVariables, trainableOf } from './state';

type Statistics = { layer: ConvNorm; mean: Tensor; variance: Tensor };

export interface Pass {
  /**
   * Outputs of a step: the loss, the loss of each row and the most probable class of each row; for a scaled loss also half the squared norm
   * of the gradient, which is not finite if a part of the gradient is not.
   */
  readonly told: TensorMap;
  readonly gradients: Record<string, Tensor>;
  readonly statistics: readonly Statistics[];
}

/** Forward and backward pass of one batch, or of the part of it that `inputs.share` describes. */
export function pass(
  inputs: TensorMap,
  step: ProgramStep,
  variables: TrainVariables,
  layout: Layout,
  settings: TrainSettings,
): Pass {
  const objective = objectiveOf(settings);
  const places = new Places(inputs.groups);
  const taught =
    objective.views.teacher.length > 0 ? teacherSays(inputs, places, variables, layout, settings) : null;
  /** Removes the teacher's rows. */
  const own = (rows: Tensor) =>
    taught ? sliceRows(rows, ...places.before(objective.views.pool.length)) : rows;
  const statistics: Statistics[] = [];
  const layers = layersOf(settings, variables.weights, inputs.seed, places, (layer, mean, variance) =>
    statistics.push({ layer, mean, variance }),
  );
  const told: TensorMap = {};
  const images = own(inputs.images);
  const loss = () => {
    const { logits } = network(images, layers, layout);
    told.predicted = tf.keep(tf.argMax(logits, 1));
    const batch = seenBatch(objective, {
      logits,
      targets: inputs.targets,
      taught,
      images: inputs.places,
      places,
      classes: settings.classes,
      share: inputs.share,
      ...remembering(step, variables, settings),
    });
    const data = summed(objective.losses(batch), own(inputs.weights), places, inputs.share, told);
    const whole = withDecay(data, inputs.share, variables, settings);
    return settings.precision === 'float16' ? tf.mul(whole, inputs.lossScale) : whole;
  };
  const trainable = trainableOf(variables.specs, settings).map(({ name }) => name);
  const weightOf = (name: string) => (variables.weights.get(name) as ProgramVariable).value as Variable;
  const { value, grads } = tf.variableGrads(loss as never, trainable.map(weightOf));
  const gradients = Object.fromEntries(trainable.map((name) => [name, grads[weightOf(name).name]]));
  if (settings.precision !== 'float16') return { told: { ...told, loss: value }, gradients, statistics };
  const unscaled = Object.fromEntries(
    trainable.map((name) => [name, tf.div(gradients[name], inputs.lossScale)]),
  );
  const size = tf.addN(Object.values(unscaled).map((gradient) => halfSquaredNorm(gradient)));
  const unscaledLoss = tf.div(value, inputs.lossScale);
  return { told: { ...told, loss: unscaledLoss, gradientSize: size }, gradients: unscaled, statistics };
}

/** Survival of each block; a frozen block is never dropped, since nothing in it would learn from that. */
function survivalOf(
  { blocks }: Layout,
  { arch, learns }: TrainSettings,
  { survival }: ModelNoiseSettings,
): number[] {
  const isFixed = blocks.map(({ layers }) =>
    layers.every((layer) => layer.kind !== 'conv' || !(learns?.(`${layer.conv}.weight`) ?? true)),
  );
  return blockSurvival(arch, survival).map((keep, block) => (isFixed[block] ? 1 : keep));
}

function layersOf(
  settings: TrainSettings,
  weights: ReadonlyMap<string, ProgramVariable>,
  seed: Tensor,
  places: Places,
  onStatistics: (layer: ConvNorm, mean: Tensor, variance: Tensor) => void,
) {
  const layout = layoutOf(settings.arch, settings.classes);
  const noiseOf = (noise: ModelNoiseSettings) => ({
    dropout: noise.dropout,
    survival: survivalOf(layout, settings, noise),
  });
  const { poolNoise } = settings;
  return trainingLayers({
    parameter: (name) => (weights.get(name) as ProgramVariable).value as Tensor,
    mean: settings.mean,
    std: settings.std,
    epsilon: settings.batchNorm.epsilon,
    noise: noiseOf(settings.noise),
    later: poolNoise && { noise: noiseOf(poolNoise), from: places.labelled },
    seed,
    isFixed: ({ norm }) => !(settings.learns?.(`${norm}.weight`) ?? true),
    onStatistics,
  });
}

/**
 * Logits of the averaged weights for the teacher's views, with their own masks and the statistics of their
 * own rows, which do not update the running averages. It runs outside of the gradient.
 */
function teacherSays(
  inputs: TensorMap,
  places: Places,
  variables: TrainVariables,
  layout: Layout,
  settings: TrainSettings,
): Tensor {
  const { pool, teacher } = objectiveOf(settings).views;
  const [from, each] = places.view(pool.length);
  const rows = sliceRows(inputs.images, from, tf.mul(each, tf.scalar(teacher.length, 'int32')));
  const seed = tf.add(inputs.seed, tf.tensor1d([1, 0], 'int32'));
  // All of the teacher's rows are of the pool.
  const own = { ...settings, noise: settings.poolNoise ?? settings.noise, poolNoise: undefined };
  const layers = layersOf(own, variables.averages, seed, places, (_, ...unused) => tf.dispose(unused));
  return network(rows, layers, layout).logits;
}

/** The state that an objective may read and set, in addition to the batch. */
function remembering(
  step: ProgramStep,
  { remembered }: TrainVariables,
  { consistency = {} }: TrainSettings,
): Pick<SeenBatch, 'setting' | 'state' | 'update'> {
  const variable = (name: string) => {
    const found = remembered.get(name);
    if (found) return found;
    throw new Error(`The objective has no variable "${name}" in its state.`);
  };
  return {
    setting(name) {
      const value = consistency[name];
      if (value !== undefined) return value;
      throw new Error(`The method gives its objective no "${name}".`);
    },
    state: (name) => variable(name).value as Tensor,
    update: (name, value) => void step.assign(variable(name), value),
  };
}

/** The weighted sum of the losses of rows, plus the loss of the whole batch; the losses of rows are put into `told`. */
function summed(losses: Losses, weights: Tensor, places: Places, share: Tensor, told: TensorMap): Tensor {
  if ('all' in losses) {
    told.rowLoss = tf.keep(losses.all);
    return weightedSum(losses.all, weights);
  }
  told.labelledLoss = tf.keep(losses.labelled);
  told.poolLoss = tf.keep(losses.pool);
  // The weight of a pool image is repeated in the row of each of its views.
  const [ofLabelled, ofPool] = [places.before(0), places.view(0)].map((at) => sliceRows(weights, ...at));
  const rows = tf.add(weightedSum(losses.labelled, ofLabelled), weightedSum(losses.pool, ofPool));
  return losses.whole ? tf.add(rows, tf.mul(losses.whole, share)) : rows;
}

/** Adds weight decay, if it belongs to the loss. */
function withDecay(
  data: Tensor,
  share: Tensor,
  { specs, weights }: TrainVariables,
  settings: TrainSettings,
): Tensor {
  if (settings.optimizer.kind === 'adamw' || settings.weightDecay === 0) return data;
  const kernels = trainableOf(specs, settings).filter(({ role }) => role === 'kernel');
  const decay = tf.addN(
    kernels.map(({ name }) => halfSquaredNorm((weights.get(name) as ProgramVariable).value as Tensor)),
  );
  return tf.add(data, tf.mul(decay, tf.mul(share, settings.weightDecay)));
}
