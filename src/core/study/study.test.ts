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

  it('takes a number as a name', () => {
    const { name, arms, baseline } = readStudy(
      { name: 5, arms: [{ name: 'a' }, { name: 7 }], baseline: 7 },
      suiting,
    );
    expect([name, arms.map((arm) => arm.name), baseline]).toEqual(['5', ['a', '7'], '7']);
  });

  it.each([
    [{}, 'name is missing; it must be one line of 1 to 80 letters.'],
    [
      null,
      'The file is empty; it must be a name, arms or settings to vary, and seeds, each as "key: value".',
    ],
    ['text', 'The file holds "text"; it must be'],
    [[{ name: 'x' }], 'The file holds [{"name":"x"}]; it must be'],
    [{ name: 'x'.repeat(200) }, `name is "${'x'.repeat(59)}…; it must be one line of 1 to 80 letters.`],
    [{ name: 'two\nlines' }, 'name is "two\\nlines"; it must be one line'],
    [
      { name: 'x', arm: [] },
      'A study has no "arm"; it has name, question, base, seeds, arms, vary, baseline, claims. Did you mean arms?',
    ],
    [{ name: 'x', seeds: 0 }, 'seeds is 0; it must be how many seeds, from 1 to 50, or a list'],
    [{ name: 'x', seeds: 'two' }, 'seeds is "two"; it must be how many seeds'],
    [{ name: 'x', seeds: [1, 'two'] }, 'seeds is [1,"two"]; it must be'],
    // Its lowest 32 bits are those of seed 1, so the same run would be done twice and reported as two.
    [{ name: 'x', seeds: [1, 2 ** 32 + 1] }, 'seeds is [1,4294967297]; it must be'],
    [{ name: 'x', seeds: [1, 1] }, 'The seed 1 is there twice.'],
    [{ name: 'x', base: [1] }, 'base is [1]; it must be the name of a preset, or settings'],
    [{ name: 'x', arms: [] }, 'arms is []; it must be a list of arms'],
    [{ name: 'x', arms: { a: {} } }, 'arms is {"a":{}}; it must be a list of arms'],
    [{ name: 'x', arms: [{ set: {} }] }, 'arms.0.name is missing; it must be'],
    [{ name: 'x', arms: ['a'] }, 'arms.0 is "a"; it must be an arm'],
    [
      { name: 'x', arms: [{ name: 'a', sett: {} }] },
      'arms.0 has no "sett"; it has name, set, times. Did you mean set?',
    ],
    [{ name: 'x', arms: [{ name: 'a', set: [1] }] }, 'arms.0.set is [1]; it must be settings by path'],
    [{ name: 'x', arms: [{ name: 'a' }, { name: 'a' }] }, 'There are two arms "a".'],
    [{ name: 'x', vary: { iterations: 3 } }, 'vary.iterations is 3; it must be a list of the values to try.'],
    [{ name: 'x', vary: { 'students.*.arch': 3 } }, 'vary.students.*.arch is 3; it must be a list'],
    [{ name: 'x', arms: [{ name: 'a' }], baseline: 'b' }, 'The baseline "b" is none of the arms: a.'],
    [
      {
        name: 'x',
        seeds: 50,
        vary: { iterations: [0, 1, 2], imageSize: [...Array(10).keys()].map((i) => 28 + i) },
      },
      '30 arms with 50 seeds are more than 1000 runs.',
    ],
    [
      {
        name: 'x',
        base: { validationShare: 0.1 },
        arms: [{ name: 'a' }, { name: 'b', set: { validationShare: 0 } }],
      },
      'validationShare is 0.1 in one arm and 0 in another; it must be the same in all arms',
    ],
  ])('is refused with the place and what is wrong: %j', (content, message) => {
    expect(thrownBy(() => readStudy(content, suiting))).toMatchObject({
      code: 'study-file',
      message: expect.stringContaining(`The study cannot be used. ${message}`),
    });
  });

  it('tells of all that is wrong at once, and of a value that holds itself', () => {
    const round: unknown[] = [];
    round.push(round);
    const wrong = () => readStudy({ name: round, seeds: 0, seeed: 1 }, suiting);
    expect(thrownBy(wrong)).toMatchObject({
      message: expect.stringMatching(/name is .*; it must be.* seeds is 0.* no "seeed"; it has name/),
    });
  });

  it.each([
    [{ arms: [{ name: 'a' }, { name: 'b', set: { 'students.*.dropuot': 0 } }] }, 'b', /dropuot.*dropout/],
    [{ arms: [{ name: 'a', set: { iterations: -1 } }] }, 'a', /iterations is -1/],
    [{ vary: { 'students.*.arch': ['lite0', 'b99'] } }, 'arch b99', /students\.0\.arch is "b99"/],
  ])('names the arm whose settings are wrong: %j', (content, arm, problem) => {
    expect(thrownBy(() => readStudy({ name: 'x', ...content }, suiting))).toMatchObject({
      code: 'study-arm',
      message: expect.stringMatching(problem),
      values: { arm },
    });
  });
});

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}

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

  it('are not held against a baseline that failed on the way, though it has a last model', () => {
    const cell = (arm: string, seed: number, state: CellOutcome['state']): CellOutcome => ({
      ...{ arm, seed, state, first: 0.5, last: 0.6, balanced: 0.6, seconds: 10 },
    });
    const cells = [cell('a', 1, 'done'), cell('a', 2, 'failed'), cell('b', 1, 'done'), cell('b', 2, 'done')];
    expect(studyResults(['a', 'b'], 'a', cells)[1].difference?.count).toBe(1);
  });
});
