import type { Layout } from '../../core/network/layers';
import { initialValue, isTrained, type ParameterSpec, parametersOf } from '../../core/network/parameters';
import type { Program, ProgramVariable } from '../graph/program';
import { crossEntropy } from '../objectives/cross-entropy';
import type { Objective } from '../objectives/objective';
import { type Tensor, tf } from '../runtime';
import { createSlots, type Slots } from './optimizers';
import type { TrainSettings } from './settings';

/** The variables of a training. */
export interface TrainVariables {
  readonly specs: ParameterSpec[];
  readonly weights: Map<string, ProgramVariable>;
  /** The weights' moving averages; empty if none are kept. */
  readonly averages: Map<string, ProgramVariable>;
  readonly slots: Map<string, Slots>;
  /** The objective's variables that persist between steps, by name. */
  readonly remembered: Map<string, ProgramVariable>;
  /** Sums of the gradients of a batch's parts; empty if batches are whole. */
  readonly sums: Map<string, ProgramVariable>;
}

/** The prefix of the sums' names. They are zero between two steps and not part of a training's state. */
export const sumPrefix = 'sum/';

export const objectiveOf = ({ objective = crossEntropy }: TrainSettings): Objective => objective;

/** Whether averages of the weights are kept. */
export const isAveraged = (settings: TrainSettings): boolean =>
  settings.ema || objectiveOf(settings).views.teacher.length > 0;

const isTrainable = (spec: ParameterSpec, { learns }: TrainSettings) =>
  isTrained(spec) && (learns?.(spec.name) ?? true);

export const trainableOf = (specs: readonly ParameterSpec[], settings: TrainSettings) =>
  specs.filter((spec) => isTrainable(spec, settings));

export function declare(program: Program, layout: Layout, settings: TrainSettings): TrainVariables {
  const specs = parametersOf(layout);
  const weights = new Map<string, ProgramVariable>();
  specs.forEach((spec, i) => {
    const value = tf.tensor(initialValue(spec, i, settings.seed), [...spec.shape]);
    weights.set(spec.name, program.variable(spec.name, value, isTrainable(spec, settings)));
  });
  const averages = new Map<string, ProgramVariable>();
  if (isAveraged(settings)) {
    for (const [name, { value }] of weights)
      averages.set(name, program.variable(`ema/${name}`, tf.clone(value as Tensor), false));
  }
  const trainable = trainableOf(specs, settings);
  const slots = new Map<string, Slots>();
  for (const { name } of trainable)
    slots.set(name, createSlots(program, weights.get(name) as ProgramVariable, settings.optimizer));
  const remembered = new Map<string, ProgramVariable>();
  for (const [name, { shape, initial }] of Object.entries(objectiveOf(settings).state ?? {})) {
    const value = tf.fill([...shape(settings.classes, settings.poolImages ?? 0)], initial(settings.classes));
    remembered.set(name, program.variable(`objective/${name}`, value, false));
  }
  const sums = new Map<string, ProgramVariable>();
  if (settings.inParts)
    for (const { name, shape } of trainable)
      sums.set(name, program.variable(sumPrefix + name, tf.zeros([...shape]), false));
  return { specs, weights, averages, slots, remembered, sums };
}
