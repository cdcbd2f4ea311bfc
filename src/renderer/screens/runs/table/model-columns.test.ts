import { describe, expect, it } from 'vitest';
import type { ExperimentView, RunView } from '../../../../contract';
import { type ModelColumnName, type ModelRow, modelColumnNames, sortedModels } from './model-columns';

const row = (runId: number, more: Partial<RunView>, experiment: Partial<ExperimentView> = {}): ModelRow => ({
  experiment: {
    name: 'short',
    seed: 1,
    recipe: { method: 'noisy-student' },
    ...experiment,
  } as ExperimentView,
  run: {
    runId,
    name: { code: 'student', values: { number: runId } },
    arch: 'small',
    imageSize: 28,
    state: 'done',
    validationAccuracy: null,
    testAccuracy: null,
    testImages: null,
    testMetrics: null,
    trainedSteps: null,
    seconds: null,
    imagesPerSecond: null,
    finishedAt: null,
    startedAt: null,
    ...more,
  } as RunView,
  base: undefined,
});

const ids = (rows: readonly ModelRow[]) => rows.map(({ run }) => run.runId);

describe('the table of models', () => {
  const rows = [
    row(1, { testAccuracy: 0.7, seconds: 30 }),
    row(2, { testAccuracy: null, seconds: 5 }),
    row(3, { testAccuracy: 0.9, seconds: Number.NaN }),
    row(4, { testAccuracy: 0.7, seconds: 10 }),
  ];

  it('is ordered by a column, the newest of equal ones first, and what is not known last in both directions', () => {
    expect(ids(sortedModels(rows, { by: 'test', descending: true }))).toEqual([3, 4, 1, 2]);
    expect(ids(sortedModels(rows, { by: 'test', descending: false }))).toEqual([4, 1, 3, 2]);
    expect(ids(sortedModels(rows, { by: 'seconds', descending: false }))).toEqual([2, 4, 1, 3]);
    expect(ids(sortedModels(rows, { by: 'seconds', descending: true }))).toEqual([1, 4, 2, 3]);
  });

  it('orders numbers in names as numbers', () => {
    const many = [row(10, {}), row(9, {}), row(2, {})];
    expect(ids(sortedModels(many, { by: 'model', descending: false }))).toEqual([2, 9, 10]);
    const named = ['run 10', 'run 9', 'Run 1'].map((name, i) => row(i + 1, {}, { name }));
    expect(ids(sortedModels(named, { by: 'experiment', descending: false }))).toEqual([3, 2, 1]);
  });

  it('has every model in it, whichever column it is ordered by', () => {
    for (const by of modelColumnNames as readonly ModelColumnName[])
      for (const descending of [true, false])
        expect(ids(sortedModels(rows, { by, descending })).sort()).toEqual([1, 2, 3, 4]);
  });
});
