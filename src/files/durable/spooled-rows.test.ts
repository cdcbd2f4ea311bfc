import { mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { removeUnfinished } from './durable';
import { SpooledRows } from './spooled-rows';

const folder = mkdtempSync(join(tmpdir(), 'spooled-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

const values = (rows: number, from: number) => Float32Array.from({ length: rows * 3 }, (_, i) => from + i);

it('gives back rows in their order, in pieces, as often as they are asked for', () => {
  const spooled = new SpooledRows(join(folder, 'rows'), 3);
  spooled.append(values(5, 0));
  spooled.append(values(2, 15));
  expect([spooled.rows, readdirSync(folder).length]).toEqual([7, 1]);
  for (let time = 0; time < 2; time++) {
    const pieces = [...spooled.pieces(3)];
    expect(pieces.map(({ length }) => length)).toEqual([9, 9, 3]);
    expect(pieces.flatMap((piece) => [...piece])).toEqual([...values(7, 0)]);
  }
  expect(() => spooled.append(new Float32Array(4))).toThrow('4 numbers are no rows of 3.');
  spooled.close();
  expect(readdirSync(folder)).toEqual([]);
});

it('leaves what a crash left to be removed with other unfinished files', () => {
  new SpooledRows(join(folder, 'crashed'), 3).append(values(1, 0));
  const [name] = readdirSync(folder);
  // The file gets the name that a process which died would have given it.
  renameSync(join(folder, name), join(folder, name.replace(`.p${process.pid}-`, '.p99999999-')));
  removeUnfinished(folder);
  expect(readdirSync(folder)).toEqual([]);
});
