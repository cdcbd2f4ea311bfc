import type { OodScoreName } from '../../ood';
import { valueAt } from '../description/describe';
import { withSetting } from './edit';

const scorePath = ['selection', 'ood', 'score'];

/**
 * With pretrained features, neighbours detect images of no class best; with those of a small network trained here, class Gaussians do
 * (docs/trust.md).
 */
const scoreFor = (isPretrained: boolean): OodScoreName => (isPretrained ? 'knn' : 'mahalanobis');

function isPretrained(recipe: unknown): boolean | undefined {
  const weights = valueAt(recipe, ['teacher', 'weights']);
  return typeof weights === 'string' ? weights !== 'none' : undefined;
}

/**
 * Returns `changed` with the out-of-domain score that suits its teacher, if that starts from pretrained weights and the one in `before`
 * does not, or the other way round. A score that a person set stays: one whose path is in `set`, and one that is not the default for the
 * teacher in `before`. `base` is the recipe that was started from: a teacher like its own gets its own score back. Recipes may be half
 * written.
 */
export function followWeights(
  before: unknown,
  changed: unknown,
  set: ReadonlySet<string>,
  base: unknown,
): unknown {
  const [from, to] = [isPretrained(before), isPretrained(changed)];
  if (from === to || from === undefined || to === undefined || set.has(scorePath.join('.'))) return changed;
  if (valueAt(changed, scorePath) !== scoreFor(from)) return changed;
  const score = isPretrained(base) === to ? valueAt(base, scorePath) : scoreFor(to);
  return withSetting(changed, scorePath.join('.'), score);
}
