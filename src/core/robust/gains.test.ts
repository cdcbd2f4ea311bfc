import { describe, expect, it } from 'vitest';
import { gainSentences, gainTable } from '../sentences/robust-gains';
import { withSpaces } from '../words/shares';
import type { RobustFigures, RobustPair } from './figures';
import { type RobustGain, robustGains, robustRates } from './gains';

/**
 * Results on 100 images: how many are right as they are, under fog and under snow at severity 1, the flips in 100 pairs of frames, and how
 * many are right under FGSM at ε 2.
 */
function figures(
  [clean, fog, snow, flips, attacked]: readonly number[],
  hard: number | null = null,
): RobustFigures {
  const cell = (corruption: 'fog' | 'snow', right: number) => ({ corruption, severity: 1 as const, right });
  return {
    accuracy: clean / 100,
    corrupted: { images: 100, right: clean, cells: [cell('fog', fog), cell('snow', snow)] },
    perturbed: {
      images: 10,
      sequences: [{ perturbation: 'tilt', pairs: 100, flips, top5: null }],
    },
    attacked: {
      images: 100,
      clean: { shown: 100, right: clean },
      results: [{ attack: 'fgsm', steps: 1, epsilon: 2, shown: 100, right: attacked }],
    },
    hard: hard === null ? null : { images: 20, accuracy: hard },
  };
}

const pairs: readonly RobustPair[] = [
  { seed: 1, first: figures([80, 60, 50, 10, 40], 0.1), last: figures([82, 70, 45, 8, 50], 0.2) },
  { seed: 2, first: figures([78, 50, 40, 20, 42], 0.2), last: figures([77, 60, 40, 14, 56], 0.1) },
];

describe('the gains of a student over its teacher', () => {
  it('are differences seed by seed, in which fewer flips are better', () => {
    const gains = robustGains(pairs);
    const rounded = gains.map(({ measure, bySeed, gain }) => [
      measure.name,
      bySeed.map((each) => Math.round(1000 * each)),
      Math.round(10_000 * gain.mean),
    ]);
    expect(rounded).toEqual([
      ['clean', [20, -10], 50],
      ['hard', [100, -100], 0],
      // Mean of fog and snow: 0.575 over 0.55, 0.5 over 0.45.
      ['corruptions', [25, 50], 375],
      ['flips', [20, 60], 400],
      ['fgsm', [100, 140], 1200],
    ]);
    // Two seeds: t is 12.7, so that 0.12 ± 0.25 does not tell them apart.
    expect(gains.at(-1)).toMatchObject({ verdict: 'not-told-apart', measure: { epsilon: 2 } });
    expect(gains.at(-1)?.gain.low).toBeCloseTo(0.12 - 12.7062 * 0.02, 4);
  });

  it('come with the errors and flips beside those of the teacher', () => {
    const rates = robustRates(pairs);
    // CE of fog 30/40 and 40/50, of snow 55/50 and 60/60.
    expect(rates.corruptions).toEqual([
      { name: 'snow', rate: expect.closeTo(1.05, 9) },
      { name: 'fog', rate: expect.closeTo(0.775, 9) },
    ]);
    expect(rates.mce?.mean).toBeCloseTo((0.925 + 0.9) / 2, 9);
    expect(rates.mfr?.mean).toBeCloseTo((0.8 + 0.7) / 2, 9);
    expect(rates.perturbations).toEqual([{ name: 'tilt', rate: expect.closeTo(0.75, 9) }]);
  });

  it('leave out what one of the seeds lacks, rather than average the others', () => {
    const lacking = [pairs[0], { ...pairs[1], first: figures([78, 50, 40, 0, 42]) }];
    expect(robustGains(lacking).map(({ measure }) => measure.name)).not.toContain('hard');
    // A teacher that never flips has no rate.
    expect(robustRates(lacking)).toMatchObject({ mfr: null, perturbations: [] });
  });

  it('are told with where the student is not better', () => {
    const gains = robustGains(pairs);
    expect(gainSentences(gains, robustRates(pairs)).map(withSpaces)).toEqual([
      'Relative to its teacher (100 %: as many errors or flips), the student has mCE 91.3 % ± 1.8, relative mCE 85.4 % ± 8.9, mFR 75.0 % ± 7.1.',
      'On average it is not better at: accuracy, hard images.',
      'It does not make fewer errors than its teacher under snow (105 %).',
      'Its answers flip less often than its teacher’s under each perturbation.',
    ]);
    // The strengths of an attack are named together.
    const none = robustGains([pairs[0]]).at(-1) as RobustGain;
    const weak = [2, 8].map((epsilon) => ({
      ...none,
      measure: { name: 'fgsm' as const, epsilon },
      gain: { ...none.gain, mean: 0 },
    }));
    expect(gainSentences(weak, robustRates(pairs))[1]).toBe(
      'On average it is not better at: accuracy, FGSM at ε 2/255, 8/255.',
    );
    const { head, rows } = gainTable([1, 2], gains);
    expect(head).toEqual(['', 'teacher', 'student', 'better by', '', 'by seed']);
    expect(rows[0]).toEqual([
      ...['accuracy, test images as they are', '79.0\u00a0% ± 1.4', '79.5\u00a0% ± 3.5'],
      ...['+0.5 [−18.6, +19.6]', 'undecided', '+2.0, −1.0'],
    ]);
    expect(gainTable([1], robustGains([pairs[0]])).rows[3]).toEqual([
      ...['flip probability (lower is better)', '10.0\u00a0%', '8.0\u00a0%', '+2.0'],
    ]);
  });
});
