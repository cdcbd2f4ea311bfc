import { readFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { type MemoryClaim, memoryClaims } from './memory-claims';

/** The facts that are read from the system; tests pass their own. */
export interface MemorySystem {
  /** The text of a file; null if there is none. */
  read(file: string): string | null;
  /** Free and total bytes from Node, for systems without /proc. */
  readonly free: number;
  readonly total: number;
  /** What other processes of this program will take. */
  readonly claims: readonly MemoryClaim[];
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
  get total() {
    return os.totalmem();
  },
  get claims() {
    return memoryClaims.ofOthers();
  },
};

/**
 * Bytes that programs can still allocate: the machine's available memory, or what is left to this process's
 * control group or one of its parents (a container, a service, a batch job), if that is less. The page cache
 * counts as free, because it gives way. What other processes of this program have claimed, and not taken yet, is not free.
 */
export function freeMemory(system: MemorySystem = thisSystem): number {
  const available = numberIn(system.read('/proc/meminfo'), /^MemAvailable:\s+(\d+) kB/m);
  const machine = available === null ? system.free : available * 1024;
  const claimed = system.claims.map((claim) => ({
    open: openBytes(claim, system),
    groups: new Set(groupsOf(system, claim.pid).map(({ folder }) => folder)),
  }));
  const claimedIn = (isIn: (groups: ReadonlySet<string>) => boolean) =>
    claimed.reduce((sum, { open, groups }) => (isIn(groups) ? sum + open : sum), 0);
  const left = groupsOf(system).map(
    ({ folder, room }) => room(system, folder).left - claimedIn((groups) => groups.has(folder)),
  );
  return Math.max(0, Math.min(machine - claimedIn(() => true), ...left));
}

/** Bytes that other processes of this program have taken or claimed. */
export const heldByOthers = (system: MemorySystem = thisSystem): number =>
  system.claims.reduce((sum, { bytes }) => sum + bytes, 0);

/** What a process has claimed and not taken yet; nothing where its memory cannot be read. */
const openBytes = ({ pid, bytes }: MemoryClaim, system: MemorySystem) =>
  Math.max(0, bytes - (residentBytes(pid, system) ?? bytes));

/** The bytes of this machine, or the limit of its control groups if that is lower. */
export function wholeMemory(system: MemorySystem = thisSystem): number {
  return Math.min(system.total, ...groupsOf(system).map(({ folder, room }) => room(system, folder).limit));
}

interface GroupRoom {
  readonly limit: number;
  readonly left: number;
}

/** A control group's folder, and how its limit and use are read. */
interface Group {
  readonly folder: string;
  readonly room: (system: MemorySystem, folder: string) => GroupRoom;
}

/** The control groups of a process, of both kinds of hierarchy. */
function groupsOf(system: MemorySystem, pid: number | 'self' = 'self'): Group[] {
  const lines = (system.read(`/proc/${pid}/cgroup`) ?? '').split('\n');
  return lines.flatMap((line) => {
    const [, controllers, path] = /^\d+:([^:]*):(\/.*)$/.exec(line) ?? [];
    if (path === undefined) return [];
    if (controllers === '')
      return upwards(path).map((part) => ({ folder: join('/sys/fs/cgroup', part), room: unified }));
    if (!controllers.split(',').includes('memory')) return [];
    return upwards(path).map((part) => ({ folder: join('/sys/fs/cgroup/memory', part), room: legacy }));
  });
}

/**
 * A path and its parents. Inside a container the inner ones may be missing, and the outermost is the
 * container's.
 */
function upwards(path: string): string[] {
  const parts = path.split('/').filter(Boolean);
  return Array.from({ length: parts.length + 1 }, (_, i) => `/${parts.slice(0, i).join('/')}`);
}

function unified(system: MemorySystem, folder: string): GroupRoom {
  const file = (name: string) => system.read(join(folder, name));
  const stat = file('memory.stat');
  // Beyond `high` the system throttles the group.
  return roomIn([file('memory.max'), file('memory.high')], file('memory.current'), [
    numberIn(stat, /^inactive_file (\d+)/m),
    numberIn(stat, /^active_file (\d+)/m),
  ]);
}

function legacy(system: MemorySystem, folder: string): GroupRoom {
  const file = (name: string) => system.read(join(folder, name));
  const stat = file('memory.stat');
  return roomIn([file('memory.limit_in_bytes')], file('memory.usage_in_bytes'), [
    numberIn(stat, /^total_inactive_file (\d+)/m),
    numberIn(stat, /^total_active_file (\d+)/m),
  ]);
}

/** A missing limit reads `max` or a number beyond any machine. */
function roomIn(limits: (string | null)[], used: string | null, cached: (number | null)[]): GroupRoom {
  const told = [...limits, used].map((text) => numberIn(text, /^(\d+)\s*$/));
  const taken = told.pop() ?? null;
  const limit = Math.min(...told.map((bytes) => bytes ?? Number.POSITIVE_INFINITY));
  if (taken === null) return { limit, left: Number.POSITIVE_INFINITY };
  const givesWay = cached.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  return { limit, left: limit - taken + Math.min(taken, givesWay) };
}

function numberIn(text: string | null, pattern: RegExp): number | null {
  const found = text === null ? null : pattern.exec(text);
  return found ? Number(found[1]) : null;
}

/** The resident bytes of a process; null if they cannot be read. */
export function residentBytes(pid: number | 'self', system: MemorySystem = thisSystem): number | null {
  const kilobytes = numberIn(system.read(`/proc/${pid}/status`), /^VmRSS:\s+(\d+) kB/m);
  return kilobytes === null ? null : kilobytes * 1024;
}

/**
 * How many processes the system has killed for lack of memory since it was started; null if it does not count
 * them.
 */
export function endedForMemory(system: MemorySystem = thisSystem): number | null {
  return numberIn(system.read('/proc/vmstat'), /^oom_kill (\d+)/m);
}
