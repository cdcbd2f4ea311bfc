import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { tinyRecipe } from '../studio/project/project.fixture';
import { projectOfItsOwn } from './projects.fixture';
import { runHere } from './run-here.fixture';

describe('noisy-studio study', () => {
  const own = projectOfItsOwn();
  it('plans, runs, tells in a table, as data, as CSV and as a page, and goes on for nothing', async () => {
    const file = join(own.folder, 'my-study.yaml');
    const content = {
      name: 'mine',
      base: { ...tinyRecipe() },
      seeds: [4, 5],
      arms: [{ name: 'soft' }, { name: 'hard', set: { targets: 'hard' } }],
    };
    writeFileSync(file, stringify(content));
    const planned = await runHere(['-p', own.project, 'study', file, '--plan']);
    expect(planned.written).toContain('2 arms, seeds 4, 5, 4 runs.');
    // For each seed, both arms share a teacher.
    expect(planned.written).toMatch(/It trains 6 models; 2 more are shared\. That takes about .* s here\./);

    const [csv, html] = ['runs.csv', 'study.html'].map((name) => join(own.folder, name));
    const told = await runHere(['-p', own.project, 'study', file, '--csv', csv, '--html', html]);
    expect(told.code).toBe(0);
    expect(told.written).toMatch(/hard +2 .*% ± .*\[/);
    expect(told.written).toMatch(/3 of 4 runs to come, about/);
    expect(readFileSync(csv, 'utf8').trim().split('\n')).toHaveLength(5);
    expect(existsSync(html)).toBe(true);

    const again = await runHere(['--json', '-p', own.project, 'study', file]);
    expect(again.last).toMatchObject({ type: 'result', study: 'mine', baseline: 'soft' });
    expect((again.last.runs as { state: string }[]).map(({ state }) => state)).toEqual(Array(4).fill('done'));
  });

  it.each([
    [['nothing.yaml'], /nothing\.yaml cannot be read.*ablation-noise/],
    [['targets', '--seeds', '1,1'], /The seed 1 is there twice/],
    [['targets', '--seeds', '1,x'], /seeds is \[1,"x"\]/],
    [['targets', '--name', 'x'.repeat(200)], /name is "x+…; it must be one line of 1 to 80 letters/],
    [['targets', '--set', 'iterations=-1'], /iterations is -1/],
  ])('refuses %j as wrong usage', async (args, message) => {
    const { code, last } = await runHere(['--json', '-p', own.project, 'study', ...args]);
    expect([code, last.message]).toEqual([2, expect.stringMatching(message)]);
  });

  it.each(['--csv', '--html'])(
    'says before any training that %s has no folder to be written to',
    async (option) => {
      const file = join(own.folder, 'nowhere', 'out');
      const { code, last } = await runHere(['--json', '-p', own.project, 'study', 'targets', option, file]);
      expect([code, last.code, last.message]).toEqual([
        ...[
          1,
          'write-no-folder',
          `${file} cannot be written: its folder does not exist. Make the folder, or choose another place.`,
        ],
      ]);
      const onto = await runHere(['--json', '-p', own.project, 'study', 'targets', option, own.folder]);
      expect([onto.code, onto.last.code]).toEqual([1, 'write-onto-folder']);
    },
  );
});
