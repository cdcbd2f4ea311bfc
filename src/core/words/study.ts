import type { Mean } from '../study/mean-interval';
import type { Verdict } from '../study/results';
import { metricText } from './metrics';
import { signedPoints } from './points';

/** What the seeds say of an arm beside the baseline, in English for the command line and the page. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  ahead: 'ahead',
  behind: 'behind',
  'not-told-apart': 'not told apart',
  'too-few-seeds': 'too few seeds',
};

const unknown = '–';

/** "84.1 % ± 0.3": an accuracy over seeds with its standard deviation, where there are several. */
export function meanText(mean: Mean | null): string {
  if (mean === null) return unknown;
  const text = metricText('accuracy', mean.mean);
  return mean.deviation === null ? text : `${text} ± ${(100 * mean.deviation).toFixed(1)}`;
}

/** "+1.2 [+0.4, +2.0]": a difference of accuracies in points with its interval, where there is one. */
export function differenceText(difference: Mean | null): string {
  if (difference === null) return unknown;
  const { mean, low, high } = difference;
  if (low === null || high === null) return signedPoints(mean);
  return `${signedPoints(mean)} [${signedPoints(low)}, ${signedPoints(high)}]`;
}
