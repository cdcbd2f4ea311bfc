import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'vitest';
import { builtEntry } from '../../../core/runtime/entry';
import type { DemoData } from '../../demo/write-demo-data';
import { importSource } from '../../import';
import { createProject } from '../../project/folder/project';

const cli = fileURLToPath(builtEntry('cli', import.meta.url));
const program = `const { main } = await import(${JSON.stringify(pathToFileURL(cli).href)}); await main(process.argv.slice(1));`;
const children = new Set<ChildProcess>();

/** Ends the commands that a failed test left running. */
export function killCommands(): void {
  for (const child of children) child.kill('SIGKILL');
}

export interface Ended {
  readonly code: number | null;
  readonly lines: readonly { type: string; code?: string; message?: string }[];
  /** Seconds since its first step. */
  readonly worked: number;
}

export interface Command {
  readonly child: ChildProcess;
  /** Resolves once the command trains or has ended. */
  readonly working: Promise<unknown>;
  readonly ended: Promise<Ended>;
}

/** Starts the built command line. */
export function startCommand(args: readonly string[]): Command {
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
export async function done(command: Command): Promise<Ended> {
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
export async function projectIn(folder: string, { labelled, pool, test }: DemoData): Promise<string> {
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

/** Whether nothing is left to do. If a command is killed after its last step, it is the next one that reports `all-finished`. */
export const isThrough = ({ code, lines }: Ended) => code === 0 || lines.at(-1)?.code === 'all-finished';

/** Kills the engine of a command, or the command; resolves with how the command ended. */
export async function killHard({ child, ended }: Command, what: 'engine' | 'command'): Promise<Ended> {
  const engines = childrenOf(child.pid as number);
  if (what === 'engine' && engines.length > 0) {
    for (const engine of engines) process.kill(engine, 'SIGKILL');
    const end = await Promise.race([ended, sleep(5000, null)]);
    if (end === null) {
      // The engine was killed between two jobs and simply started again; the command would run to its end.
      child.kill('SIGKILL');
      return ended;
    }
    // After the last job nothing needs the engine.
    if (!isThrough(end)) expect(end.lines.at(-1)).toMatchObject({ type: 'error', code: 'engine-died' });
    return end;
  }
  child.kill('SIGKILL');
  const end = await ended;
  for (let waited = 0; waited < 100 && !engines.every(isGone); waited++) await sleep(100);
  expect(engines.every(isGone), 'the engine outlives its parent').toBe(true);
  return end;
}
