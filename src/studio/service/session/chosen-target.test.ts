import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { chosenTarget } from './chosen-target';

const folder = mkdtempSync(join(tmpdir(), 'chosen-target-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const csv = [{ name: 'Table', extensions: ['csv'] }];
const choose = (name: string | null, kinds = csv) =>
  chosenTarget(
    { chooseTarget: async () => name && join(folder, name) },
    { title: 'Save', name: 'labels.csv', kinds },
  );

it('gives a file the ending of its kind where it was named without one', async () => {
  expect(await choose('set')).toBe(join(folder, 'set.csv'));
  expect(await choose('set.txt')).toBe(join(folder, 'set.txt'));
  expect(await choose('set', [])).toBe(join(folder, 'set'));
  expect(await choose(null)).toBeNull();
});

it('replaces nothing that the dialog did not ask about', async () => {
  writeFileSync(join(folder, 'there.csv'), '');
  await expect(choose('there')).rejects.toMatchObject({ code: 'export-target-exists' });
  expect(await choose('there.csv')).toBe(join(folder, 'there.csv'));
});
