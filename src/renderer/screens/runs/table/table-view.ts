import { createKeptStore } from '../../../base/kept/kept-store';
import { type ModelColumnName, type ModelSort, modelColumnNames } from './model-columns';

const isName = (value: unknown): value is ModelColumnName => modelColumnNames.some((name) => name === value);

/** Whether Runs shows a tree of experiments or a table of all models. */
export const runsView = createKeptStore<'tree' | 'table'>(
  'runs-view',
  'tree',
  (value): value is 'tree' | 'table' => value === 'tree' || value === 'table',
);

/** The columns that are shown. */
export const shownColumns = createKeptStore<readonly ModelColumnName[]>(
  'model-columns',
  ['experiment', 'model', 'method', 'size', 'validation', 'test', 'macroF1', 'seconds', 'date'],
  (value): value is readonly ModelColumnName[] =>
    Array.isArray(value) && value.length > 0 && value.every(isName),
);

export const modelSort = createKeptStore<ModelSort>(
  'model-sort',
  { by: 'date', descending: true },
  (value): value is ModelSort => {
    const { by, descending } = (value ?? {}) as Partial<Record<keyof ModelSort, unknown>>;
    return isName(by) && typeof descending === 'boolean';
  },
);
