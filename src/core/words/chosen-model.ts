import { type CountMetricName, metricOf } from '../metrics';
import type { Candidate, Choice } from '../metrics/promotion';
import { metricText } from './metrics';

/** "91.5 %", or "balanced accuracy 88.0 %" where it is not the accuracy. */
export function figureText(value: number | null, by: CountMetricName): string {
  const text = metricText(by, value ?? 0);
  return by === 'accuracy' ? text : `${metricOf(by).words.en.title.toLowerCase()} ${text}`;
}

/** Why a model was chosen among finished ones, for the command line: "run 3: 91.5 % on 200 validation images, the best of 3". */
export function choiceSentence(
  { at, why, alike }: Choice,
  candidates: readonly (Candidate & { readonly runId: number })[],
  by: CountMetricName = 'accuracy',
): string {
  const { runId, value, images } = candidates[at];
  const measured = `${figureText(value, by)} on ${images.toLocaleString('en')} validation images`;
  const reasons = {
    only: 'the only finished model',
    newest: 'the newest model, as asked',
    'no-validation':
      'the newest model: not every model was measured on validation images, so none is known to be better',
    best: `${measured}, the best of ${candidates.length} models of its experiment`,
    tie: `${measured}, as good as an older model and newer`,
  };
  const others = alike
    .map((i) => `run ${candidates[i].runId} (${metricText(by, candidates[i].value)})`)
    .join(', ');
  const close = alike.length === 0 ? '' : `; not distinguishable on so few images from ${others}`;
  return `Run ${runId}: ${reasons[why]}${close}.`;
}
