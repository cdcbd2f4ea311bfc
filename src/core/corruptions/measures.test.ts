import { describe, expect, it } from 'vitest';
import { severities } from './corruption';
import { benchmarkAccuracy, type CorruptedResults, corruptionErrors, summaryOf } from './measures';
import { benchmarkNames, type CorruptionName, corruptionNames } from './table';

/** Results on 100 images: errors by severity for some corruptions. */
function results(
  right: number | null,
  errors: Partial<Record<CorruptionName, readonly number[]>>,
): CorruptedResults {
  const cells = Object.entries(errors).flatMap(([corruption, wrong]) =>
    wrong.map((count, i) => ({
      corruption: corruption as CorruptionName,
      severity: severities[i],
      right: 100 - count,
    })),
  );
  return { images: 100, right, cells };
}

describe('accuracy under corruption', () => {
  it('is a mean over severities, then over the corruptions of the benchmark', () => {
    const { clean, rows, mean, whole } = summaryOf(
      results(90, { saturate: [90, 90, 90, 90, 90], fog: [10, 20, 30, 40, 50], snow: [20, 40] }),
    );
    expect(clean).toBe(0.9);
    expect(rows.map(({ corruption }) => corruption)).toEqual(['snow', 'fog', 'saturate']);
    expect(rows[0].accuracy).toEqual([0.8, 0.6, null, null, null]);
    // Snow 0.7 and fog 0.7; saturation is one of the extra ones.
    expect(mean).toBeCloseTo(0.7, 12);
    expect(whole).toBe(1);
  });

  it('is that of the benchmark where all of it was measured', () => {
    const all = Object.fromEntries(benchmarkNames.map((name) => [name, [10, 20, 30, 40, 50]]));
    expect(benchmarkAccuracy(results(90, { ...all, saturate: [99] }))).toBeCloseTo(0.7, 12);
    expect(benchmarkAccuracy(results(90, { ...all, fog: [10, 20, 30, 40] }))).toBeNull();
  });

  it('is unknown where only extra ones, or none, were measured', () => {
    expect(summaryOf(results(null, { saturate: [90] }))).toMatchObject({ clean: null, mean: null, whole: 0 });
    expect(summaryOf(results(90, {})).rows).toEqual([]);
  });
});

describe('corruption error', () => {
  it('is that of the paper, by hand', () => {
    const model = results(90, {
      fog: [20, 20, 20, 20, 20],
      snow: [15, 25, 35, 45, 55],
      saturate: [99, 99, 99, 99, 99],
    });
    const baseline = results(80, {
      fog: [40, 40, 40, 40, 40],
      snow: [30, 40, 50, 60, 70],
      saturate: [1, 1, 1, 1, 1],
    });
    const { rows, mce, relativeMce, corruptions } = corruptionErrors(model, baseline);
    expect(rows.map(({ corruption }) => corruption)).toEqual(['snow', 'fog', 'saturate']);
    // Snow: 175 / 250 and (175 - 50) / (250 - 100). Fog: 100 / 200 and (100 - 50) / (200 - 100).
    expect(rows[0].ce).toBeCloseTo(0.7, 12);
    expect(rows[0].relative).toBeCloseTo(125 / 150, 12);
    expect(rows[1].ce).toBeCloseTo(0.5, 12);
    expect(mce).toBeCloseTo(0.6, 12);
    expect(relativeMce).toBeCloseTo((125 / 150 + 0.5) / 2, 12);
    expect(corruptions).toBe(2);
  });

  it('is 1 beside itself, and over severities that both have', () => {
    const all = Object.fromEntries(corruptionNames.map((name, i) => [name, [1, 2, 3, 4, 5 + i]]));
    const own = results(99.5, all);
    expect(corruptionErrors(own, own)).toMatchObject({
      mce: 1,
      relativeMce: 1,
      corruptions: benchmarkNames.length,
    });
    const fewer = results(90, { fog: [20] });
    expect(corruptionErrors(fewer, results(90, { fog: [10, 90, 90] })).mce).toBeCloseTo(2, 12);
  });

  it('is unknown where a baseline makes no error, and where nothing is common', () => {
    const none = results(100, { fog: [0, 0] });
    expect(corruptionErrors(results(90, { fog: [5, 5] }), none)).toMatchObject({ mce: null, corruptions: 0 });
    expect(corruptionErrors(results(90, { fog: [5, 5] }), results(90, { snow: [5] })).rows).toEqual([]);
    // The baseline is better on corrupted images than on clean ones, so the error that corruption adds is not above 0.
    const odd = results(80, { fog: [10, 10] });
    expect(corruptionErrors(results(90, { fog: [20, 20] }), odd)).toMatchObject({
      mce: 2,
      relativeMce: null,
    });
  });
});
