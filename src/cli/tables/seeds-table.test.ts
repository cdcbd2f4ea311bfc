import { expect, it } from 'vitest';
import { overSeeds, type SeedOutcome, seedsTable } from './seeds-table';

/** A teacher and a student of one seed; the student labelled nothing. */
function outcome(testAccuracy: number, kept: number, auroc: number): SeedOutcome {
  const model = (name: object, accuracy: number) => ({
    ...{ name, arch: 'mini28', testAccuracy: accuracy, seconds: 60 },
    testMetrics: { balancedAccuracy: accuracy },
  });
  const models = [
    model({ code: 'teacher' }, testAccuracy),
    model({ code: 'student', values: { number: 1 } }, 0.75),
  ];
  const taught = {
    labelling: { kept },
    pseudoLabelAccuracy: 0.5,
    ood: [
      { score: 'energy', auroc: 0.1, used: false },
      { score: 'knn', auroc, used: true },
    ],
  };
  return { summary: { models }, iterations: [taught, {}] } as never;
}

it('gives the figures of several seeds as data, of which the table is made', () => {
  const models = overSeeds([outcome(0.5, 100, 0.9), outcome(0.75, 301, Number.NaN)]);
  expect(models.map(({ testAccuracies }) => testAccuracies)).toEqual([
    [0.5, 0.75],
    [0.75, 0.75],
  ]);
  expect(models[0].means).toEqual({
    ...{ testAccuracy: 0.625, balancedAccuracy: 0.625, labelsKept: 200.5, labelsRight: 0.5, auroc: null },
    seconds: 60,
  });
  expect(models[1].means).toMatchObject({ testAccuracy: 0.75, labelsKept: null, labelsRight: null });
  const [head, , teacher] = seedsTable([7, 8], models).split('\n');
  expect(head).toMatch(/seed 7 +seed 8 +mean/);
  expect(teacher.split(/ {2,}/).slice(1)).toEqual([
    ...['mini28', '50.0 %', '75.0 %', '62.5 %', '62.5 %'],
    ...['201', '50.0 %', '–', '1 min 0 s'],
  ]);
});
