import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { besideOf } from './durable';
import { checkWritable } from './writable';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'writable-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('leaves a file as it is, and nothing beside it of its own or of a killed process', () => {
  const file = join(folder, 'issues.csv');
  writeFileSync(file, 'old');
  // The numbers of processes end below 4,194,304.
  writeFileSync(besideOf(file).replace(`.p${process.pid}-`, '.p4194305-'), 'half');
  checkWritable(file);
  expect(readdirSync(folder)).toEqual(['issues.csv']);
});

it('refuses a folder, and a file in a folder that does not exist', () => {
  mkdirSync(join(folder, 'issues.csv'));
  expect(() => checkWritable(join(folder, 'issues.csv'))).toThrow(
    expect.objectContaining({ code: 'write-onto-folder' }),
  );
  expect(() => checkWritable(join(folder, 'gone', 'issues.csv'))).toThrow(
    expect.objectContaining({ code: 'write-no-folder' }),
  );
});
