import {
  closeSync,
  existsSync,
  mkdtempSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOf } from '../catalog.fixture';
import { Thumbnails } from './thumbnails';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thumbnails-'));
  file = join(folder, 'thumbnails.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const thumbnail = (i: number, length = 10) => ({
  contentHash: hashOf(i),
  bytes: new Uint8Array(length).fill(i),
});

describe('Thumbnails', () => {
  it('are there after the project was closed, each by its content', () => {
    const first = new Thumbnails(file);
    first.add([thumbnail(1), thumbnail(2)]);
    first.add([thumbnail(2), thumbnail(3)]);
    first.close();
    const second = new Thumbnails(file);
    for (const i of [1, 2, 3]) expect(second.get(hashOf(i))).toEqual(Buffer.alloc(10, i));
    expect(second.get(hashOf(4))).toBeNull();
    second.close();
  });

  it('take no more than fits', () => {
    const thumbnails = new Thumbnails(file, 100_000);
    for (let i = 1; i <= 100; i++) thumbnails.add([thumbnail(i, 5000)]);
    thumbnails.close();
    expect(statSync(file).size).toBeGreaterThan(80_000);
    expect(statSync(file).size).toBeLessThan(120_000);
  });

  it.each([
    ['no database', () => writeFileSync(file, 'not a database '.repeat(500))],
    [
      'without its table',
      () => new Database(file).exec('CREATE TABLE others (a); PRAGMA user_version = 1').close(),
    ],
    [
      'of another format',
      () => new Database(file).exec('CREATE TABLE thumbnails (a); PRAGMA user_version = 99').close(),
    ],
  ])('are made anew where the file is %s', (_, damage) => {
    damage();
    const thumbnails = new Thumbnails(file);
    // The damaged file was replaced when it was opened.
    expect(thumbnails.get(hashOf(1))).toBeNull();
    thumbnails.add([thumbnail(1)]);
    expect(thumbnails.get(hashOf(1))).toEqual(Buffer.alloc(10, 1));
    thumbnails.close();
  });

  it('are made anew when a page turns out damaged', () => {
    const first = new Thumbnails(file);
    first.add(Array.from({ length: 200 }, (_, i) => thumbnail(i, 3000)));
    first.close();
    // Overwrites all but the first pages, which identify the file.
    const handle = openSync(file, 'r+');
    writeSync(handle, Buffer.alloc(statSync(file).size - 8192, 7), 0, null, 8192);
    closeSync(handle);
    const second = new Thumbnails(file);
    expect(second.get(hashOf(5))).toBeNull();
    second.add([thumbnail(5)]);
    expect(second.get(hashOf(5))).toEqual(Buffer.alloc(10, 5));
    second.close();
  });

  it('hold nothing where no file can be, and say so to nobody', () => {
    const nowhere = new Thumbnails(join(folder, 'missing', 'thumbnails.db'));
    nowhere.add([thumbnail(1)]);
    expect(nowhere.get(hashOf(1))).toBeNull();
    nowhere.close();
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});
