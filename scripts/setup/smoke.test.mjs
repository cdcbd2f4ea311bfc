import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { smoke } from './smoke.mjs';

const folder = mkdtempSync(join(tmpdir(), 'smoke-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const piece = join(folder, 'piece.node');
const memory = join(folder, 'loads.json');
const trace = join(folder, 'tried');
const counting = `require("fs").writeFileSync(${JSON.stringify(trace)}, "x")`;

it('what worked is tried again only when its file changed, or when asked', () => {
  const check = (fresh) => smoke('piece', { script: counting, files: [piece], fresh, memory });
  expect(check()).toBe('not installed');
  writeFileSync(piece, 'one');
  /** @type {[change: () => void, fresh: boolean, expected: boolean][]} */
  const cases = [
    [() => {}, false, true],
    [() => {}, false, false],
    [() => {}, true, true],
    [() => writeFileSync(piece, 'two, longer'), false, true],
    [() => {}, false, false],
  ];
  for (const [change, fresh, expected] of cases) {
    rmSync(trace, { force: true });
    change();
    expect(check(fresh)).toBeNull();
    expect(existsSync(trace)).toBe(expected);
  }
});

it('what fails is told in one line, and not remembered', () => {
  writeFileSync(piece, 'broken');
  const check = () => smoke('broken', { script: 'require("/nowhere/binding.node")', files: [piece], memory });
  for (let i = 0; i < 2; i++)
    expect(check()).toMatch(/^does not load: Error: Cannot find module '\/nowhere\/binding.node'$/);
});

it('a crash of the piece is not a crash of the set-up', () => {
  expect(smoke('crash', { script: 'process.abort()', files: [piece], memory })).toMatch(/^does not load/);
});
