import type { Architecture } from '../../core/network/arch';
import { type ConvNorm, type Layout, layoutOf } from '../../core/network/layers';
import { initialValue, isTrained, type ParameterSpec, parametersOf } from '../../core/network/parameters';
import { blockSurvival } from '../../core/noise/stochastic-depth';
import { halfSquaredNorm, softmaxCrossEntropy, weightedSum } from '../graph/ops';
import { float, Program, type ProgramVariable, type Step, type TensorMap } from '../graph/program';
import { type NetworkOutput, network } from '../models/network';
import { trainingLayers } from '../models/training-layers';
import { type Tensor, tf, type Variable } from '../runtime';
import { applyGradient, createSlots, type OptimizerSettings, type Slots } from './optimizers';

export interface ModelNoiseSettings {
  /** Share of features dropped before the classifier. */
  readonly dropout: number;
  /** Survival probability of the last block. */
  readonly survival: number;
}

/** Everything that shapes the traced training step. What changes from step to step is an input of the step instead. */
export interface TrainSettings {
  arch: Architecture;
  classes: number;
  imageSize: number;
  mean: readonly number[];
  std: readonly number[];
  noise: ModelNoiseSettings;
  optimizer: OptimizerSettings;
  weightDecay: number;
  /** Upper bound of the gradients' joint norm. */
  gradientClip?: number;
  batchNorm: { momentum: number; epsilon: number };
  /** Keep an exponential moving average of all weights under `ema/<name>`. */
  ema: boolean;
  seed: number;
  /** Take the gradient of a batch in parts: functions `add` and `apply` in the place of `train`. */
  inParts?: boolean;
  /** Which layers learn, by parameter name; all where left out. A fixed layer normalises with its running averages. */
  learns?: (parameter: string) => boolean;
}

interface Parameters {
  specs: ParameterSpec[];
  variables: Map<string, ProgramVariable>;
  averages: Map<string, ProgramVariable>;
  slots: Map<string, Slots>;
  /** Where the gradients of the parts of a batch add up; empty where batches are whole. */
  sums: Map<string, ProgramVariable>;
}

/** Before the names of the sums: they are zero between two steps and no part of a training's state. */
export const sumPrefix = 'sum/';

const isTrainable = (spec: ParameterSpec, { learns }: TrainSettings) =>
  isTrained(spec) && (learns?.(spec.name) ?? true);

const trainableOf = (specs: readonly ParameterSpec[], settings: TrainSettings) =>
  specs.filter((spec) => isTrainable(spec, settings));

function declare(program: Program, layout: Layout, settings: TrainSettings): Parameters {
  const specs = parametersOf(layout);
  const variables = new Map<string, ProgramVariable>();
  specs.forEach((spec, i) => {
    const value = tf.tensor(initialValue(spec, i, settings.seed), [...spec.shape]);
    variables.set(spec.name, program.variable(spec.name, value, isTrainable(spec, settings)));
  });
  const averages = new Map<string, ProgramVariable>();
  if (settings.ema) {
    for (const { name } of specs) {
      averages.set(
        name,
        program.variable(`ema/${name}`, tf.clone(variables.get(name)?.value as Tensor), false),
      );
    }
  }
  const slots = new Map<string, Slots>();
  for (const spec of trainableOf(specs, settings)) {
    slots.set(
      spec.name,
      createSlots(program, variables.get(spec.name) as ProgramVariable, settings.optimizer),
    );
  }
  const sums = new Map<string, ProgramVariable>();
  if (settings.inParts)
    for (const { name, shape } of trainableOf(specs, settings))
      sums.set(name, program.variable(sumPrefix + name, tf.zeros([...shape]), false));
  return { specs, variables, averages, slots, sums };
}

interface Pass {
  loss: Tensor;
  rowLoss: Tensor;
  predicted: Tensor;
  gradients: Record<string, Tensor>;
  statistics: { layer: ConvNorm; mean: Tensor; variance: Tensor }[];
}

/** Forward and backward pass of one joint batch, or of the part of it that `inputs.share` says. */
function pass(inputs: TensorMap, parameters: Parameters, layout: Layout, settings: TrainSettings): Pass {
  const statistics: Pass['statistics'] = [];
  const value = (name: string) => (parameters.variables.get(name) as ProgramVariable).value as Tensor;
  const layers = trainingLayers({
    parameter: value,
    mean: settings.mean,
    std: settings.std,
    epsilon: settings.batchNorm.epsilon,
    noise: {
      dropout: settings.noise.dropout,
      survival: blockSurvival(settings.arch, settings.noise.survival),
    },
    seed: inputs.seed,
    isFixed: ({ norm }) => !(settings.learns?.(`${norm}.weight`) ?? true),
    onStatistics: (layer, mean, variance) => statistics.push({ layer, mean, variance }),
  });
  const kept: { rowLoss?: Tensor; predicted?: Tensor } = {};
  const lossOf = () => {
    const { logits }: NetworkOutput = network(inputs.images, layers, layout);
    const rows = softmaxCrossEntropy(logits, inputs.targets);
    kept.rowLoss = tf.keep(rows);
    kept.predicted = tf.keep(tf.argMax(logits, 1));
    const data = weightedSum(rows, inputs.weights);
    if (settings.optimizer.kind === 'adamw' || settings.weightDecay === 0) return data;
    const kernels = trainableOf(parameters.specs, settings).filter(({ role }) => role === 'kernel');
    const decay = tf.addN(kernels.map(({ name }) => halfSquaredNorm(value(name))));
    return tf.add(data, tf.mul(decay, tf.mul(inputs.share, settings.weightDecay)));
  };
  const trainable = trainableOf(parameters.specs, settings);
  const { value: loss, grads } = tf.variableGrads(
    lossOf as never,
    trainable.map(({ name }) => value(name) as Variable),
  );
  const byName = trainable.map(({ name }) => [name, grads[(value(name) as Variable).name]] as const);
  return {
    loss,
    rowLoss: kept.rowLoss as Tensor,
    predicted: kept.predicted as Tensor,
    gradients: Object.fromEntries(byName),
    statistics,
  };
}

/** Scales all gradients down when their joint norm is above `limit`. */
function clip(gradients: Record<string, Tensor>, limit: number): Record<string, Tensor> {
  const squares = Object.values(gradients).map((gradient) => halfSquaredNorm(gradient));
  const norm = tf.sqrt(tf.mul(tf.addN(squares), 2));
  const factor = tf.div(limit, tf.maximum(norm, limit));
  return Object.fromEntries(
    Object.entries(gradients).map(([name, gradient]) => [name, tf.mul(gradient, factor)]),
  );
}

function updateWeights(
  inputs: TensorMap,
  step: Step,
  parameters: Parameters,
  settings: TrainSettings,
  taken: Record<string, Tensor>,
) {
  const gradients = settings.gradientClip ? clip(taken, settings.gradientClip) : taken;
  const last = new Map<string, string>();
  const decoupled = settings.optimizer.kind === 'adamw' && settings.weightDecay > 0;
  const shrink = decoupled ? tf.mul(inputs.learningRate, settings.weightDecay) : undefined;
  for (const { name, role } of trainableOf(parameters.specs, settings)) {
    const variable = parameters.variables.get(name) as ProgramVariable;
    const before: string[] = [];
    if (shrink && role === 'kernel') {
      before.push(
        step.update('ResourceApplyGradientDescent', variable, [shrink, variable.value], { T: float }),
      );
    }
    const slots = parameters.slots.get(name) as Slots;
    const rates = { learningRate: inputs.learningRate, betaPowers: inputs.betaPowers };
    last.set(name, applyGradient(step, settings.optimizer, variable, slots, gradients[name], rates, before));
  }
  return last;
}

/** Moves the running averages towards the statistics of the batch, by `rate`. */
function updateStatistics(
  step: Step,
  parameters: Parameters,
  done: Pass,
  rate: Tensor,
  last = new Map<string, string>(),
) {
  for (const { layer, mean, variance } of done.statistics) {
    for (const [suffix, fresh] of [
      ['running_mean', mean],
      ['running_var', variance],
    ] as const) {
      const name = `${layer.norm}.${suffix}`;
      const variable = parameters.variables.get(name) as ProgramVariable;
      last.set(name, moveTowards(step, variable, fresh, rate, []));
    }
  }
}

/** variable += rate · (target − variable). */
function moveTowards(
  step: Step,
  variable: ProgramVariable,
  target: Tensor | string,
  rate: Tensor | string,
  after: string[],
) {
  const old = step.read(variable, []);
  const delta = step.op('Sub', [old, target], { T: float });
  return step.update('ResourceApplyGradientDescent', variable, [rate, delta], { T: float }, after);
}

/** Moves the weights' averages towards the weights once those have changed; `last` has the nodes that changed them. */
function updateAverages(step: Step, parameters: Parameters, rate: Tensor, last: Map<string, string>) {
  for (const [name, average] of parameters.averages) {
    const variable = parameters.variables.get(name) as ProgramVariable;
    const changed = last.get(name);
    const fresh = step.read(variable, changed ? [changed] : []);
    moveTowards(step, average, fresh, rate, []);
  }
}

const disposeOf = ({ statistics }: Pass) => {
  for (const { mean, variance } of statistics) tf.dispose([mean, variance]);
};

/**
 * Declares the network's variables and defines the function `train`, or `add` and `apply` where batches are taken in parts: `add`
 * takes the gradient of a part, `apply` changes the weights by the sum. See `Trainer` for inputs and outputs.
 */
export function buildTraining(
  settings: TrainSettings,
  program = new Program(),
): {
  program: Program;
  layout: Layout;
  specs: ParameterSpec[];
} {
  const layout = layoutOf(settings.arch, settings.classes);
  const parameters = declare(program, layout, settings);
  const { imageSize, classes } = settings;
  const batch = {
    images: { shape: [-1, imageSize, imageSize, 3], dtype: 'uint8' },
    targets: { shape: [-1, classes], dtype: 'float32' },
    weights: { shape: [-1], dtype: 'float32' },
    seed: { shape: [2], dtype: 'int32' },
    share: { shape: [], dtype: 'float32' },
    normRate: { shape: [], dtype: 'float32' },
  } as const;
  const update = {
    learningRate: { shape: [], dtype: 'float32' },
    emaRate: { shape: [], dtype: 'float32' },
    betaPowers: { shape: [2], dtype: 'float32' },
  } as const;
  const told = ({ loss, rowLoss, predicted }: Pass) => ({ loss, rowLoss, predicted });
  if (!settings.inParts) {
    program.define('train', { ...batch, ...update }, (inputs, step) => {
      const done = pass(inputs, parameters, layout, settings);
      const last = updateWeights(inputs, step, parameters, settings, done.gradients);
      updateStatistics(step, parameters, done, inputs.normRate, last);
      updateAverages(step, parameters, inputs.emaRate, last);
      disposeOf(done);
      return told(done);
    });
    return { program, layout, specs: parameters.specs };
  }
  program.define('add', batch, (inputs, step) => {
    const done = pass(inputs, parameters, layout, settings);
    for (const [name, sum] of parameters.sums)
      step.update('AssignAddVariableOp', sum, [done.gradients[name]], { dtype: float });
    updateStatistics(step, parameters, done, inputs.normRate);
    disposeOf(done);
    return told(done);
  });
  program.define('apply', update, (inputs, step) => {
    const sums = Object.fromEntries([...parameters.sums].map(([name, { value }]) => [name, value as Tensor]));
    const last = updateWeights(inputs, step, parameters, settings, sums);
    for (const [name, sum] of parameters.sums)
      step.update('AssignVariableOp', sum, [tf.zeros(sum.shape)], { dtype: float }, [
        last.get(name) as string,
      ]);
    updateAverages(step, parameters, inputs.emaRate, last);
    return { done: tf.add(inputs.learningRate, 0) };
  });
  return { program, layout, specs: parameters.specs };
}
