import { methodNames, methods } from '../methods';
import { valueAt } from './describe';

/** Why a setting is not read: what another one is set to. */
export type UnusedReason =
  | 'not-for-onecycle'
  | 'only-for-exponential'
  | 'not-for-adamw'
  | 'not-for-sgd'
  | 'no-flag'
  | 'no-duplicates'
  | 'only-for-soft-targets'
  | 'no-operations'
  | 'no-fix'
  | 'no-rounds'
  | 'no-iterations'
  | 'after-last-iteration';

interface Rule {
  /** The path of a setting, or of a group of them. */
  readonly path: RegExp;
  readonly reason: UnusedReason;
  unused(read: (path: string) => unknown): boolean;
}

const rule = (path: RegExp, reason: UnusedReason, unused: Rule['unused']): Rule => ({ path, reason, unused });

const only = (path: string, reason: UnusedReason, setting: string, value: unknown): Rule =>
  rule(new RegExp(`^${path}$`), reason, (read) => read(setting) === value);

const noOperations = (who: 'teacher' | 'student') =>
  only(`noise\\.${who}\\.randAugment\\.(magnitude|set)`, 'no-operations', `noise.${who}.randAugment.ops`, 0);

/** Settings of what a method repeats. */
const ofRounds =
  '(students|selection|noise\\.student|training\\.studentLength)\\..*|initialise|promote|distillation|targets|targetTemperature|training\\.(unlabelledRatio|lossWeight)';

/** The first rule that holds gives the reason. */
const rules: readonly Rule[] = [
  rule(new RegExp(`^(iterations|${ofRounds})$`), 'no-rounds', (read) =>
    methodNames.some((name) => name === read('method') && methods[name].round === null),
  ),
  only(ofRounds, 'no-iterations', 'iterations', 0),
  only('training\\.schedule\\.warmupEpochs', 'not-for-onecycle', 'training.schedule.kind', 'onecycle'),
  rule(
    /^training\.schedule\.decay(Epochs)?$/,
    'only-for-exponential',
    (read) => read('training.schedule.kind') !== 'exponential',
  ),
  only('training\\.referenceBatch', 'not-for-adamw', 'training.optimizer', 'adamw'),
  only('training\\.(rmspropDecay|epsilon)', 'not-for-sgd', 'training.optimizer', 'sgd'),
  only('selection\\.ood\\.keep', 'no-flag', 'selection.ood.score', 'none'),
  only('selection\\.maxCopies', 'no-duplicates', 'selection.duplicate', false),
  only('targetTemperature', 'only-for-soft-targets', 'targets', 'hard'),
  noOperations('teacher'),
  noOperations('student'),
  only('resolutionFix\\.(size|epochs)', 'no-fix', 'resolutionFix.enabled', false),
];

/**
 * Why a setting at a concrete path (`students.1.dropout`) changes nothing in this recipe, null where it is read. The recipe may be
 * half written.
 */
export function unusedReason(recipe: unknown, path: string): UnusedReason | null {
  const read = (setting: string) => valueAt(recipe, setting.split('.'));
  const found = rules.find((each) => each.path.test(path) && each.unused(read));
  if (found) return found.reason;
  const student = /^students\.(\d+)\./.exec(path);
  const iterations = read('iterations');
  if (student && typeof iterations === 'number' && Number(student[1]) >= iterations)
    return 'after-last-iteration';
  return null;
}
