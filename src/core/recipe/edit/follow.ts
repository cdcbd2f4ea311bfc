import { followOptimizer } from './follow-optimizer';
import { followWeights } from './follow-weights';

/**
 * Returns `changed` with new values for the settings whose defaults depend on what was changed: on the optimizer and on the teacher's
 * weights. `set` holds the paths of settings that a person set now, which stay; `base` is the recipe that was started from.
 */
export function follow(before: unknown, changed: unknown, set: ReadonlySet<string>, base: unknown): unknown {
  return followWeights(before, followOptimizer(before, changed, set, base), set, base);
}
