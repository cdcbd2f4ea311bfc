import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codeOf } from '../../core/errors';
import { WriteLock } from '../locks/write-lock';
import { isRunning, processSpace, startOf } from '../processes/running-process';

/** How large a process says that it will become. */
export interface MemoryClaim {
  readonly pid: number;
  /** Resident bytes in all, including what it has already. */
  readonly bytes: number;
}

/** How long a process waits for another one that is choosing what to take. */
const patienceMs = 1000;
const turnMs = 5;

/** A claim's file, or what it is written to before it gets its name. */
const named = /^(\d*)\.(\d+)\.(\d*)(-?)$/;

/**
 * What the processes of one user are about to take of the machine's memory, a file for each. Work that is sized by the free memory takes it
 * only seconds later: without a claim, trainings that begin together would all count on the same memory, and the system would kill some of
 * them. Where the folder cannot be used, nothing is claimed, and every process sees what is free at the moment.
 */
export class MemoryClaims {
  readonly #own: string;

  constructor(private readonly folder: string) {
    this.#own = join(folder, `${processSpace}.${process.pid}.${startOf(process.pid)}`);
  }

  /** Says that this process will have `bytes` of resident memory; replaces what it said before. */
  claim(bytes: number): void {
    ifPossible(() => {
      mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      // Whoever reads meanwhile must not find half a number.
      const beside = `${this.#own}-`;
      writeFileSync(beside, String(Math.ceil(bytes)));
      renameSync(beside, this.#own);
    });
  }

  release(): void {
    ifPossible(() => rmSync(this.#own, { force: true }));
  }

  /** The claims of other processes that run. Those of dead ones are deleted; those of another container cannot be checked, and do not count. */
  ofOthers(): MemoryClaim[] {
    const claims: MemoryClaim[] = [];
    ifPossible(() => {
      for (const name of readdirSync(this.folder)) {
        const [, space, pid, started, unfinished] = named.exec(name) ?? [];
        if (space !== processSpace || Number(pid) === process.pid) continue;
        const file = join(this.folder, name);
        if (!isRunning(Number(pid), started)) rmSync(file, { force: true });
        else if (unfinished === '') claims.push({ pid: Number(pid), bytes: numberIn(file) });
      }
    });
    return claims;
  }

  /** Does what looks at the free memory and claims some of it, while no other process does that. */
  whileAlone<T>(work: () => T): T {
    const lock = this.#lock();
    try {
      return work();
    } finally {
      lock?.release();
    }
  }

  /** Null if it cannot be had: the work is then done without it, as two processes seldom choose in the same milliseconds. */
  #lock(): WriteLock | null {
    for (let waited = 0; waited < patienceMs; waited += turnMs) {
      try {
        mkdirSync(this.folder, { recursive: true, mode: 0o700 });
        return WriteLock.take(join(this.folder, 'lock'));
      } catch (error) {
        if (codeOf(error) !== 'cache-busy') return null;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, turnMs);
      }
    }
    return null;
  }
}

/** The claims of this user's processes. */
export const memoryClaims = new MemoryClaims(
  join(tmpdir(), `noisy-studio-memory-${process.getuid?.() ?? 'user'}`),
);

/** A file that its process has just deleted claims nothing. */
function numberIn(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    return 0;
  }
}

/** Claims are a courtesy among processes: no work must fail because a folder for temporary files cannot be written. */
function ifPossible(act: () => void): void {
  try {
    act();
  } catch {
    // Nothing is claimed.
  }
}
