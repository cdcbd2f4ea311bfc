import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { builtEntry } from '../../src/core/runtime/entry';

/** A line of the command's JSON output. */
export interface CliLine {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly [key: string]: unknown;
}

export interface CliEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The last line of its output, or what it wrote to stderr if there was no output. */
  readonly last: CliLine;
}

interface CliOptions {
  /** Returns what to start in place of a command (`MemoryGroup.inside`). */
  readonly inside?: (command: string, args: readonly string[]) => [string, string[]];
  readonly onLine?: (line: CliLine, child: ChildProcess) => void;
}

const program = fileURLToPath(builtEntry('noisy-studio', import.meta.url.replace('/e2e/', '/src/')));

/** Runs the built command line with JSON output, as a process of its own. */
export function runCli(
  args: readonly string[],
  { inside = (command, all) => [command, [...all]], onLine }: CliOptions = {},
): Promise<CliEnd> {
  const [command, all] = inside(process.execPath, [program, ...args, '--json']);
  const child = spawn(command, all, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [last, words]: [CliLine | null, string] = [null, ''];
  createInterface({ input: child.stdout }).on('line', (text) => {
    if (!text.startsWith('{')) return;
    last = JSON.parse(text) as CliLine;
    onLine?.(last, child);
  });
  child.stderr.on('data', (part) => {
    words = (words + part).slice(-4000);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve({ code, signal, last: last ?? { type: 'none', message: words } }),
    );
  });
}
