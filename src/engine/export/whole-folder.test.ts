import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { writeFolderWhole } from './whole-folder';

const root = mkdtempSync(join(tmpdir(), 'whole-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

it('what is exported can be read by others, as every folder that a person makes', () => {
  const folder = join(root, 'model');
  writeFolderWhole(folder, (beside) => writeFileSync(join(beside, 'a'), ''));
  expect(statSync(folder).mode & 0o777).toBe(0o777 & ~process.umask());
});

it('a folder is marked as incomplete by its name until it is whole, and taken away where it fails', () => {
  const folder = join(root, 'other');
  let during: string[] = [];
  const fail = () =>
    writeFolderWhole(folder, () => {
      during = readdirSync(root).filter((name) => name !== 'model');
      throw new Error('no');
    });
  expect(fail).toThrow('no');
  expect(during).toEqual([expect.stringMatching(/^other\.p\d+-\d*-\d+\.part$/)]);
  expect(existsSync(folder)).toBe(false);
  expect(readdirSync(root)).toEqual(['model']);
});
