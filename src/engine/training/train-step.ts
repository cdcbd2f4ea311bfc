import { type Layout, layoutOf } from '../../core/network/layers';
import type { ParameterSpec } from '../../core/network/parameters';
import { halfSquaredNorm } from '../graph/ops';
import { float, Program, type ProgramStep, type ProgramVariable, type TensorMap } from '../graph/program';
import { rowsPerPoolImage } from '../objectives/objective';
import { type Tensor, tf } from '../runtime';
import { applyGradient, type Slots } from './optimizers';
import { type Pass, pass } from './pass';
import type { TrainSettings } from './settings';
import { declare, objectiveOf, type TrainVariables, trainableOf } from './state';

/** Scales all gradients down when their joint norm exceeds `limit`. */
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
  step: ProgramStep,
  variables: TrainVariables,
  settings: TrainSettings,
  taken: Record<string, Tensor>,
) {
  const gradients = settings.gradientClip ? clip(taken, settings.gradientClip) : taken;
  const last = new Map<string, string>();
  const rates = ratesBy(inputs.learningRate, settings);
  for (const { name, role } of trainableOf(variables.specs, settings)) {
    const variable = variables.weights.get(name) as ProgramVariable;
    const before: string[] = [];
    const { learningRate, shrink } = rates(name);
    if (shrink && role === 'kernel') {
      before.push(
        step.update('ResourceApplyGradientDescent', variable, [shrink, variable.value], { T: float }),
      );
    }
    const slots = variables.slots.get(name) as Slots;
    const given = { learningRate, betaPowers: inputs.betaPowers };
    last.set(name, applyGradient(step, settings.optimizer, variable, slots, gradients[name], given, before));
  }
  return last;
}

/** The learning rate and the weight-decay factor of each parameter; equal ones share a node. */
function ratesBy(
  whole: Tensor,
  { rateOf, optimizer, weightDecay }: TrainSettings,
): (parameter: string) => { readonly learningRate: Tensor; readonly shrink?: Tensor } {
  const decoupled = optimizer.kind === 'adamw' && weightDecay > 0;
  const made = new Map<number, { learningRate: Tensor; shrink?: Tensor }>();
  return (parameter) => {
    const share = rateOf?.(parameter) ?? 1;
    let rates = made.get(share);
    if (!rates) {
      const learningRate = share === 1 ? whole : tf.mul(whole, share);
      rates = { learningRate, shrink: decoupled ? tf.mul(learningRate, weightDecay) : undefined };
      made.set(share, rates);
    }
    return rates;
  };
}

/** Moves the running averages towards the statistics of the batch, by `rate`. */
function updateStatistics(
  step: ProgramStep,
  variables: TrainVariables,
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
      const variable = variables.weights.get(name) as ProgramVariable;
      last.set(name, moveTowards(step, variable, fresh, rate, []));
    }
  }
}

/** variable += rate · (target − variable). */
function moveTowards(
  step: ProgramStep,
  variable: ProgramVariable,
  target: Tensor | string,
  rate: Tensor | string,
  after: string[],
) {
  const old = step.read(variable, []);
  const delta = step.op('Sub', [old, target], { T: float });
  return step.update('ResourceApplyGradientDescent', variable, [rate, delta], { T: float }, after);
}

/**
 * Moves the weights' averages towards the weights after these have changed; `last` holds the nodes that
 * changed them.
 */
function updateAverages(
  step: ProgramStep,
  variables: TrainVariables,
  rate: Tensor,
  last: Map<string, string>,
) {
  for (const [name, average] of variables.averages) {
    const variable = variables.weights.get(name) as ProgramVariable;
    const changed = last.get(name);
    const fresh = step.read(variable, changed ? [changed] : []);
    moveTowards(step, average, fresh, rate, []);
  }
}

const disposeOf = ({ statistics }: Pass) => {
  for (const { mean, variance } of statistics) tf.dispose([mean, variance]);
};

/**
 * Declares the network's variables and defines the function `train`, or `add` and `apply` if batches are processed in parts: `add` adds the
 * gradient of a part to a sum, `apply` changes the weights by the sum, and `drop`, which exists for a scaled loss, discards the sum. See
 * `Trainer` for inputs and outputs.
 */
export function buildTraining(
  settings: TrainSettings,
  program = new Program(Math.max(1, rowsPerPoolImage(objectiveOf(settings)))),
): {
  program: Program;
  layout: Layout;
  specs: ParameterSpec[];
} {
  const layout = layoutOf(settings.arch, settings.classes);
  const variables = declare(program, layout, settings);
  const { imageSize, classes } = settings;
  const batch = {
    images: { shape: [-1, imageSize, imageSize, 3], dtype: 'uint8' },
    targets: { shape: [-1, classes], dtype: 'float32' },
    weights: { shape: [-1], dtype: 'float32' },
    places: { shape: [-1], dtype: 'int32' },
    // The step is traced on one pool image, because a convolution of zero rows has no shape.
    groups: { shape: [2], dtype: 'int32', sample: [0, 1] },
    seed: { shape: [2], dtype: 'int32' },
    share: { shape: [], dtype: 'float32' },
    normRate: { shape: [], dtype: 'float32' },
    ...(settings.precision === 'float16' ? { lossScale: { shape: [], dtype: 'float32' } as const } : {}),
  } as const;
  const update = {
    learningRate: { shape: [], dtype: 'float32' },
    emaRate: { shape: [], dtype: 'float32' },
    betaPowers: { shape: [2], dtype: 'float32' },
  } as const;
  if (!settings.inParts) {
    program.define('train', { ...batch, ...update }, (inputs, step) => {
      const done = pass(inputs, step, variables, layout, settings);
      const last = updateWeights(inputs, step, variables, settings, done.gradients);
      updateStatistics(step, variables, done, inputs.normRate, last);
      updateAverages(step, variables, inputs.emaRate, last);
      disposeOf(done);
      return done.told;
    });
    return { program, layout, specs: variables.specs };
  }
  program.define('add', batch, (inputs, step) => {
    const done = pass(inputs, step, variables, layout, settings);
    for (const [name, sum] of variables.sums)
      step.update('AssignAddVariableOp', sum, [done.gradients[name]], { dtype: float });
    updateStatistics(step, variables, done, inputs.normRate);
    disposeOf(done);
    return done.told;
  });
  if (settings.precision === 'float16')
    program.define('drop', {}, (_, step) => {
      for (const sum of variables.sums.values())
        step.update('AssignVariableOp', sum, [tf.zeros(sum.shape)], { dtype: float });
      return { done: tf.scalar(1) };
    });
  program.define('apply', update, (inputs, step) => {
    const sums = Object.fromEntries([...variables.sums].map(([name, { value }]) => [name, value as Tensor]));
    const last = updateWeights(inputs, step, variables, settings, sums);
    for (const [name, sum] of variables.sums)
      step.update('AssignVariableOp', sum, [tf.zeros(sum.shape)], { dtype: float }, [
        last.get(name) as string,
      ]);
    updateAverages(step, variables, inputs.emaRate, last);
    return { done: tf.add(inputs.learningRate, 0) };
  });
  return { program, layout, specs: variables.specs };
}
