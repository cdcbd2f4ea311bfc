import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { note } from './log.mjs';

const beatEvery = 5_000;
/** A holder that gave no sign for so long is gone, whatever its number says (another machine's, or given to a new process). */
const silence = 120_000;

/**
 * Runs `work` while no other set-up runs under the same `lock` (a folder that is made and taken away). Waits for one that does; takes
 * over from one that was killed.
 */
export async function withLock(lock, work, { poll = 100 } = {}) {
  mkdirSync(dirname(lock), { recursive: true });
  const token = randomUUID();
  let told = false;
  while (!take(lock, token)) {
    const holder = holderOf(lock);
    if (holder && isGone(lock, holder)) {
      free(lock, holder.token);
      continue;
    }
    if (!told && holder) note(`Waiting for another set-up (process ${holder.pid}) to end …`);
    told ||= holder !== null;
    await wait(poll);
  }
  const beat = setInterval(() => touch(lock), beatEvery);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    free(lock, token);
  }
}

/** The folder is filled before it appears under its name, so a lock always names its holder. */
function take(lock, token) {
  const beside = `${lock}.${token}`;
  mkdirSync(beside);
  writeFileSync(join(beside, 'holder.json'), JSON.stringify({ token, pid: process.pid, host: hostname() }));
  try {
    renameSync(beside, lock); // Fails where a folder that is not empty lies under the name.
    return true;
  } catch {
    rmSync(beside, { recursive: true, force: true });
    return false;
  }
}

function holderOf(lock) {
  try {
    return JSON.parse(readFileSync(join(lock, 'holder.json'), 'utf8'));
  } catch {
    return null;
  }
}

function isGone(lock, { pid, host }) {
  try {
    if (Date.now() - statSync(lock).mtimeMs > silence) return true;
    if (host === hostname()) process.kill(pid, 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}

/** Takes the lock away if it is still the one of `token`. */
function free(lock, token) {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (holderOf(aside)?.token === token) return rmSync(aside, { recursive: true, force: true });
  // Somebody else's, taken in between: given back.
  renameSync(aside, lock);
}

function touch(lock) {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // Taken over: the work goes on, each of its results appears whole or not at all.
  }
}
