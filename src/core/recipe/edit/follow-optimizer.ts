import { valueAt } from '../description/describe';
import {
  type Follower,
  type Optimizer,
  type OptimizerValues,
  optimizerDefaults,
} from '../presets/optimizer-defaults';
import { presets } from '../presets/presets';
import type { TrainingSettings } from '../schema/schema';
import { withSetting } from './edit';

const followers = Object.keys(optimizerDefaults.rmsprop) as Follower[];
const isOptimizer = (name: unknown): name is Optimizer =>
  typeof name === 'string' && Object.hasOwn(optimizerDefaults, name);

const trainingOf = (recipe: unknown) =>
  valueAt(recipe, ['training']) as Partial<TrainingSettings> | undefined;
const optimizerOf = (recipe: unknown) => trainingOf(recipe)?.optimizer;

/** Whether an optimizer comes with a value, by default or in a preset, so that no person need have chosen it. */
function cameWith(optimizer: Optimizer, key: Follower, value: unknown): boolean {
  const reads = key in optimizerDefaults[optimizer];
  const among = (Object.keys(optimizerDefaults) as Optimizer[]).filter(
    (each) => !reads || each === optimizer,
  );
  return among.some(
    (each) =>
      (optimizerDefaults[each] as OptimizerValues)[key] === value ||
      Object.values(presets).some(({ training }) => training.optimizer === each && training[key] === value),
  );
}

/**
 * Returns `changed` with the settings that depend on the optimizer set to the new optimizer's values, if it differs from the one in
 * `before`. What a person set stays: a setting whose path is in `set`, and a value that did not come with the old optimizer (or with any
 * optimizer, if the old one does not read the setting). `base` is the recipe that was started from: its own optimizer gets its own values
 * back. Recipes may be half written.
 */
export function followOptimizer(
  before: unknown,
  changed: unknown,
  set: ReadonlySet<string>,
  base: unknown,
): unknown {
  const [from, to] = [optimizerOf(before), optimizerOf(changed)];
  if (from === to || !isOptimizer(from) || !isOptimizer(to)) return changed;
  const values: OptimizerValues = {
    ...optimizerDefaults[to],
    ...(optimizerOf(base) === to ? ownValues(base, to) : {}),
  };
  return followers.reduce((recipe, key) => {
    const now = trainingOf(recipe)?.[key];
    if (values[key] === undefined || set.has(`training.${key}`) || !cameWith(from, key, now)) return recipe;
    return withSetting(recipe, `training.${key}`, values[key]);
  }, changed);
}

function ownValues(recipe: unknown, optimizer: Optimizer): OptimizerValues {
  const training = trainingOf(recipe) ?? {};
  const read = followers.filter((key) => key in optimizerDefaults[optimizer]);
  return Object.fromEntries(read.map((key) => [key, training[key]]));
}
