import { encoderArch } from '../../encoder/card';
import { valueAt } from '../description/describe';
import { withSetting } from './edit';
import { follow } from './follow';

/**
 * Half-written settings after a person changed one of them in a form. Settings whose defaults depend on it follow. If a network takes the
 * place of an encoder, or the other way round, the teacher's weights are set to none, since neither can start from those of the other.
 * `base` is the recipe that the form was started from.
 */
export function changeSetting(settings: unknown, path: string, value: unknown, base: unknown): unknown {
  const changed = withSetting(settings, path, value);
  return follow(settings, withoutOthersWeights(settings, changed), new Set(), base);
}

function withoutOthersWeights(before: unknown, changed: unknown): unknown {
  const isEncoder = (recipe: unknown) => valueAt(recipe, ['teacher', 'arch']) === encoderArch;
  return isEncoder(before) === isEncoder(changed) ? changed : withSetting(changed, 'teacher.weights', 'none');
}
