import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, resolve } from 'node:path';
import { type StudioError, studioError } from '../../core/errors';
import { besideOf, refusedWrite } from '../../files/durable/durable';
import { isCopied } from '../../files/locks/copied-lock';

/** Who holds a project, as written in the lock file. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /**
   * When the process started, in the kernel's clock ticks, if known. It distinguishes the holder from a later process with the same number.
   */
  readonly started: string | null;
  /** The folder that the lock was taken in, which distinguishes a lock from a copy of it; null in locks of older versions. */
  readonly folder: string | null;
}

/**
 * Takes the lock `file` for this process and returns the function that releases it. A lock left by a process that no longer runs is taken
 * over, and so is one that came with a copy of the folder. Throws `project-in-use` while another process (or this one, earlier) holds it.
 */
export function takeLock(file: string): () => void {
  const own = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    started: startOf(process.pid),
    folder: dirname(resolve(file)),
  } satisfies Holder);
  const draft = besideOf(file);
  try {
    // The lock is written under another name and then linked, so that nobody ever reads a half-written lock.
    writeFileSync(draft, own);
    for (let attempt = 0; attempt < 5; attempt++) {
      if (linked(draft, file)) return () => release(file, own);
      const seen = read(file);
      if (seen === null) continue;
      const holder = parse(seen);
      if (holder && isHeld(holder, file)) throw inUse(file, holder);
      takeAway(file, seen);
    }
  } catch (error) {
    throw refusedWrite(error, file);
  } finally {
    rmSync(draft, { force: true });
  }
  throw studioError('project-opening', {});
}

function inUse(file: string, { pid, host }: Holder): StudioError {
  return host === hostname()
    ? studioError('project-in-use', { holder: `process ${pid}` })
    : studioError('project-in-use-elsewhere', { holder: `process ${pid} on ${host}`, file });
}

function linked(draft: string, file: string): boolean {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  }
  // Some file systems have no links (FAT, some network shares).
  try {
    writeFileSync(file, readFileSync(draft), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes a dead process's lock, unless another process replaced it since it was read. */
function takeAway(file: string, seen: string): void {
  const aside = besideOf(file);
  try {
    renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  if (read(aside) !== seen) linked(aside, file);
  rmSync(aside, { force: true });
}

function release(file: string, own: string): void {
  if (read(file) === own) rmSync(file, { force: true });
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text: string): Holder | null {
  try {
    const { pid, host, started, folder } = JSON.parse(text) as Partial<Holder>;
    return typeof pid === 'number' && typeof host === 'string'
      ? { pid, host, started: started ?? null, folder: typeof folder === 'string' ? folder : null }
      : null;
  } catch {
    return null;
  }
}

function isHeld(holder: Holder, file: string): boolean {
  // A process on another machine cannot be checked from here.
  if (holder.host !== hostname()) return true;
  return !isCopied(holder.folder, dirname(file)) && isRunning(holder);
}

function isRunning(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM means that the process runs, under another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const started = startOf(holder.pid);
  return started === null || holder.started === null || started === holder.started;
}

/** Field 22 of /proc/PID/stat and the machine's boot id, or null if there is no such file. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // The name in parentheses may hold spaces, the fields after it do not; the first of those is field 3.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return null;
  }
}
