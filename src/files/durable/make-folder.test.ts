import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { makeFolder } from './make-folder';

const root = mkdtempSync(join(tmpdir(), 'make-folder-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('makes a folder and those above it, and leaves one that is there', () => {
  const folder = join(root, 'a', 'b', 'c');
  makeFolder(folder);
  writeFileSync(join(folder, 'x'), '');
  makeFolder(folder);
  expect([statSync(folder).isDirectory(), existsSync(join(folder, 'x'))]).toEqual([true, true]);
});

it('throws where a file has its name or that of one above', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => makeFolder(join(root, 'file'))).toThrow(/EEXIST/);
  expect(() => makeFolder(join(root, 'file', 'below'))).toThrow(/ENOTDIR/);
  expect(() => makeFolder(join(root, 'file', 'far', 'below'))).toThrow(/ENOTDIR/);
});

it.skipIf(!existsSync('/proc/self'))('ends where the system takes no folder at all', () => {
  expect(() => makeFolder('/proc/noisy/studio')).toThrow(/ENOENT|EACCES|EPERM/);
});
