import { layerRates, learnsBehind } from '../../core/network/depth';
import { layoutOf } from '../../core/network/layers';
import { stepsOf, stepsPerEpoch } from '../../core/schedule';
import { objectiveNamed } from '../../engine/objectives';
import type { Objective } from '../../engine/objectives/objective';
import type { OptimizerSettings } from '../../engine/training/optimizers';
import type { TrainSettings } from '../../engine/training/settings';
import type { TrainSpec } from '../job/messages';
import { networkOf } from './network-of';

/** The traced step's settings; `poolImages` is the number of different pool images that a training sees. */
export function settingsOf(
  spec: TrainSpec,
  here: Pick<TrainSettings, 'poolImages' | 'precision' | 'recompute'> = {},
): TrainSettings {
  const { model, training } = spec;
  return {
    arch: networkOf(model),
    classes: model.classes,
    imageSize: model.imageSize,
    mean: model.mean,
    std: model.std,
    noise: { dropout: spec.dropout, survival: spec.survival },
    ...poolNoiseOf(spec),
    objective: objectiveOf(spec),
    consistency: spec.consistency,
    optimizer: optimizerOf(training),
    weightDecay: training.weightDecay,
    gradientClip: training.gradientClip ?? undefined,
    // This is the epsilon of the weights that the model started from, if there are any.
    batchNorm: { ...training.batchNorm, epsilon: model.batchNormEpsilon },
    ema: training.ema > 0,
    seed: spec.seed,
    ...learningOf(spec),
    ...here,
  };
}

function poolNoiseOf({
  dropout,
  survival,
  poolNoise,
}: TrainSpec): Pick<TrainSettings, 'poolNoise'> | undefined {
  if (!poolNoise || (poolNoise.dropout && poolNoise.depth)) return undefined;
  return {
    poolNoise: { dropout: poolNoise.dropout ? dropout : 0, survival: poolNoise.depth ? survival : 1 },
  };
}

/**
 * Which layers are trained, and at what share of the learning rate. A training from scratch trains all of
 * them equally, because it has no features to preserve.
 */
function learningOf({
  model,
  training,
  role,
  initialWeights,
}: TrainSpec): Pick<TrainSettings, 'learns' | 'rateOf'> {
  if (role === 'fix') return { learns: learnsInFix(model) };
  // A training begun by an older version has neither setting.
  const { layerDecay = 1, frozenStages = 0 } = training;
  if (!initialWeights) return {};
  return {
    ...(frozenStages > 0 ? { learns: learnsBehind(frozenStages) } : {}),
    ...(layerDecay < 1 ? { rateOf: layerRates(layoutOf(networkOf(model), model.classes), layerDecay) } : {}),
  };
}

/** The objective of a training. One begun by an older version does not name it. */
export const objectiveOf = ({ objective = 'joint' }: TrainSpec): Objective => objectiveNamed(objective);

function optimizerOf(training: TrainSpec['training']): OptimizerSettings {
  const { optimizer: kind, momentum, rmspropDecay, epsilon } = training;
  if (kind === 'sgd') return { kind, momentum };
  if (kind === 'rmsprop') return { kind, decay: rmspropDecay, momentum, epsilon };
  return { kind, beta1: momentum, beta2: rmspropDecay, epsilon };
}

/** Optimizer steps of a training. */
export interface TrainSteps {
  readonly steps: number;
  /** Steps in one epoch of the labelled images, not rounded. */
  readonly perEpoch: number;
  /** Steps of the learning-rate schedule that precede the first step. */
  readonly before: number;
}

export function lengthOf(spec: TrainSpec, labelledImages: number): TrainSteps {
  const { training, role, scheduleAfter } = spec;
  const perEpoch = stepsPerEpoch(labelledImages, training.labelledBatch);
  const length = spec.length ?? (role === 'teacher' ? training.teacherLength : training.studentLength);
  const before = scheduleAfter ? stepsOf(scheduleAfter, perEpoch) : 0;
  return { steps: stepsOf(length, perEpoch), perEpoch, before };
}

/**
 * Layers trained by the train-test resolution fix: the last stage, the head and the classifier; shallow
 * layers are frozen (the paper, section 3.2, after Touvron et al. 2019).
 */
function learnsInFix(model: TrainSpec['model']): (parameter: string) => boolean {
  const lastStage = `blocks.${networkOf(model).stages.length - 1}.`;
  return (name) => name.startsWith(lastStage) || /^(conv_head|bn2|classifier)\./.test(name);
}

/**
 * The decay of the weights' moving average at a step: the recipe's, or the method's if the average is the
 * teacher. It is (1 + step) / (10 + step) if that is less, so that the average forgets the random start
 * (TensorFlow's `num_updates`, as released).
 */
export function emaDecayAt(
  { training, consistency }: Pick<TrainSpec, 'training' | 'consistency'>,
  step: number,
): number {
  return Math.min(consistency?.teacherDecay ?? training.ema, (1 + step) / (10 + step));
}
