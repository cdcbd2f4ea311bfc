import type { ArmResult, Mean } from '../../../contract';
import { percent } from '../../base/words/format';
import { points } from '../../base/words/points';

/** A mean of shares with its standard deviation in percentage points: 84.1 % ± 0.6. */
export function meanText(mean: Mean | null): string {
  if (mean === null) return '–';
  return mean.deviation === null
    ? percent(mean.mean)
    : `${percent(mean.mean)} ± ${(100 * mean.deviation).toFixed(1)}`;
}

/** A mean difference in percentage points with the 95 % interval of that mean: +1.2 [+0.3, +2.1]. */
export function differenceText(mean: Mean | null): string {
  if (mean === null) return '–';
  const { low, high } = mean;
  return low === null || high === null
    ? points(mean.mean)
    : `${points(mean.mean)} [${points(low)}, ${points(high)}]`;
}

/** The verdict on an arm; null before one of its runs is finished. */
export function verdictOf(
  arm: ArmResult,
  baseline: string,
): 'baseline' | NonNullable<ArmResult['verdict']> | null {
  return arm.arm === baseline ? 'baseline' : arm.verdict;
}
