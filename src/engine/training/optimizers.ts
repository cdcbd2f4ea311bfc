import { slotNames } from '../../core/workload/optimizer-slots';
import { float, type Program, type ProgramStep, type ProgramVariable } from '../graph/program';
import { type Tensor, tf } from '../runtime';

export type OptimizerSettings =
  | { kind: 'sgd'; momentum: number }
  | { kind: 'rmsprop'; decay: number; momentum: number; epsilon: number }
  | { kind: 'adamw'; beta1: number; beta2: number; epsilon: number };

/** The scalar inputs of an update at each step. */
export interface UpdateInputs {
  /** Scalar. */
  learningRate: Tensor;
  /** `[2]`: beta1^t and beta2^t of AdamW (t from 1); unused by the others. */
  betaPowers: Tensor;
}

/** The slots of a variable by name; all have its shape. */
export type Slots = Record<string, ProgramVariable>;

export function createSlots(program: Program, variable: ProgramVariable, settings: OptimizerSettings): Slots {
  // TensorFlow 1's RMSProp, which the authors used, starts its mean square at 1.
  const initial = (slot: string) => (slot === 'ms' ? tf.ones(variable.shape) : tf.zeros(variable.shape));
  const make = (slot: string) =>
    [slot, program.variable(`${slot}/${variable.name}`, initial(slot), false)] as const;
  return Object.fromEntries(slotNames[settings.kind].map(make));
}

/**
 * Adds the fused update of `variable`; returns its node. `after` orders it after other updates of the same
 * variable.
 */
export function applyGradient(
  step: ProgramStep,
  settings: OptimizerSettings,
  variable: ProgramVariable,
  slots: Slots,
  gradient: Tensor | string,
  inputs: UpdateInputs,
  after: string[],
): string {
  const { learningRate } = inputs;
  const number = (value: number) => step.constant(value);
  switch (settings.kind) {
    case 'sgd':
      return step.update(
        'ResourceApplyMomentum',
        variable,
        [slots.momentum.handle, learningRate, gradient, number(settings.momentum)],
        { T: float },
        after,
      );
    case 'rmsprop':
      return step.update(
        'ResourceApplyRMSProp',
        variable,
        [
          slots.ms.handle,
          slots.mom.handle,
          learningRate,
          number(settings.decay),
          number(settings.momentum),
          number(settings.epsilon),
          gradient,
        ],
        { T: float },
        after,
      );
    case 'adamw': {
      const power = (i: number) => tf.reshape(tf.slice(inputs.betaPowers, [i], [1]), []);
      return step.update(
        'ResourceApplyAdam',
        variable,
        [
          slots.m.handle,
          slots.v.handle,
          power(0),
          power(1),
          learningRate,
          number(settings.beta1),
          number(settings.beta2),
          number(settings.epsilon),
          gradient,
        ],
        { T: float },
        after,
      );
    }
  }
}
