import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookWidth } from '../../core/likeness';
import { LookCache } from './look-cache';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'looks-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hash = (i: number) => new Uint8Array(new Uint32Array(8).fill(0x9e3779b9 * i).buffer);
const look = (i: number) => new Int8Array(lookWidth).map((_, j) => ((i * 31 + j) % 255) - 127);

it('keeps looks over a restart, and drops a record that a crash cut', async () => {
  const file = join(folder, 'cache', 'looks.bin');
  const cache = await LookCache.open(file);
  // These are more than are read at a time, and more than there is room for at first.
  for (let i = 0; i < 20_000; i++) cache.add(hash(i), look(i));
  await cache.flush();
  appendFileSync(file, 'half a record');
  const again = await LookCache.open(file);
  expect(again.count).toBe(20_000);
  for (const i of [0, 1, 8191, 8192, 19_999]) {
    const row = again.rowOf(hash(i));
    expect([...again.looks.subarray(row * lookWidth, (row + 1) * lookWidth)]).toEqual([...look(i)]);
  }
  expect(again.rowOf(hash(20_000))).toBe(-1);
  again.add(hash(20_000), look(20_000));
  await again.flush();
  await again.flush();
  expect(statSync(file).size).toBe(20_001 * 96);
  expect((await LookCache.open(file)).rowOf(hash(20_000))).toBe(20_000);
  await again.clear();
  again.add(hash(7), look(7));
  await again.flush();
  const last = await LookCache.open(file);
  expect([last.count, last.rowOf(hash(7)), last.rowOf(hash(8))]).toEqual([1, 0, -1]);
});
