import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdtempSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtEntry } from '../core/runtime/entry';
import { writeDemoData } from '../studio/demo';
import { runHere } from './run-here.fixture';

/** The program of the command, which runs in a process of its own, from the build (`npm run build`). */
const cli = pathToFileURL(fileURLToPath(builtEntry('cli', import.meta.url))).href;
const start = `const { main } = await import(${JSON.stringify(cli)}); await main(process.argv.slice(1));`;
const folder = mkdtempSync(join(tmpdir(), 'exit-codes-'));
const project = join(folder, 'project');
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

interface Told {
  readonly type: string;
  readonly code?: string;
  readonly state?: string;
  readonly progress?: { readonly phase: string; readonly done: number };
}

interface Ended {
  readonly code: number | null;
  readonly lines: readonly Told[];
}

/** Runs a command on the project; `told` is called with every line while it works. */
function run(args: readonly string[], told?: (line: Told, child: ChildProcess) => void): Promise<Ended> {
  const command = ['--input-type=module', '-e', start, '--', '--project', project, '--json', ...args];
  // The command has a session of its own, without the terminal that the tests may run in.
  const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'ignore'], detached: true });
  children.add(child);
  const lines: Told[] = [];
  let rest = '';
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    const pieces = (rest + part).split('\n');
    rest = pieces.pop() as string;
    for (const piece of pieces.filter((text) => text.startsWith('{'))) {
      lines.push(JSON.parse(piece));
      told?.(lines[lines.length - 1], child);
    }
  });
  return new Promise((resolve) => {
    child.on('close', (code) => {
      children.delete(child);
      resolve({ code, lines });
    });
  });
}

const steps = (teacher: number) => [
  ...['--set', `training.teacherLength.amount=${teacher}`, '--set', 'training.studentLength.amount=4'],
  ...['--set', 'students.0.arch=small', '--set', 'iterations=1', '--set', 'selection.threshold=0'],
];

it.skipIf(!existsSync('/dev/full'))('a full disk under the output stops no work, and is said', () => {
  const made = join(folder, 'made');
  const full = openSync('/dev/full', 'w');
  const command = ['--input-type=module', '-e', start, '--', 'init', made];
  const { status, stderr } = spawnSync(process.execPath, command, { stdio: ['ignore', full, 'pipe'] });
  closeSync(full);
  expect(String(stderr)).toBe(
    'noisy-studio: The output of the command cannot be written (the disk is full). Its work continues and is kept; ask for the result again.\n',
  );
  expect(status).toBe(1);
  expect(existsSync(join(made, 'catalog.db'))).toBe(true);
});

describe('the exit code of the command', () => {
  it.each([
    [['recipe', '--set', 'training.labelSmoothing=7'], 'bad-recipe'],
    [['recipe', '--set', 'training.labelSmothing=0.1'], 'unknown-setting-near'],
    [['recipe', '--set', 'labelSmoothing'], 'set-shape'],
    [['recipe', 'workstatoin'], 'unknown-preset-near'],
  ])('is 2 for what was typed wrong: %j', async (args, error) => {
    const { code, lines } = await run(args);
    expect(code).toBe(2);
    expect(lines.at(-1)).toMatchObject({ type: 'error', code: error });
  });

  it.each([[['recipe', '--sett', 'x=1']], [['trian']], [['run', '--seed', 'one']], [['demo', '--quick']]])(
    'is 2 for what the command line does not know: %j',
    async (args) => {
      const { code, lines } = await run(args);
      expect(code).toBe(2);
      expect(lines).toEqual([
        { type: 'error', code: 'usage', message: expect.not.stringContaining('error:') },
      ]);
    },
  );

  it('makes the project where --project says, and asks where two folders are named', async () => {
    const other = join(folder, 'named-by-option');
    const made = await runHere(['--json', '--project', other, 'init']);
    expect([made.code, made.last.folder]).toEqual([0, other]);
    const elsewhere = join(folder, 'elsewhere');
    expect((await runHere(['--json', '--project', other, 'init', elsewhere])).code).toBe(2);
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('is 0 for what is done and 1 for what is not there', async () => {
    expect((await run(['recipe'])).code).toBe(0);
    expect((await run(['--help'])).code).toBe(0);
    const { code, lines } = await run(['status']);
    expect([code, lines.at(-1)?.type]).toEqual([1, 'error']);
  });

  it('is 1 for what cannot be trained, of which nothing stays: no experiment, no drawn validation images', async () => {
    const counts = { labelledPerClass: 12, testPerClass: 1, pool: 1, digits: 1 };
    const data = await writeDemoData(join(folder, 'one'), { seed: 3, counts });
    const here = (...argv: string[]) => runHere(['--json', '--project', join(folder, 'of-one'), ...argv]);
    const codes = async () => {
      const { code, last, written } = await here('train', ...steps(4));
      return [code, last.code, written.includes('"stage"'), (await here('status')).last.experiments];
    };
    await here('init');
    expect(await codes()).toEqual([1, 'no-labelled-images', false, []]);
    const [name] = readdirSync(data.labelled);
    cpSync(join(data.labelled, name), join(folder, 'alone', name), { recursive: true });
    await here('import', join(folder, 'alone'));
    expect(await codes()).toEqual([1, 'one-class', false, []]);
    expect(JSON.stringify((await here('status')).last.splits)).not.toMatch(/"validation":[^0]/);
  });

  describe('on a project', () => {
    beforeAll(async () => {
      const counts = { labelledPerClass: 4, testPerClass: 1, pool: 30, digits: 5 };
      const data = await writeDemoData(join(folder, 'data'), { seed: 3, counts });
      expect((await run(['init', project])).code).toBe(0);
      expect((await run(['import', data.labelled, '--split', 'train'])).code).toBe(0);
      writeFileSync(join(data.pool, 'broken.png'), 'no picture');
      const { code } = await run(['import', data.pool, '--split', 'unlabelled']);
      expect(code, 'one file was set aside').toBe(3);
    });

    it('is 4 where the loop waits for a review, and 0 once it has gone on', async () => {
      const waits = await run(['run', '--name', 'reviewed', '--review', ...steps(4)]);
      expect(waits.lines.at(-1)).toMatchObject({ type: 'result', state: 'review' });
      expect(waits.code).toBe(4);
      const done = await run(['resume', 'reviewed']);
      expect([done.code, done.lines.at(-1)?.state]).toEqual([0, 'done']);
    });

    it.each([
      ['SIGINT', ['SIGINT']],
      ['SIGTERM', ['SIGTERM']],
      ['SIGHUP', ['SIGHUP']],
      // npm passes on the signals that the terminal sent, and a terminal that is closed may send its signal
      // twice.
      ['the same key press twice', ['SIGINT', 'SIGINT']],
      ['the end of a session', ['SIGTERM', 'SIGHUP', 'SIGHUP']],
    ] as const satisfies [string, NodeJS.Signals[]][])(
      'is 130 after %s, and the experiment can go on',
      async (name, signals) => {
        let sent = false;
        const stopped = await run(['run', '--name', name, ...steps(3000)], ({ progress }, child) => {
          if (sent || progress?.phase !== 'training' || progress.done < 2) return;
          sent = true;
          for (const signal of signals) child.kill(signal);
        });
        expect(stopped.code).toBe(130);
        expect(stopped.lines.at(-1)).toMatchObject({ type: 'error', code: 'cancelled' });
        const { lines } = await run(['status']);
        expect(JSON.stringify(lines.at(-1))).toContain('paused');
      },
    );
  });
});
