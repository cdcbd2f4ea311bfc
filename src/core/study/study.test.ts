import { describe, expect, it } from 'vitest';
import { presets } from '../recipe';
import { cellsOf, readStudy } from './definition';
import { meanOf, studentT } from './mean-interval';
import { type CellOutcome, studyResults } from './results';

const suiting = () => presets['quick-cpu'];

describe('the file of a study', () => {
  it('gives arms by name and by values, each with each, and a run for each seed', () => {
    const study = readStudy(
      {
        name: 'noise',
        base: { preset: 'quick-cpu', iterations: 1 },
        seeds: 2,
        arms: [{ name: 'all' }, { name: 'no dropout', set: { 'students.*.dropout': 0 } }],
        vary: { 'training.unlabelledRatio': [[1], [7]] },
      },
      suiting,
    );
    expect(study.arms.map(({ name }) => name)).toEqual([
      ...['all, unlabelledRatio [1]', 'all, unlabelledRatio [7]'],
      ...['no dropout, unlabelledRatio [1]', 'no dropout, unlabelledRatio [7]'],
    ]);
    expect(study.arms[3].recipe.students.every(({ dropout }) => dropout === 0)).toBe(true);
    expect(study.arms.map(({ recipe }) => recipe.training.unlabelledRatio)).toEqual([[1], [7], [1], [7]]);
    expect(study.baseline).toBe('all, unlabelledRatio [1]');
    expect(cellsOf(study).map(({ arm, seed }) => `${seed} ${arm}`)).toEqual([
      ...study.arms.map(({ name }) => `1 ${name}`),
      ...study.arms.map(({ name }) => `2 ${name}`),
    ]);
  });

  it('takes the recipe that suits the project, and changes over it', () => {
    const { arms, seeds } = readStudy({ name: 'plain' }, suiting, [['iterations', '2']]);
    expect([arms.length, arms[0].name, arms[0].recipe.iterations, seeds]).toEqual([1, 'base', 2, [1, 2, 3]]);
  });

  it.each([
    [{}, /name/],
    [{ name: 'x', arm: [] }, /arm/],
    [{ name: 'x', seeds: 0 }, /seeds/],
    [{ name: 'x', seeds: [1, 1] }, /"1" stands there twice/],
    [{ name: 'x', arms: [{ name: 'a' }, { name: 'a' }] }, /"a" stands there twice/],
    [{ name: 'x', arms: [{ name: 'a' }], baseline: 'b' }, /baseline "b" is none of a/],
    [
      {
        name: 'x',
        seeds: 50,
        vary: { iterations: [0, 1, 2], imageSize: [...Array(10).keys()].map((i) => 28 + i) },
      },
      /more than 1000 runs/,
    ],
    [{ name: 'x', arms: [{ name: 'a', set: { 'students.*.dropuot': 0 } }] }, /dropuot.*dropout/],
    [{ name: 'x', arms: [{ name: 'a', set: { iterations: -1 } }] }, /iterations is -1/],
    ['text', /expected object/i],
  ])('is refused with the place and what is wrong: %j', (content, message) => {
    expect(() => readStudy(content, suiting)).toThrow(message);
  });
});

/** Share of Student's t with `freedom` degrees between -t and t, by Simpson's rule over the density. */
function inside(t: number, freedom: number): number {
  const steps = 20_000;
  const density = (x: number) => (1 + (x * x) / freedom) ** (-(freedom + 1) / 2);
  const simpson = (to: number) => {
    const h = to / steps;
    let sum = density(0) + density(to);
    for (let i = 1; i < steps; i++) sum += (i % 2 === 0 ? 2 : 4) * density(i * h);
    return (sum * h) / 3;
  };
  // The whole area is sqrt(freedom * pi) * gamma(freedom / 2) / gamma((freedom + 1) / 2), half of it on one side.
  const gamma = (twice: number): number => {
    if (twice === 1) return Math.sqrt(Math.PI);
    return twice === 2 ? 1 : (twice / 2 - 1) * gamma(twice - 2);
  };
  return (2 * simpson(t)) / (Math.sqrt(freedom * Math.PI) * (gamma(freedom) / gamma(freedom + 1)));
}

describe('means of seeds', () => {
  it('have the interval of Student’s t', () => {
    for (const freedom of [...Array(40).keys()].map((i) => i + 1))
      expect(inside(studentT(freedom), freedom)).toBeCloseTo(0.95, 4);
    const { mean, deviation, low, high } = meanOf([0.7, 0.74, 0.72]) as NonNullable<
      ReturnType<typeof meanOf>
    >;
    expect([mean, deviation, low, high].map((value) => Number(value?.toFixed(5)))).toEqual([
      0.72, 0.02, 0.67032, 0.76968,
    ]);
    expect(meanOf([0.5])).toEqual({ count: 1, mean: 0.5, deviation: null, low: null, high: null });
    expect(meanOf([])).toBeNull();
  });

  it('are held against the baseline seed by seed', () => {
    const cell = (arm: string, seed: number, last: number | null, first = 0.5): CellOutcome => ({
      ...{ arm, seed, first, last, balanced: last, seconds: 10 },
      state: last === null ? 'failed' : 'done',
    });
    // Seeds differ by far more than arms: only pairs tell these apart.
    const cells = [
      ...[cell('a', 1, 0.6), cell('a', 2, 0.7), cell('a', 3, 0.8)],
      ...[cell('b', 1, 0.62), cell('b', 2, 0.721), cell('b', 3, 0.819)],
      ...[cell('c', 1, 0.5), cell('c', 2, 0.8), cell('c', 3, null)],
      ...[cell('d', 1, 0.59), cell('d', 2, null), cell('d', 3, null)],
    ];
    const [a, b, c, d] = studyResults(['a', 'b', 'c', 'd'], 'a', cells);
    expect([a.difference, a.verdict]).toEqual([null, null]);
    expect(b.difference?.mean).toBeCloseTo(0.02, 6);
    expect(b.gain?.mean).toBeCloseTo(0.22, 6);
    expect([b.verdict, c.verdict, d.verdict]).toEqual(['ahead', 'not-told-apart', 'too-few-seeds']);
    expect([c.done, c.failed, c.difference?.count, c.seconds]).toEqual([2, 1, 2, 30]);
    expect(studyResults(['a', 'b'], 'b', cells)[0].verdict).toBe('behind');
  });
});
