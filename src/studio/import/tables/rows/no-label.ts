import { splitOfName } from '../../../../core/vocabulary/split-names';
import type { ListRow } from './list-rows';

/** What a person writes where the label is still to come; beside `+`, `-` is a class. */
const isPlaceholder = /^(?:\?+|-+|tb[acd]|to[ -]?do|n[/.]a\.?)$/i;

/** `unlabelled`, `unannotated`, `no label`: a pool may also be a class, as of swimming pools, and is none of these words. */
const saysNone = (label: string) =>
  isPlaceholder.test(label) || (splitOfName(label) === 'unlabelled' && /label|annotated/i.test(label));

const isNumber = /^-?\d+(\.0*)?$/;
const isMinusOne = /^-1(\.0*)?$/;
/** How many numbers of classes must be beside -1: with only one, as in -1 and 1, both are classes. */
const leastClasses = 2;

/** The labels in a list that say that an image has none: words for that, and -1 where all others are the numbers of classes. */
export function labelsForNone(rows: Iterable<ListRow>): ReadonlySet<string> {
  const labels = new Set<string>();
  for (const { label } of rows) if (label?.trim()) labels.add(label.trim());
  const numbers = [...labels].filter((label) => !isMinusOne.test(label) && !saysNone(label));
  const areClasses =
    numbers.length >= leastClasses && numbers.every((label) => isNumber.test(label) && Number(label) >= 0);
  const isSign = (label: string) => label === '-' && labels.has('+');
  return new Set(
    [...labels].filter(
      (label) => (saysNone(label) && !isSign(label)) || (areClasses && isMinusOne.test(label)),
    ),
  );
}
