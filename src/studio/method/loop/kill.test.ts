import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { builtEntry } from '../../../core/entry';
import { Random } from '../../../core/numbers/random';
import { modelText } from '../../../core/words/models';
import { type DemoData, writeDemoData } from '../../demo/write-demo-data';
import { importSource } from '../../import';
import { createProject, openProject } from '../../project/project';
import { summariseExperiment } from '../../report/summary';

/**
 * The loop on a small part of the demo's images is killed without warning again and again, the engine and the command in turn, and must
 * end with the weights of an undisturbed run, to the bit. Needs the build (`npm run build`).
 */
const kills = 10;
const counts = { labelledPerClass: 20, testPerClass: 10, pool: 300, digits: 60 };
/** Every part of the demo's recipe, with checkpoints as often for its length. */
const settings = [
  'training.teacherLength.amount=60',
  'training.studentLength.amount=40',
  'training.validateEvery=20',
  'training.checkpointEvery=5',
  // So short a training reaches only low confidences.
  'selection.threshold=0.12',
];
/** Share of an undisturbed run that goes on before a kill, at most. */
const longest = 0.15;
/** How often it is killed at least, on a machine whose speed changes meanwhile as well. */
const fewest = 3;
const chaos = Number(process.env.KILL_SEED ?? Date.now() % 100_000);

const cli = fileURLToPath(builtEntry('cli', import.meta.url));
const program = `const { main } = await import(${JSON.stringify(pathToFileURL(cli).href)}); await main(process.argv.slice(1));`;
const root = mkdtempSync(join(tmpdir(), 'kill-test-'));
const children = new Set<ChildProcess>();
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly lines: readonly { type: string; code?: string; message?: string }[];
  /** Seconds since its first step. */
  readonly worked: number;
}

interface Command {
  readonly child: ChildProcess;
  /** Resolves once it trains, or has ended. */
  readonly working: Promise<unknown>;
  readonly ended: Promise<Ended>;
}

function start(args: readonly string[]): Command {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program, '--', ...args, '--json'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  let text = '';
  let began = performance.now();
  const working = new Promise<void>((resolve) => {
    child.stdout?.on('data', (part) => {
      text += part;
      if (!text.includes('"phase":"training"')) began = performance.now();
      else resolve();
    });
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code) => {
      children.delete(child);
      const whole = text.split('\n').filter((line) => line.endsWith('}'));
      const worked = (performance.now() - began) / 1000;
      resolve({ code, lines: whole.map((line) => JSON.parse(line)), worked });
    });
  });
  return { child, working: Promise.race([working, ended]), ended };
}

/** Resolves with the end of a successful command, or rejects with its error line. */
async function done(command: Command): Promise<Ended> {
  const ended = await command.ended;
  expect(ended.code, JSON.stringify(ended.lines.at(-1))).toBe(0);
  return ended;
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

/** A project with the images of the demo's parts. */
async function projectIn(folder: string, { labelled, pool, test }: DemoData): Promise<string> {
  const project = createProject(folder, { name: 'Kill test' });
  try {
    await importSource(project, { path: labelled, kind: 'folder-per-class', split: 'labelled-train' });
    await importSource(project, { path: pool, kind: 'pool', split: 'unlabelled' });
    await importSource(project, { path: test, kind: 'folder-per-class', split: 'test' });
  } finally {
    project.close();
  }
  return folder;
}

const loop = (project: string) => [
  ...['--project', project, 'run', '--recipe', 'quick-cpu', '--seed', '5'],
  ...settings.flatMap((setting) => ['--set', setting]),
];

/** Continues: `resume` if an experiment was begun, else from the beginning. */
function goOn(project: string) {
  const runs = join(project, 'runs');
  const begun = existsSync(runs) && readdirSync(runs).length > 0;
  return begun ? ['--project', project, 'resume'] : loop(project);
}

/** Hash of each model's weights as the catalog has them. */
function hashes(folder: string): Record<string, string | null> {
  const project = openProject(folder);
  try {
    const { models } = summariseExperiment(project, 1);
    return Object.fromEntries(models.map(({ name, weightsHash }) => [modelText(name), weightsHash]));
  } finally {
    project.close();
  }
}

/** Nothing is left to do; a command that is killed behind its last step leaves this to the next one to find. */
const isThrough = ({ code, lines }: Ended) => code === 0 || lines.at(-1)?.code === 'all-finished';

/** Kills the engine of a command, or the command; resolves with how the command ended. */
async function kill({ child, ended }: Command, what: 'engine' | 'command'): Promise<Ended> {
  const engines = childrenOf(child.pid as number);
  if (what === 'engine' && engines.length > 0) {
    for (const engine of engines) process.kill(engine, 'SIGKILL');
    const end = await Promise.race([ended, sleep(5000, null)]);
    if (end === null) {
      // Killed between two jobs, the engine was simply started again, and the command would go on to its end.
      child.kill('SIGKILL');
      return ended;
    }
    // Behind the last job nothing needs the engine.
    if (!isThrough(end)) expect(end.lines.at(-1)).toMatchObject({ type: 'error', code: 'engine-died' });
    return end;
  }
  child.kill('SIGKILL');
  const end = await ended;
  for (let waited = 0; waited < 100 && !engines.every(isGone); waited++) await sleep(100);
  expect(engines.every(isGone), 'the engine outlives its parent').toBe(true);
  return end;
}

describe.runIf(process.platform === 'linux')('a loop that is killed', () => {
  it(`ends with the same weights after up to ${kills} kills (KILL_SEED=${chaos})`, {
    timeout: 1_200_000,
  }, async () => {
    const data = await writeDemoData(join(root, 'data'), { seed: 5, counts });
    const undisturbed = await projectIn(join(root, 'calm'), data);
    const calm = await done(start(loop(undisturbed)));
    const expected = hashes(undisturbed);
    expect(Object.keys(expected)).toEqual(['Teacher', 'Student 1', 'Student 2']);
    expect(new Set(Object.values(expected)).size).toBe(3);

    const project = await projectIn(join(root, 'killed'), data);
    const random = new Random(chaos);
    let through = false;
    for (let times = 0; times < kills && !through; times++) {
      const command = start(goOn(project));
      // Some kills meet a training and what follows it, others the start of the programs.
      if (times % 4 < 2) await command.working;
      await sleep(1000 * calm.worked * longest * random.next());
      const ended =
        command.child.exitCode === null
          ? kill(command, times % 2 === 0 ? 'engine' : 'command')
          : command.ended;
      through = isThrough(await ended);
      if (through) expect(times).toBeGreaterThanOrEqual(fewest);
    }
    if (!through) expect(await start(goOn(project)).ended).toSatisfy(isThrough);
    expect(hashes(project)).toEqual(expected);
  });
});
