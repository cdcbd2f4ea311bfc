import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { note } from './log.mjs';

const beatEvery = 5_000;
/**
 * A holder that gave no sign for so long is gone, whatever its process number suggests (it may be another machine's, or now belong to a new
 * process).
 */
const silence = 120_000;

/**
 * Runs `work` while no other set-up runs under the same `lock`, which is a folder that is made and deleted. Waits for a set-up that holds
 * the lock, and takes over the lock of one that was killed.
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
    renameSync(beside, lock); // Fails if a folder of that name exists and is not empty.
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

/** Removes the lock if it still belongs to `token`. */
function free(lock, token) {
  const aside = `${lock}.${randomUUID()}`;
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (holderOf(aside)?.token === token) return rmSync(aside, { recursive: true, force: true });
  // Another set-up took the lock in between, so it is put back.
  renameSync(aside, lock);
}

function touch(lock) {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // Another set-up took over the lock. The work continues all the same, because each of its results appears completely or not at all.
  }
}
