import { describe, expect, it } from 'vitest';
import { StudioError } from '../errors';
import { presets } from '../recipe';
import { claimFigures } from '../sentences/study';
import { type Claim, judgeClaims } from './claims';
import { readStudy } from './definition';
import type { CellOutcome } from './results';

const cell = (arm: string, seed: number, last: number | null): CellOutcome => ({
  ...{ arm, seed, first: 0.5, last, balanced: last, seconds: 1 },
  state: last === null ? 'failed' : 'done',
});
const cells = (arm: string, ...last: (number | null)[]) => last.map((value, i) => cell(arm, i + 1, value));

const runs = [
  ...cells('noised', 0.8, 0.7, 0.75),
  // Seeds differ by more than arms, in the same direction.
  ...cells('clean', 0.78, 0.679, 0.731),
  ...cells('wild', 0.7, 0.8, 0.75),
  ...cells('half', 0.75, null, null),
];
const verdictsOf = (...says: Claim['says']) => {
  const [{ verdict, differences }] = judgeClaims([{ claim: 'x', says }], runs);
  return [verdict, ...differences.map((each) => each.verdict)];
};

describe('claims', () => {
  it('hold where the interval of the paired differences is above zero, and do not where it is below', () => {
    expect(verdictsOf({ of: 'noised', over: 'clean' })).toEqual(['holds', 'ahead']);
    expect(verdictsOf({ of: 'clean', over: 'noised' })).toEqual(['does-not-hold', 'behind']);
    expect(verdictsOf({ of: 'noised', over: 'wild' })).toEqual(['undecided', 'not-told-apart']);
    expect(verdictsOf({ of: 'noised', over: 'half' })).toEqual(['undecided', 'too-few-seeds']);
  });

  it('of several differences hold where each does, and do not where one speaks against them', () => {
    const [yes, open, no] = [
      { of: 'noised', over: 'clean' },
      { of: 'noised', over: 'wild' },
      { of: 'clean', over: 'noised' },
    ];
    expect(verdictsOf(yes, yes)[0]).toBe('holds');
    expect(verdictsOf(yes, open)[0]).toBe('undecided');
    expect(verdictsOf(yes, open, no)[0]).toBe('does-not-hold');
  });

  it('say how much more one difference is than another', () => {
    const says = [{ of: 'noised', over: 'clean', than: { of: 'clean', over: 'noised' } }];
    const [result] = judgeClaims([{ claim: 'x', says }], runs);
    // Twice 2.0, 2.1 and 1.9 points.
    expect(result.differences[0].mean?.mean).toBeCloseTo(0.04, 6);
    expect(claimFigures(result)).toEqual([
      'noised over clean, more than clean over noised: +4.0 [+3.5, +4.5] (ahead)',
    ]);
  });

  it('have no figure before any seed has all of their arms', () => {
    const [{ differences, verdict }] = judgeClaims(
      [{ claim: 'x', says: [{ of: 'a', over: 'b' }] }],
      cells('a', 0.5),
    );
    expect([differences[0].mean, differences[0].verdict, verdict]).toEqual([null, null, 'undecided']);
  });

  it('are refused where they name what is no arm', () => {
    const content = {
      name: 'x',
      arms: [{ name: 'a' }, { name: 'b', set: { targets: 'hard' } }],
      claims: [{ claim: 'soft is better', says: [{ of: 'a', over: 'c' }] }],
    };
    expect(() => readStudy(content, () => presets['quick-cpu'])).toThrow(
      'A claim is about "c", which is none of the arms: a; b.',
    );
  });
});

describe('an arm', () => {
  const lengths = (times: Record<string, number>) =>
    readStudy(
      { name: 'x', arms: [{ name: 'a', set: { 'training.studentLength.amount': 400 }, times }] },
      () => presets['quick-cpu'],
    ).arms[0].recipe.training.studentLength;

  it('takes a number of the recipe so many times, after its settings', () => {
    expect(lengths({ 'training.studentLength.amount': 0.25 }).amount).toBe(100);
  });

  it.each(['training.studentLength.unit', 'training.studentLengh.amount'])(
    'is refused where %s is no number',
    (path) => {
      expect(() => lengths({ [path]: 2 })).toThrow(StudioError);
    },
  );
});
