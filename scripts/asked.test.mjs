import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './setup/paths.mjs';

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const ours = Object.entries(scripts).flatMap(([name, command]) => {
  const file = /^node (scripts\/[\w-]+\.mjs)$/.exec(String(command))?.[1];
  return file ? [[name, file]] : [];
});
const run = (/** @type {string[]} */ argv) =>
  spawnSync(process.execPath, argv, { cwd: root, encoding: 'utf8', timeout: 100_000 });

describe('every program of npm run', () => {
  it('is looked at here', () => {
    const others = Object.keys(scripts).filter((name) => !ours.some(([each]) => each === name));
    expect(others).toEqual(['build']);
  });

  it.each(ours)('%s says with --help what it does, and does nothing else', (name, file) => {
    const { stdout, stderr, status } = run([file, '--help']);
    // The command line is built first where it is not up to date, which is told.
    expect([stderr.replace(/^setup: .*\n/gm, ''), status]).toEqual(['', 0]);
    expect(stdout).toContain(name === 'demo' ? 'Usage: noisy-studio demo' : 'npm ');
  });
});

/** Those that pass unknown options on to Electron, or to the command line, are not among them. */
const strict = ours.filter(([name]) => !['start', 'dev', 'demo'].includes(name));

it.each(strict)('%s refuses what it does not know before it begins', (name, file) => {
  for (const unknown of ['--quickly', ...(name === 'screenshots' ? [] : ['quickly'])]) {
    const { stdout, stderr, status } = run([file, unknown]);
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toContain('npm ');
  }
});
