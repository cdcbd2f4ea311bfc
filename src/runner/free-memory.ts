import { readFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';

/** What is asked of the system; a test asks another. */
export interface MemorySystem {
  /** The text of a file, null where there is none. */
  read(file: string): string | null;
  /** Free bytes as the system's own library tells them, where there is no /proc. */
  readonly free: number;
}

const thisSystem: MemorySystem = {
  read(file) {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      return null;
    }
  },
  get free() {
    return os.freemem();
  },
};

/**
 * Bytes that programs can still take: what the machine has available, or what is left to this process' control group or one of those
 * above it (a container, a service, a batch job), where that is less. Files in the page cache count as free: they give way.
 */
export function freeMemory(system: MemorySystem = thisSystem): number {
  const available = numberIn(system.read('/proc/meminfo'), /^MemAvailable:\s+(\d+) kB/m);
  const machine = available === null ? system.free : available * 1024;
  return Math.max(0, Math.min(machine, ...groupsOf(system)));
}

/** What is left in each control group with a limit. */
function groupsOf(system: MemorySystem): number[] {
  const lines = (system.read('/proc/self/cgroup') ?? '').split('\n');
  return lines.flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    if (controllers === '') return upwards(path).map((folder) => leftInUnified(system, folder));
    if (!controllers.split(',').includes('memory')) return [];
    return upwards(path).map((folder) => leftInLegacy(system, folder));
  });
}

/** A path and those above it. Inside a container the inner ones may be missing, and the outermost is the container's. */
function upwards(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  return Array.from({ length: parts.length + 1 }, (_, i) => `/${parts.slice(0, i).join('/')}`);
}

function leftInUnified(system: MemorySystem, path: string): number {
  const file = (name: string) => system.read(join('/sys/fs/cgroup', path, name));
  return left(
    file('memory.max'),
    file('memory.current'),
    numberIn(file('memory.stat'), /^inactive_file (\d+)/m),
  );
}

function leftInLegacy(system: MemorySystem, path: string): number {
  const file = (name: string) => system.read(join('/sys/fs/cgroup/memory', path, name));
  const cached = numberIn(file('memory.stat'), /^total_inactive_file (\d+)/m);
  return left(file('memory.limit_in_bytes'), file('memory.usage_in_bytes'), cached);
}

/** No limit reads `max` or a number beyond any machine. */
function left(limit: string | null, used: string | null, cached: number | null): number {
  const [most, taken] = [limit, used].map((text) => numberIn(text, /^(\d+)\s*$/));
  if (most === null || taken === null) return Number.POSITIVE_INFINITY;
  return most - taken + Math.min(taken, cached ?? 0);
}

function numberIn(text: string | null, pattern: RegExp): number | null {
  const found = text === null ? null : pattern.exec(text);
  return found ? Number(found[1]) : null;
}

/** Resident bytes of a process, null where it cannot be seen. */
export function residentBytes(pid: number | 'self', system: MemorySystem = thisSystem): number | null {
  const kilobytes = numberIn(system.read(`/proc/${pid}/status`), /^VmRSS:\s+(\d+) kB/m);
  return kilobytes === null ? null : kilobytes * 1024;
}

/** How many processes the system has ended because memory ran out since it was started, null where it does not count them. */
export function endedForMemory(system: MemorySystem = thisSystem): number | null {
  return numberIn(system.read('/proc/vmstat'), /^oom_kill (\d+)/m);
}
