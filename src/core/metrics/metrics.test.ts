import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { describeRecipe, recipeHelp } from '../recipe';
import { evaluationMetrics } from './evaluation';
import {
  ConfusionCounts,
  classMetrics,
  countMetricNames,
  figuresOf,
  measureAll,
  metricOf,
  metrics,
  metricsBeside,
  metricWords,
  OutputColumns,
} from './index';
import { topK } from './top5';

/** Made by golden/make.py with scikit-learn, whose version stands in the file. */
const golden = JSON.parse(readFileSync(new URL('golden/cases.json', import.meta.url), 'utf8')) as {
  classes: number;
  labels: number[];
  probabilities: number[];
  values: Record<string, number>;
  errors: Record<string, number>;
  top2: number;
  perClass: { precision: number; recall: number; f1: number; support: number }[];
};
const { classes, labels } = golden;
const probabilities = Float32Array.from(golden.probabilities);
const predicted = labels.map((_, i) => {
  const row = probabilities.subarray(i * classes, (i + 1) * classes);
  return row.indexOf(Math.max(...row));
});
const outputs = OutputColumns.of(probabilities, classes, labels);
const confusion = ConfusionCounts.of(predicted, labels, classes);

describe('every metric of the table', () => {
  it.each(metrics.map(({ name }) => name))('%s is what scikit-learn (or NumPy) says', (name) => {
    expect(golden.values).toHaveProperty(name);
    expect(measureAll(outputs, confusion)[name]).toBeCloseTo(golden.values[name], 6);
  });

  it('is the same where the images came in pieces', () => {
    const pieces = new OutputColumns(labels.length, classes);
    for (let from = 0; from < labels.length; from += 7)
      pieces.put(
        from,
        probabilities.subarray(from * classes, (from + 7) * classes),
        labels.slice(from, from + 7),
      );
    expect(pieces).toEqual(outputs);
    expect([...pieces.predicted]).toEqual(predicted);
  });

  it('has its words in both languages and a name of its own', () => {
    expect(new Set(metrics.map(({ name }) => name)).size).toBe(metrics.length);
    for (const language of ['en', 'ko'] as const) {
      for (const title of Object.values(metricWords(language, 'title'))) expect(title.trim()).not.toBe('');
      for (const short of Object.values(metricWords(language, 'short')))
        expect(short.length).toBeLessThanOrEqual(12);
      for (const help of Object.values(metricWords(language, 'help'))) expect(help).toMatch(/\.$/);
    }
    expect(metricsBeside.map(({ name }) => name)).toEqual(['balancedAccuracy', 'macroF1']);
  });

  it('is null where it says nothing: of no images, and top 5 of five classes', () => {
    const none = new OutputColumns(0, 3);
    for (const value of Object.values(measureAll(none, new ConfusionCounts(3)))) expect(value).toBeNull();
    const five = OutputColumns.of(Float32Array.of(1, 0, 0, 0, 0), 5, [0]);
    expect(measureAll(five, ConfusionCounts.of([0], [0], 5))).toMatchObject({ accuracy: 1, top5: null });
  });

  it('of counts is one that a recipe may choose the best model by', () => {
    const field = describeRecipe().find(({ path }) => path === 'chooseBy');
    expect(field?.options).toEqual(countMetricNames);
    expect(countMetricNames).toEqual(['accuracy', 'balancedAccuracy', 'macroF1']);
    expect(recipeHelp()).toContain(`macroF1: ${metricOf('macroF1').words.en.help}`);
  });
});

describe('metrics by hand', () => {
  it('precision, recall and F1 of each class are scikit-learn’s with zero_division=0', () => {
    const own = classMetrics(confusion);
    for (const [c, one] of golden.perClass.entries())
      for (const [name, value] of Object.entries(one))
        expect(own[c][name as keyof typeof one]).toBeCloseTo(value, 10);
  });

  it('the label among the k likeliest; of equal ones the first counts, and NaN is never right', () => {
    expect(topK(outputs, 2)).toBeCloseTo(golden.top2, 10);
    const tied = OutputColumns.of(Float32Array.of(0.5, 0.5, 0), 3, [1]);
    expect([topK(tied, 1), topK(tied, 2)]).toEqual([0, 1]);
    const broken = OutputColumns.of(new Float32Array(3).fill(Number.NaN), 3, [1]);
    expect(topK(broken, 2)).toBe(0);
  });

  it('a rare class weighs as much as a common one in balanced accuracy and macro F1', () => {
    // 90 of 90 common images right, 2 of 10 rare ones: 92 % right, but the recalls are 1 and 0.2.
    const counts = ConfusionCounts.from([90, 0, 8, 2]);
    const { accuracy, balancedAccuracy, macroF1 } = figuresOf(counts);
    expect(accuracy.value).toBeCloseTo(0.92, 12);
    expect(balancedAccuracy.value).toBeCloseTo(0.6, 12);
    // 2 x 90 / (90 + 98) and 2 x 2 / (10 + 2).
    expect(macroF1.value).toBeCloseTo((180 / 188 + 4 / 12) / 2, 12);
  });

  it('take of twenty thousand classes as much room as their images', () => {
    const many = 20_000;
    const counts = ConfusionCounts.of([7, many - 1, 7, many - 1], [7, many - 1, 3, 3], many);
    expect(counts.cells).toEqual([3, 7, 1, 3, many - 1, 1, 7, 7, 1, many - 1, many - 1, 1]);
    const { accuracy, balancedAccuracy } = figuresOf(counts);
    expect(accuracy.value).toBe(0.5);
    expect(balancedAccuracy.value).toBeCloseTo(2 / 3, 12);
    expect(ConfusionCounts.ofCells(counts.cells, many).cells).toEqual(counts.cells);
  });

  it('refuses predictions and labels of different numbers', () => {
    expect(() => ConfusionCounts.of([0, 1], [0], 2)).toThrow(/1 labels do not fit 2 predictions/);
  });
});

describe('the standard error', () => {
  it('is the binomial one of an accuracy, and that of the recalls of a balanced accuracy', () => {
    const { accuracy, balancedAccuracy } = figuresOf(ConfusionCounts.from([90, 0, 8, 2]));
    expect(accuracy.error).toBeCloseTo(Math.sqrt((0.92 * 0.08) / 100), 8);
    expect(balancedAccuracy.error).toBeCloseTo(Math.sqrt((0.2 * 0.8) / 10) / 2, 8);
  });

  it('is that of weighted scikit-learn metrics, image by image', () => {
    for (const [name, figure] of Object.entries(figuresOf(confusion)))
      if (golden.errors[name] !== undefined) expect(figure.error).toBeCloseTo(golden.errors[name], 5);
    expect(Object.keys(golden.errors)).toEqual(['accuracy', 'balancedAccuracy', 'macroF1']);
  });

  it('is how far a macro F1 moves when other images are drawn', () => {
    const random = new Random(5);
    const draws = Array.from({ length: 4000 }, () => {
      const drawn = Array.from(labels, () => random.int(labels.length));
      const counts = ConfusionCounts.of(
        drawn.map((i) => predicted[i] % 5),
        drawn.map((i) => labels[i]),
        5,
      );
      return figuresOf(counts).macroF1.value as number;
    });
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const spread = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length);
    const counts = ConfusionCounts.of(
      predicted.map((c) => c % 5),
      labels,
      5,
    );
    expect(figuresOf(counts).macroF1.error / spread).toBeGreaterThan(0.85);
    expect(figuresOf(counts).macroF1.error / spread).toBeLessThan(1.15);
  });

  it('leaves the counts as they were', () => {
    const counts = ConfusionCounts.from([90, 0, 8, 2]);
    figuresOf(counts);
    expect(counts).toEqual(ConfusionCounts.from([90, 0, 8, 2]));
    expect(counts.cells).toEqual([0, 0, 90, 1, 0, 8, 1, 1, 2]);
  });
});

describe('a stored evaluation', () => {
  const perClass = classMetrics(ConfusionCounts.from([90, 0, 8, 2]));

  it('of a version that kept four values has the metrics of counts too', () => {
    const older = {
      ...{ accuracy: 0.92, top5: null, loss: 0.3, ece: 0.04, confusion: [90, 0, 8, 2] },
      ...{ perClass, imagesPerSecond: 100 },
    };
    expect(evaluationMetrics(older)).toEqual({
      values: {
        ...{ accuracy: 0.92, top5: null, loss: 0.3, ece: 0.04 },
        balancedAccuracy: 0.6,
        macroF1: expect.closeTo((180 / 188 + 4 / 12) / 2, 12),
      },
      cells: [0, 0, 90, 1, 0, 8, 1, 1, 2],
      perClass,
      imagesPerSecond: 100,
    });
  });

  it('keeps what it was stored with, and counts what it was stored without', () => {
    const stored = {
      values: { accuracy: 0.5, loss: 1 },
      cells: [0, 0, 90, 1, 0, 8, 1, 1, 2],
      perClass,
      imagesPerSecond: 1,
    };
    expect(evaluationMetrics(stored).values).toMatchObject({ accuracy: 0.5, loss: 1, balancedAccuracy: 0.6 });
    const { cells: _, ...listed } = stored;
    expect(evaluationMetrics(listed)).toMatchObject({ values: { accuracy: 0.5, loss: 1 }, cells: [] });
  });
});
