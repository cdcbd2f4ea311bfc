import type { ClaimedDifference, ClaimResult, ClaimVerdict } from '../study/claims';
import type { Mean } from '../study/mean-interval';
import type { ArmResult, ArmVerdict } from '../study/results';
import { signedPoints } from '../words/points';
import { metricText } from './metrics';

/** How an arm compares with the baseline over the seeds, in English for the command line and the page. */
export const verdictWords: Readonly<Record<ArmVerdict, string>> = {
  ahead: 'ahead',
  behind: 'behind',
  'not-told-apart': 'undecided',
  'too-few-seeds': 'too few seeds',
};

/** Whether the runs of a study support a claim. */
export const claimWords: Readonly<Record<ClaimVerdict, string>> = {
  holds: 'holds',
  'does-not-hold': 'does not hold',
  undecided: 'undecided at this size',
};

const unknown = '–';

/** "84.1 % ± 0.3": an accuracy over seeds with its standard deviation if there are several. */
export function meanText(mean: Mean | null): string {
  if (mean === null) return unknown;
  const text = metricText('accuracy', mean.mean);
  return mean.deviation === null ? text : `${text} ± ${(100 * mean.deviation).toFixed(1)}`;
}

/** "+1.2 [+0.4, +2.0]": a difference of accuracies in points with its interval if there is one. */
export function differenceText(difference: Mean | null): string {
  if (difference === null) return unknown;
  const { mean, low, high } = difference;
  if (low === null || high === null) return signedPoints(mean);
  return `${signedPoints(mean)} [${signedPoints(low)}, ${signedPoints(high)}]`;
}

/** "Noisy Student over hard labels" */
function claimedText({ of, over, than }: ClaimedDifference): string {
  const one = `${of} over ${over}`;
  return than ? `${one}, more than ${than.of} over ${than.over}` : one;
}

/** "Noisy Student over hard labels: +1.2 [+0.4, +2.0] (ahead)": each difference of a claim. */
export const claimFigures = ({ differences }: ClaimResult): string[] =>
  differences.map(
    ({ of, mean, verdict }) =>
      `${claimedText(of)}: ${differenceText(mean)}${verdict === null ? '' : ` (${verdictWords[verdict]})`}`,
  );

/** How the baseline compares with the other arms, in sentences; arms that beat it come first. */
export function standingText(arms: readonly ArmResult[], baseline: string): string[] {
  const listed = (verdict: ArmVerdict) =>
    arms
      .filter((arm) => arm.verdict === verdict)
      .sort((a, b) => (b.difference?.mean ?? 0) - (a.difference?.mean ?? 0))
      .map(({ arm, difference }) => `${arm} ${differenceText(difference)}`)
      .join('; ');
  const said: readonly (readonly [ArmVerdict, string])[] = [
    ['ahead', `${baseline} loses to`],
    ['behind', `${baseline} wins against`],
    ['not-told-apart', `No clear difference between ${baseline} and`],
    ['too-few-seeds', `Too few seeds to compare ${baseline} with`],
  ];
  return said.flatMap(([verdict, words]) => {
    const list = listed(verdict);
    return list === '' ? [] : [`${words}: ${list}.`];
  });
}
