import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { SplitColumn } from './split-column';

it('the fields of a table with a column for each class take a byte each until it is known that none names splits', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const taken = () => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const keys = Array.from({ length: 400 }, (_, c) => `class ${c}`);
  const column = new SplitColumn();
  const before = taken();
  for (let row = 0; row < 5000; row++) column.add(keys, (key) => (key === keys[row % 400] ? '1' : '0'));
  // Two million fields with room to grow, and some words for each column; as texts they are 16 MB and more.
  expect(taken() - before).toBeLessThan(9e6);
  const rows = [{ row: { place: 'line 2', path: 'a.jpg' }, named: undefined }];
  const names = { path: 'path', flags: [], weak: [] };
  expect(column.read(rows, names)).toEqual({ rows, names });
});

it('finds splits where some rows do not have the column', () => {
  const column = new SplitColumn();
  const said = ['Training', 'PublicTest', undefined, 'Training'];
  for (const value of said) column.add(value === undefined ? [] : ['Usage'], () => value);
  const rows = said.map((_, i) => ({ row: { place: `line ${i}`, path: `${i}.jpg` }, named: undefined }));
  const { rows: read, names } = column.read(rows, { path: 'path', flags: [], weak: [] });
  expect(read.map(({ row }) => row.split)).toEqual(said);
  expect(names.split).toBe('Usage');
});
