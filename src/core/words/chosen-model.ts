import type { Candidate, Choice } from '../metrics/promotion';

const percent = (share: number | null) => `${(100 * (share ?? 0)).toFixed(1)} %`;

/** Why a model was chosen among finished ones, for the command line: "run 3: 91.5 % on 200 validation images, the best of 3". */
export function choiceSentence(
  { at, why, alike }: Choice,
  candidates: readonly (Candidate & { readonly runId: number })[],
): string {
  const { runId, accuracy, images } = candidates[at];
  const measured = `${percent(accuracy)} on ${images.toLocaleString('en')} validation images`;
  const reasons = {
    only: 'the only finished model',
    newest: 'the newest model, as asked',
    'no-validation':
      'the newest model: not every model was measured on validation images, so none is known to be better',
    best: `${measured}, the best of ${candidates.length} models of its experiment`,
    tie: `${measured}, as good as an older model and newer`,
  };
  const others = alike
    .map((i) => `run ${candidates[i].runId} (${percent(candidates[i].accuracy)})`)
    .join(', ');
  const close = alike.length === 0 ? '' : `; not distinguishable on so few images from ${others}`;
  return `Run ${runId}: ${reasons[why]}${close}.`;
}
