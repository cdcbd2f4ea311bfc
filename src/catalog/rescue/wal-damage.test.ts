import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { walDamage } from './wal-damage';

let folder: string;
let file: string;
const commits = 8;

/** Makes a database as a killed process leaves it: rows 1 to 3 are in the file, and each later row is a transaction of the log. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wal-'));
  file = join(folder, 'killed.db');
  const db = new Database(join(folder, 'live.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec('CREATE TABLE t (x INTEGER PRIMARY KEY, y TEXT)');
  const insert = db.prepare('INSERT INTO t (y) VALUES (?)');
  for (let i = 0; i < 3; i++) insert.run('in the file'.repeat(500));
  db.pragma('wal_checkpoint(TRUNCATE)');
  for (let i = 0; i < commits; i++) insert.run('in the log'.repeat(500));
  for (const part of ['', '-wal', '-shm']) copyFileSync(join(folder, `live.db${part}`), `${file}${part}`);
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

const wal = () => `${file}-wal`;
const frameBytes = 4096 + 24;
const frames = () => (readFileSync(wal()).length - 32) / frameBytes;
const flip = (at: number) => {
  const bytes = readFileSync(wal());
  bytes[at] ^= 0x40;
  writeFileSync(wal(), bytes);
};
const withoutIndex = () => rmSync(`${file}-shm`, { force: true });
const rows = () => {
  const db = new Database(file);
  const n = db.prepare('SELECT count(*) FROM t').pluck().get();
  db.close();
  return n;
};

describe('walDamage', () => {
  it('finds nothing where nothing is lost, with and without the shared index', () => {
    expect(frames()).toBeGreaterThan(commits);
    expect(walDamage(file)).toBeNull();
    withoutIndex();
    expect(walDamage(file)).toBeNull();
    expect(rows()).toBe(3 + commits);
    // A clean close leaves no log.
    expect(existsSync(wal())).toBe(false);
    expect(walDamage(file)).toBeNull();
  });

  it('finds a byte that changed anywhere in frames before the last transactions', () => {
    const whole = readFileSync(wal());
    withoutIndex();
    for (let frame = 0; frame < frames() - 6; frame++)
      for (const at of [0, 6, 9, 13, 17, 23, 24, 1000, frameBytes - 1]) {
        writeFileSync(wal(), whole);
        flip(32 + frame * frameBytes + at);
        expect(walDamage(file)?.en, `frame ${frame}, byte ${at}`).toMatch(/stored changes in its log/);
      }
  });

  it('finds a byte that changed in the header', () => {
    const whole = readFileSync(wal());
    for (let at = 0; at < 32; at++) {
      writeFileSync(wal(), whole);
      flip(at);
      expect(walDamage(file)?.en, `byte ${at}`).toMatch(/log \(-wal\)/);
    }
  });

  it('finds the end that is missing by what the shared index counts', () => {
    for (const keep of [frames() - 1, 5, 1, 0]) {
      truncateSync(wal(), 32 + keep * frameBytes);
      expect(walDamage(file)?.en, `${keep} frames`).toMatch(/lacks \d+ pages that were stored/);
    }
    rmSync(wal());
    expect(walDamage(file)?.en).toMatch(/lacks \d+ pages/);
  });

  it('takes a last transaction that was never finished for what it is', () => {
    withoutIndex();
    truncateSync(wal(), 32 + frames() * frameBytes - 100);
    expect(walDamage(file)).toBeNull();
    expect(rows()).toBe(3 + commits - 1);
  });

  it('takes frames of an older log for what they are', () => {
    const db = new Database(file);
    for (let i = 0; i < 30; i++) db.prepare('INSERT INTO t (y) VALUES (?)').run('x'.repeat(5000));
    db.pragma('wal_checkpoint(FULL)');
    // This overwrites the start of the log; the rest belongs to the previous log.
    db.prepare('INSERT INTO t (y) VALUES (?)').run('y');
    const copy = join(folder, 'again.db');
    for (const part of ['', '-wal']) copyFileSync(`${file}${part}`, `${copy}${part}`);
    db.close();
    expect(readFileSync(`${copy}-wal`).length).toBeGreaterThan(32 + 30 * frameBytes);
    expect(walDamage(copy)).toBeNull();
  });

  it('finds nothing in an empty log, and in none', () => {
    withoutIndex();
    writeFileSync(wal(), '');
    expect(walDamage(file)).toBeNull();
    rmSync(wal());
    expect(walDamage(file)).toBeNull();
  });
});
