import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Programs that share a memory limit, which root sets on Linux with control groups of either version. */
export interface MemoryGroup {
  /** Returns what to start in place of `command`, so that it and everything that it starts is in the group. */
  inside(command: string, args: readonly string[]): [command: string, args: string[]];
  /** The bytes that the programs themselves use now, without the page cache. */
  used(): number;
  /** How many programs the system has killed for lack of memory. */
  ended(): number;
  remove(): void;
}

const legacyRoot = '/sys/fs/cgroup/memory';
const unifiedRoot = '/sys/fs/cgroup';
let groups = 0;

/** The reason why no group can be made here, or null. */
export const whyNoGroup: string | null = (() => {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'only root on Linux can limit memory';
  try {
    makeMemoryGroup(64 * 2 ** 20).remove();
    return null;
  } catch (error) {
    return `no control group can be made here: ${error instanceof Error ? error.message : error}`;
  }
})();

/** A group of at most `bytes`, without swap. */
export function makeMemoryGroup(bytes: number): MemoryGroup {
  const legacy = existsSync(join(legacyRoot, 'cgroup.procs'));
  const folder = join(legacy ? legacyRoot : unifiedRoot, `noisy-studio-test-${process.pid}-${++groups}`);
  mkdirSync(folder);
  const set = (file: string, value: number) => writeFileSync(join(folder, file), String(value));
  const number = (file: string, pattern: RegExp) =>
    Number(pattern.exec(readFileSync(join(folder, file), 'utf8'))?.[1] ?? 0);
  try {
    set(legacy ? 'memory.limit_in_bytes' : 'memory.max', bytes);
    const swap = legacy ? 'memory.memsw.limit_in_bytes' : 'memory.swap.max';
    if (existsSync(join(folder, swap))) set(swap, legacy ? bytes : 0);
  } catch (error) {
    rmdirSync(folder);
    throw error;
  }
  return {
    inside: (command, args) => [
      '/bin/sh',
      ['-c', 'echo $$ > "$0" && exec "$@"', join(folder, 'cgroup.procs'), command, ...args],
    ],
    used: () => number('memory.stat', legacy ? /^total_rss (\d+)/m : /^anon (\d+)/m),
    ended: () =>
      legacy ? number('memory.oom_control', /^oom_kill (\d+)/m) : number('memory.events', /^oom_kill (\d+)/m),
    remove: () => removeGroup(folder),
  };
}

/** Removes a group, which is possible only once its last program has ended; that takes a moment. */
function removeGroup(folder: string): void {
  for (let tries = 0; ; tries++) {
    try {
      rmdirSync(folder);
      return;
    } catch (error) {
      if (tries === 100) throw error;
      for (const pid of readFileSync(join(folder, 'cgroup.procs'), 'utf8').split('\n').filter(Boolean))
        process.kill(Number(pid), 'SIGKILL');
      spawnSync('sleep', ['0.05']);
    }
  }
}
