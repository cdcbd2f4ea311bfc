import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLock } from './lock';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'));
  file = join(folder, 'project.lock');
});
afterEach(() => rmSync(folder, { recursive: true }));

const inUse = expect.objectContaining({ name: 'StudioError', code: 'project-in-use' });
const holder = (pid: number, more: object = {}) =>
  JSON.stringify({ pid, host: hostname(), started: null, ...more });

/** A process that runs until it is killed. */
async function sleeper(): Promise<ChildProcess & { pid: number }> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return child as ChildProcess & { pid: number };
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

describe('takeLock', () => {
  it('holds until it is given back, and leaves nothing behind', () => {
    const release = takeLock(file);
    expect(() => takeLock(file)).toThrow(inUse);
    expect(() => takeLock(file)).toThrow(
      new RegExp(`open in another process \\(process ${process.pid}\\)\\. Close it`),
    );
    expect(readdirSync(folder)).toEqual(['project.lock']);
    release();
    expect(readdirSync(folder)).toEqual([]);
    takeLock(file)();
  });

  it('respects a process that runs, and takes over from one that is gone', async () => {
    const child = await sleeper();
    writeFileSync(file, holder(child.pid));
    expect(() => takeLock(file)).toThrow(inUse);
    await end(child);
    const release = takeLock(file);
    expect(JSON.parse(readFileSync(file, 'utf8')).pid).toBe(process.pid);
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it.skipIf(!existsSync('/proc/self/stat'))('takes over where the number belongs to a later process', () => {
    writeFileSync(file, holder(process.pid, { started: 'another-boot 12345' }));
    const release = takeLock(file);
    expect(JSON.parse(readFileSync(file, 'utf8')).started).not.toBe('another-boot 12345');
    release();
  });

  it('is not held in a copy of the folder, and is in one that moved or is reached by another way', () => {
    const [copy, moved, way] = [`${folder}-copy`, `${folder}-moved`, `${folder}-way`];
    const release = takeLock(file);
    try {
      cpSync(folder, copy, { recursive: true });
      const releaseCopy = takeLock(join(copy, 'project.lock'));
      expect(() => takeLock(join(copy, 'project.lock'))).toThrow(inUse);
      releaseCopy();
      symlinkSync(folder, way);
      expect(() => takeLock(join(way, 'project.lock'))).toThrow(inUse);
      renameSync(folder, moved);
      expect(() => takeLock(join(moved, 'project.lock'))).toThrow(inUse);
      renameSync(moved, folder);
    } finally {
      for (const path of [copy, way]) rmSync(path, { recursive: true, force: true });
    }
    release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('never takes over from another machine, and says which file to delete', () => {
    writeFileSync(file, holder(1, { host: 'elsewhere' }));
    expect(() => takeLock(file)).toThrow(expect.objectContaining({ code: 'project-in-use-elsewhere' }));
    expect(() => takeLock(file)).toThrow(
      `process 1 on elsewhere). Close it there and try again. If that machine no longer runs it, delete ${file}.`,
    );
    expect(readFileSync(file, 'utf8')).toBe(holder(1, { host: 'elsewhere' }));
  });

  for (const text of ['', 'not JSON', '{"pid":"1"}', 'null', '[]'])
    it(`takes over a lock that says nothing: ${JSON.stringify(text)}`, () => {
      writeFileSync(file, text);
      const release = takeLock(file);
      expect(() => takeLock(file)).toThrow(inUse);
      release();
      expect(readdirSync(folder)).toEqual([]);
    });

  it('gives back only its own', () => {
    const release = takeLock(file);
    const other = holder(process.pid, { host: 'elsewhere' });
    writeFileSync(file, other);
    release();
    expect(readFileSync(file, 'utf8')).toBe(other);
  });

  it('says what is missing where it cannot write', () => {
    expect(() => takeLock(join(folder, 'no/such/folder/project.lock'))).toThrow(
      /project\.lock cannot be written: its folder does not exist/,
    );
  });
});
