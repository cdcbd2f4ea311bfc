import { attackedAccuracy, attackNames, curvesOf } from '../adversarial/strength';
import { corruptionErrors, summaryOf } from '../corruptions/measures';
import { type CorruptionName, corruptionNames } from '../corruptions/table';
import { flipRates, perturbationSummary } from '../perturbations/measures';
import { type PerturbationName, perturbationNames } from '../perturbations/table';
import { type Mean, meanOf } from '../study/mean-interval';
import { type ArmVerdict, verdictOf } from '../study/results';
import type { RobustFigures, RobustPair } from './figures';

/** What is measured: accuracy on images as they are and under each change, or how often a prediction flips. */
export type RobustMeasure =
  | { readonly name: 'clean' | 'corruptions' | 'hard' | 'flips' }
  | { readonly name: 'fgsm' | 'pgd'; readonly epsilon: number };

/** A row of the paper's tables of robustness, over seeds. */
export interface RobustGain {
  readonly measure: RobustMeasure;
  readonly first: Mean;
  readonly last: Mean;
  /** By how much the last model is better, as a share, seed by seed: more images classified correctly, or fewer flips. */
  readonly bySeed: readonly number[];
  readonly gain: Mean;
  readonly verdict: ArmVerdict;
}

/** The rows that every seed was measured for, in the order of the paper. Empty without a seed. */
export function robustGains(pairs: readonly RobustPair[]): RobustGain[] {
  return pairs.length === 0 ? [] : measuresOf(pairs[0].first).flatMap((measure) => gainOf(pairs, measure));
}

function gainOf(pairs: readonly RobustPair[], measure: RobustMeasure): RobustGain[] {
  const values = pairs.map(({ first, last }) => [figureOf(first, measure), figureOf(last, measure)] as const);
  const known = values.filter((pair): pair is readonly [number, number] => !pair.includes(null));
  if (known.length < pairs.length) return [];
  const better = measure.name === 'flips' ? -1 : 1;
  const bySeed = known.map(([first, last]) => better * (last - first));
  const [first, last, gain] = [known.map(([of]) => of), known.map(([, of]) => of), bySeed].map(
    (each) => meanOf(each) as Mean,
  );
  return [{ measure, first, last, bySeed, gain, verdict: verdictOf(gain) }];
}

function measuresOf({ attacked }: RobustFigures): RobustMeasure[] {
  const attacks = attackNames.flatMap((name) =>
    curvesOf(attacked)
      .filter(({ attack }) => attack === name)
      .flatMap(({ points }) => points.filter(({ epsilon }) => epsilon > 0))
      .map(({ epsilon }) => ({ name, epsilon })),
  );
  return [{ name: 'clean' }, { name: 'hard' }, { name: 'corruptions' }, { name: 'flips' }, ...attacks];
}

function figureOf(
  { accuracy, corrupted, perturbed, attacked, hard }: RobustFigures,
  measure: RobustMeasure,
): number | null {
  switch (measure.name) {
    case 'clean':
      return accuracy;
    case 'hard':
      return hard?.accuracy ?? null;
    case 'corruptions':
      return summaryOf(corrupted).mean;
    case 'flips':
      return perturbationSummary(perturbed).flip;
    default:
      return attackedAccuracy(attacked, measure.name, measure.epsilon);
  }
}

/**
 * Errors and flips of the last models relative to those of the first ones, where 1 means as many; means over seeds. Null if a seed has no
 * value.
 */
export interface RobustRates {
  readonly mce: Mean | null;
  readonly relativeMce: Mean | null;
  readonly mfr: Mean | null;
  /** By corruption and by perturbation, in the order of their tables; those for which a seed has no rate are left out. */
  readonly corruptions: readonly { readonly name: CorruptionName; readonly rate: number }[];
  readonly perturbations: readonly { readonly name: PerturbationName; readonly rate: number }[];
}

export function robustRates(pairs: readonly RobustPair[]): RobustRates {
  const errors = pairs.map(({ first, last }) => corruptionErrors(last.corrupted, first.corrupted));
  const flips = pairs.map(({ first, last }) => flipRates(last.perturbed, first.perturbed));
  return {
    mce: whole(errors.map(({ mce }) => mce)),
    relativeMce: whole(errors.map(({ relativeMce }) => relativeMce)),
    mfr: whole(flips.map(({ mfr }) => mfr)),
    corruptions: corruptionNames.flatMap((name) => {
      const rate = whole(
        errors.map(({ rows }) => rows.find(({ corruption }) => corruption === name)?.ce ?? null),
      );
      return rate ? [{ name, rate: rate.mean }] : [];
    }),
    perturbations: perturbationNames.flatMap((name) => {
      const rate = whole(
        flips.map(({ rows }) => rows.find(({ perturbation }) => perturbation === name)?.rate ?? null),
      );
      return rate ? [{ name, rate: rate.mean }] : [];
    }),
  };
}

/** A mean of all seeds; null if one is missing, since a mean of the others would be one of other draws. */
function whole(values: readonly (number | null)[]): Mean | null {
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : meanOf(known);
}
