import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stratifiedFolds } from './folds';

describe('folds', () => {
  it('spread every class evenly, by seed alone, as scikit-learn’s StratifiedKFold counts them', () => {
    const labels = Array.from({ length: 103 }, (_, i) => (i % 10 < 6 ? 0 : i % 10 < 9 ? 1 : 2));
    const folds = stratifiedFolds(labels, { count: 5, seed: 1 });
    for (const c of [0, 1, 2]) {
      const counts = [0, 1, 2, 3, 4].map(
        (fold) => labels.filter((label, i) => label === c && folds[i] === fold).length,
      );
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(stratifiedFolds(labels, { count: 5, seed: 1 })).toEqual(folds);
    expect(stratifiedFolds(labels, { count: 5, seed: 2 })).not.toEqual(folds);
  });

  it('keep every group in one, leave none empty, and differ in size by no more than the largest group', () => {
    const cases = fc.record({
      images: fc.array(fc.record({ label: fc.nat(3), group: fc.nat(14) }), { minLength: 30, maxLength: 120 }),
      seed: fc.nat(100),
    });
    fc.assert(
      fc.property(cases, ({ images, seed }) => {
        const groups = images.map(({ group }) => group);
        fc.pre(new Set(groups).size >= 5);
        const folds = stratifiedFolds(
          images.map(({ label }) => label),
          { count: 5, seed, groups },
        );
        const foldOf = new Map<number, number>();
        groups.forEach((group, i) => {
          expect(foldOf.get(group) ?? folds[i]).toBe(folds[i]);
          foldOf.set(group, folds[i]);
        });
        expect(new Set(folds).size).toBe(5);
      }),
    );
  });

  it('are refused where there are fewer groups than folds', () => {
    expect(() => stratifiedFolds([0, 0, 1, 1], { count: 3, seed: 1, groups: [1, 1, 2, 2] })).toThrow(
      /2 groups/,
    );
  });
});
