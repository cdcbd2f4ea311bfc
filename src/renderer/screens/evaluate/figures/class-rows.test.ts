import { expect, it } from 'vitest';
import { type ClassRow, sortedRows } from './class-rows';

const some = { low: 0, high: 1 };
const row = (name: string, recall: number, support: number): ClassRow => ({
  ...{ id: support, name, precision: 0.5, recall, f1: 0.5, support },
  intervals: { precision: some, recall: support > 0 ? some : null, f1: some },
});
const rows = [row('b10', 0.9, 4), row('b9', 0.2, 9), row('a', 0, 0)];
const names = (sorted: readonly ClassRow[]) => sorted.map(({ name }) => name);

it('orders classes by a column, with what is not known last either way', () => {
  expect(names(sortedRows(rows, { by: 'recall', descending: false }))).toEqual(['b9', 'b10', 'a']);
  expect(names(sortedRows(rows, { by: 'recall', descending: true }))).toEqual(['b10', 'b9', 'a']);
  expect(names(sortedRows(rows, { by: 'name', descending: false }))).toEqual(['a', 'b9', 'b10']);
  expect(names(sortedRows(rows, { by: 'support', descending: true }))).toEqual(['b9', 'b10', 'a']);
  expect(names(sortedRows(rows, { by: 'precision', descending: true }))).toEqual(['a', 'b9', 'b10']);
});
