import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { tinySettings } from '../studio/project/project.fixture';
import { projectOfItsOwn } from './projects.fixture';
import { runHere } from './run-here.fixture';

const tiny = tinySettings.flatMap(([path, value]) => ['--set', `${path}=${value}`]);

describe('noisy-studio compare', () => {
  const own = projectOfItsOwn();

  const compare = (...args: string[]) =>
    runHere([
      '-p',
      own.project,
      'compare',
      '--methods',
      'noisy-student,fixmatch,supervised',
      ...tiny,
      ...args,
    ]);

  it('trains methods on as many images, measures them on corrupted ones, and writes what it measured', async () => {
    const write = join(own.folder, 'results.md');
    const robustness = ['--robustness', '--corruptions', 'fog', '--severities', '5'];
    const told = await compare('--seeds', '1,2', ...robustness, '--write', write);
    expect(told.code).toBe(0);
    // Noisy Student trains a teacher for 6 steps on 8 images and a student for 4 steps on 16; FixMatch sees 24
    // images in a step.
    expect(told.written).toMatch(/Noisy Student +2 .*baseline +112 .* (MB|GB)/);
    expect(told.written).toMatch(/FixMatch +2 .*\[.*120 /);
    expect(told.written).toMatch(/Supervised +2 .*112 /);
    expect(told.written).toMatch(
      /Noisy Student (loses to|wins against)|No clear difference between Noisy Student and/,
    );
    expect(told.written).toContain('Under corruption');
    const page = readFileSync(write, 'utf8');
    expect(page).toContain('`noisy-studio compare ');
    expect(page).toMatch(/\| Noisy Student \| 2 \| .*\| baseline \| 112 \| \d+ s \| .* \|/);
    expect(page).toContain('## Under corruption');
    expect(page).not.toContain(own.folder);

    const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('| '));
    const again = await compare('--seeds', '1,2', ...robustness, '--write', write);
    expect(again.code).toBe(0);
    expect(rows(readFileSync(write, 'utf8'))).toEqual(rows(page));
  });

  it('gives as much time by what a few steps took, and keeps to that', async () => {
    const args = ['--budget', 'time', '--name', 'by time', '--seeds', '1'];
    const { code } = await compare(...args);
    expect(code).toBe(0);
    const again = await runHere(['--json', '-p', own.project, 'compare', ...args]);
    expect([again.code, again.last]).toEqual([
      0,
      expect.objectContaining({ type: 'result', study: 'by time' }),
    ]);
    expect(again.last.costs).toHaveLength(3);
  });

  it.each([
    [['--methods', 'fixmatch'], /held against noisy-student/],
    [['--methods', 'noisy-student,fixmach'], /"fixmach" is none of/],
    [['--labels', '40'], /--labels says something with --demo alone/],
    [['--demo', 'fashion', '--labels', '45'], /multiple of 10/],
    [['--severities', '1'], /--severities says something with --robustness alone/],
    [['--folder', 'x'], /--folder says something with/],
  ])('refuses %j as wrong usage', async (args, message) => {
    const errors: string[] = [];
    const stderr = vi
      .spyOn(process.stderr, 'write')
      .mockImplementation((text) => errors.push(String(text)) > 0);
    try {
      const { code } = await runHere(['-p', own.project, 'compare', ...args]);
      expect([code, errors.join('')]).toEqual([2, expect.stringMatching(message)]);
    } finally {
      stderr.mockRestore();
    }
  });

  it('imports the data that it is asked for, with so many labels', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'compare-'));
    const { code, written } = await runHere([
      ...['compare', '--demo', 'fashion', '--labels', '40', '--quick', '--folder', folder, '--plan'],
      ...['--methods', 'noisy-student,supervised', '--seeds', '1', ...tiny],
    ]);
    expect([code, written]).toEqual([0, expect.stringContaining('2 arms, seed 1, 2 runs.')]);
    const { last } = await runHere(['--json', '-p', join(folder, 'project'), 'status']);
    const usable = new Map(
      (last.splits as { split: string; usable: number }[]).map(({ split, usable }) => [split, usable]),
    );
    const count = (split: string) => usable.get(split) ?? 0;
    expect([count('labelled-train') + count('validation'), count('test')]).toEqual([40, 1000]);
    // Some images of the pool are copies of one another.
    expect(count('unlabelled')).toBeGreaterThan(1700);
    rmSync(folder, { recursive: true, force: true });
  });
});
