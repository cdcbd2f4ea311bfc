import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { builtEntry } from '../../core/entry';
import { Random } from '../../core/numbers/random';
import { modelText } from '../../core/words/models';
import type { ExperimentSummary } from '../report/summary';

/**
 * The demo is killed without warning again and again, the engine and the command in turn, and must end with the weights of an
 * undisturbed run, to the bit. Needs the build (`npm run build`).
 */
const kills = 10;
const chaos = Number(process.env.KILL_SEED ?? Date.now() % 100_000);

const cli = fileURLToPath(builtEntry('cli', import.meta.url));
const start = `const { main } = await import(${JSON.stringify(pathToFileURL(cli).href)}); await main(process.argv.slice(1));`;
const root = mkdtempSync(join(tmpdir(), 'kill-test-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly { type: string; code?: string; message?: string }[];
}

function run(args: readonly string[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', start, '--', ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let text = '';
  child.stdout?.on('data', (part) => {
    text += part;
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => {
      children.delete(child);
      const whole = text.split('\n').filter((line) => line.endsWith('}'));
      resolve({ code, signal, lines: whole.map((line) => JSON.parse(line)) });
    });
  });
  return { child, ended };
}

/** Process ids whose parent is `pid` (Linux). */
function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
        return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

const isGone = (pid: number) =>
  !existsSync(`/proc/${pid}`) || /\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));

const demo = (folder: string) => ['demo', '--quick', '--seed', '5', '--folder', folder];

/** Goes on: `resume` where an experiment was begun, else the demo itself. */
function goOn(folder: string) {
  const begun =
    existsSync(join(folder, 'project', 'runs')) && readdirSync(join(folder, 'project', 'runs')).length > 0;
  return begun ? ['--project', join(folder, 'project'), 'resume'] : demo(folder);
}

function hashes({ lines }: Ended): Record<string, string | null> {
  const result = lines.find(({ type }) => type === 'result') as unknown as ExperimentSummary | undefined;
  return Object.fromEntries(
    result?.models.map(({ name, weightsHash }) => [modelText(name), weightsHash]) ?? [],
  );
}

describe.runIf(process.platform === 'linux')('a demo that is killed', () => {
  it(`ends with the same weights after ${kills} kills (KILL_SEED=${chaos})`, {
    timeout: 1_200_000,
  }, async () => {
    const calm = await run(demo(join(root, 'calm'))).ended;
    expect(calm.code, JSON.stringify(calm.lines.at(-1))).toBe(0);
    const expected = hashes(calm);
    expect(Object.keys(expected)).toEqual(['Teacher', 'Student 1', 'Student 2']);
    expect(new Set(Object.values(expected)).size).toBe(3);

    const folder = join(root, 'killed');
    const random = new Random(chaos);
    for (let kill = 0; kill < kills; kill++) {
      const { child, ended } = run(goOn(folder));
      await sleep(1000 + 11_000 * random.next());
      const engines = childrenOf(child.pid as number);
      if (kill % 2 === 0 && engines.length > 0) {
        for (const engine of engines) process.kill(engine, 'SIGKILL');
        const { code, lines } = await ended;
        // Killed between two jobs, the engine is simply started again.
        if (code !== 0) expect(lines.at(-1)).toMatchObject({ type: 'error', code: 'engine-died' });
      } else {
        child.kill('SIGKILL');
        await ended;
        for (let waited = 0; waited < 100 && !engines.every(isGone); waited++) await sleep(100);
        expect(engines.every(isGone), 'the engine outlives its parent').toBe(true);
      }
    }
    const last = await run(goOn(folder)).ended;
    // Every kill may have come after the end of the last stage; then there is nothing to resume and the demo tells its result.
    const told = last.code === 0 ? last : await run(demo(folder)).ended;
    expect(hashes(told)).toEqual(expected);
  });
});
