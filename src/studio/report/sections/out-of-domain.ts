import { type OodScoreName, oodTitles } from '../../../core/ood';
import { fractionText } from '../../../core/words/shares';
import type { ReportData, ReportIteration } from '../facts/types';
import { known, percent } from '../page/format';
import { html } from '../page/html';
import { panel, type Section, table } from './section';

/** How good scores, flag and pseudo-labels are according to the true classes of the pool; left out if these are not known. */
export function outOfDomainSection(data: ReportData): Section {
  const judged = data.iterations.filter(
    (one) => (one.ood?.length ?? 0) > 0 || one.intruderShare || known(one.pseudoLabelAccuracy),
  );
  const scores = [...new Set(judged.flatMap((one) => one.ood?.map((score) => score.score) ?? []))];
  return {
    id: 'out-of-domain',
    title: 'Compared with the truth',
    lead: 'The pool’s true classes are known only to this report; no model and no selection saw them.',
    content:
      judged.length === 0
        ? null
        : html`<div class="split">${scores.length > 0 && panel('Telling out-of-domain images apart', aurocTable(judged, scores))}${panel('What got into the selection', selectionTable(judged))}</div>`,
  };
}

const labeller = ({ name, labelling }: ReportIteration) => labelling?.by ?? name;

/** The title of a score; a score that this version does not know is shown by its name. */
const titleOf = (score: string) => oodTitles('en')[score as OodScoreName] ?? score;

function aurocTable(judged: readonly ReportIteration[], scores: readonly string[]) {
  const of = (one: ReportIteration, score: string) => one.ood?.find((entry) => entry.score === score)?.auroc;
  return table(
    'AUROC of in-domain against out-of-domain images, by score (0.5 is chance, 1 is perfect)',
    [
      { name: 'Score', cell: titleOf },
      ...judged.map((one) => ({
        name: labeller(one),
        numeric: true,
        cell: (score: string) => {
          const auroc = of(one, score);
          if (!known(auroc)) return null;
          const best = scores.every((other) => (of(one, other) ?? 0) <= auroc);
          const text = fractionText(auroc, 3);
          return best && scores.length > 1 ? html`<strong class="best">${text}</strong>` : text;
        },
      })),
    ],
    scores,
  );
}

function selectionTable(judged: readonly ReportIteration[]) {
  return table(
    'Images of no class among the kept ones, and the share of kept pseudo-labels that are right',
    [
      { name: 'Labelled by', cell: labeller },
      { name: 'Intruders, with flag', numeric: true, cell: (one) => percent(one.intruderShare?.withFlag, 2) },
      { name: 'Without flag', numeric: true, cell: (one) => percent(one.intruderShare?.withoutFlag, 2) },
      { name: 'Right pseudo-labels', numeric: true, cell: (one) => percent(one.pseudoLabelAccuracy, 2) },
    ],
    judged,
  );
}
