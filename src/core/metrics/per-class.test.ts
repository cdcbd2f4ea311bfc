import { describe, expect, it } from 'vitest';
import { ConfusionCounts } from './confusion';
import { classIntervals, classMetrics, toldClassMetrics } from './per-class';

/** 8 of 10 images of the first class are found and 2 others are taken for it; the last class is neither a label nor a prediction. */
const confusion = ConfusionCounts.from([8, 2, 0, 2, 88, 0, 0, 0, 0]);

describe('intervals of a class', () => {
  it('are those of Wilson for precision and recall', () => {
    const [first] = classIntervals(confusion);
    // statsmodels.stats.proportion.proportion_confint(8, 10, method="wilson")
    for (const interval of [first.precision, first.recall]) {
      expect(interval?.low).toBeCloseTo(0.4901625, 5);
      expect(interval?.high).toBeCloseTo(0.9433178, 5);
    }
  });

  it('hold F1 between them, from the share of images that are both', () => {
    const [metrics] = classMetrics(confusion);
    const [{ f1 }] = classIntervals(confusion);
    expect(metrics.f1).toBeCloseTo(0.8, 10);
    // 8 of 12 images, as a Jaccard index of 0.3906 to 0.8619.
    expect(f1?.low).toBeCloseTo((2 * 0.3906) / 1.3906, 3);
    expect(f1?.high).toBeCloseTo((2 * 0.8619) / 1.8619, 3);
  });

  it('are wide of few images, narrow of many, and none of no images', () => {
    const [few, many, none] = classIntervals(confusion);
    const width = (interval: typeof few.recall) => (interval ? interval.high - interval.low : 0);
    expect(width(few.recall)).toBeGreaterThan(3 * width(many.recall));
    expect(none).toEqual({ precision: null, recall: null, f1: null });
  });
});

it('what is a share of no image is not known: nothing was missed of a class without images', () => {
  // The second class has no images, but one image was taken for it; the third has images, but was never predicted.
  const [first, second, third, none] = toldClassMetrics(
    ConfusionCounts.from([5, 1, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]),
  );
  expect(first).toEqual({ precision: 5 / 7, recall: 5 / 6, f1: 10 / 13, support: 6 });
  expect(second).toEqual({ precision: 0, recall: null, f1: 0, support: 0 });
  expect(third).toEqual({ precision: null, recall: 0, f1: 0, support: 2 });
  expect(none).toEqual({ precision: null, recall: null, f1: null, support: 0 });
});
