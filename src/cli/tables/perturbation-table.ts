import type { Perturbations } from '../../catalog';
import { flipRates, perturbationSummary } from '../../core/perturbations/measures';
import { perturbationNames, perturbationWords } from '../../core/perturbations/table';
import { percentOrDash, tableWithNotes } from '../terminal/output';

const titles = perturbationWords('en', 'title');

/** The result of `evaluate --perturbations` for machines: shares, not per cent. */
export function perturbationData(model: Perturbations, baseline: Perturbations | null) {
  const { rows, flip, top5, whole } = perturbationSummary(model);
  const rates = baseline && flipRates(model, baseline);
  return {
    split: model.split,
    images: model.images,
    imageSet: model.imageSet,
    meanFlipProbability: flip,
    meanTop5Distance: top5,
    /** Whether all ten perturbations were measured. */
    whole,
    perturbations: rows.map(({ perturbation, flip: own, top5: distance }) => {
      const rate = rates?.rows.find((each) => each.perturbation === perturbation);
      return {
        ...{ name: perturbation, flipProbability: own, top5Distance: distance },
        ...(rates ? { flipRate: rate?.rate ?? null, top5Rate: rate?.top5Rate ?? null } : {}),
      };
    }),
    ...(rates && baseline
      ? {
          baseline: {
            run: baseline.runId,
            mfr: rates.mfr,
            mt5d: rates.top5Rate,
            perturbations: rates.perturbations,
            meanFlipProbability: perturbationSummary(baseline).flip,
          },
        }
      : {}),
  };
}

/** The same for people: a row for each perturbation, and notes below. */
export function perturbationText(model: Perturbations, baseline: Perturbations | null): string {
  const { rows, flip, top5, whole } = perturbationSummary(model);
  const rates = baseline && flipRates(model, baseline);
  const ranked = top5 !== null;
  const head = ['perturbation', 'FP', ...(ranked ? ['top-5 distance'] : []), ...(rates ? ['FR'] : [])];
  const body = rows.map(({ perturbation, flip: own, top5: distance }) => [
    titles[perturbation],
    percentOrDash(own),
    ...(ranked ? [distance?.toFixed(2) ?? '–'] : []),
    ...(rates ? [percentOrDash(rates.rows.find((each) => each.perturbation === perturbation)?.rate)] : []),
  ]);
  const images = model.images.toLocaleString('en');
  const lines = [
    `Run ${model.runId} on sequences of ${images} test images: flip probability ${percentOrDash(flip)} (FP, mean of ${rows.length})${ranked ? `, top-5 distance ${top5.toFixed(2)}` : ''}`,
    rates && baseline ? againstText(rates, baseline) : null,
    whole
      ? null
      : `${rows.length} of the ${perturbationNames.length} perturbations were asked for: the mean is not that of the benchmark.`,
  ];
  return tableWithNotes(head, body, lines);
}

function againstText(
  { mfr, top5Rate, perturbations }: ReturnType<typeof flipRates>,
  { runId }: Perturbations,
): string {
  if (mfr === null) return `No flip rate beside run ${runId}: it never changes what it says.`;
  const distance = top5Rate === null ? '' : `, mT5D ${percentOrDash(top5Rate)}`;
  return `Beside run ${runId}: mFR ${percentOrDash(mfr)}${distance} (${perturbations} perturbations; 100 % is as many flips as run ${runId} makes)`;
}
