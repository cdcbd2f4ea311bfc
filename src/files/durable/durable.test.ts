import { execFileSync } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { makeDisk, whyNoDisk } from '../../../e2e/limits/small-disk';
import {
  besideOf,
  DurableFile,
  type FileOperations,
  removeLeftBeside,
  removeUnfinished,
  writeFully,
  writeWholeSync,
} from './durable';
import { writeWhole } from './write-whole';

const root = mkdtempSync(join(tmpdir(), 'durable-'));
const file = join(root, 'a.bin');
beforeEach(() => {
  rmSync(root, { recursive: true });
  mkdirSync(root);
  writeFileSync(file, 'old');
});
afterAll(() => rmSync(root, { recursive: true }));

const bytes = (count: number) => Uint8Array.from({ length: count }, (_, i) => (i * 7) % 251);
const failing = (code: string) => {
  throw Object.assign(new Error(`${code}: no`), { code });
};
/** Behaves like a network share or an almost full disk: each write accepts only a part, and says so. */
const taking = (most: number): FileOperations => ({
  ...fs,
  writeSync: ((handle: number, data: Uint8Array, offset: number, length: number, position: number) =>
    fs.writeSync(handle, data, offset, Math.min(length, most), position)) as typeof fs.writeSync,
});

describe('DurableFile', () => {
  it('writes every byte although each write takes fewer than it was given', () => {
    const durable = new DurableFile(file, taking(5));
    durable.append(bytes(23));
    durable.append(Float32Array.of(1.5));
    durable.writeAt(3, Uint8Array.of(255, 254));
    expect(durable.length).toBe(27);
    durable.commit();
    const expected = Buffer.concat([bytes(23), new Uint8Array(Float32Array.of(1.5).buffer)]);
    expected.set([255, 254], 3);
    expect(readFileSync(file).equals(expected)).toBe(true);
    expect(readdirSync(root)).toEqual(['a.bin']);
  });

  it('ends where a write takes nothing at all, and leaves the old file', () => {
    const durable = new DurableFile(file, taking(0));
    expect(() => durable.append(bytes(3))).toThrow(
      expect.objectContaining({ code: 'disk-failing', message: expect.stringContaining(file) }),
    );
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['a.bin']);
  });

  it.each([
    ['openSync', 'EROFS', 'read-only'],
    ['openSync', 'EACCES', 'no-permission'],
    ['writeSync', 'ENOSPC', 'disk-full'],
    ['writeSync', 'EFBIG', 'file-too-large'],
    ['fsyncSync', 'EDQUOT', 'disk-share'],
    ['fsyncSync', 'EIO', 'disk-failing'],
    ['renameSync', 'EIO', 'disk-failing'],
  ] as const)('leaves the old file and no other where %s fails with %s', (operation, code, expected) => {
    const write = () => {
      const durable = new DurableFile(file, { ...fs, [operation]: () => failing(code) });
      durable.append(bytes(9));
      durable.commit();
    };
    expect(write).toThrow(
      expect.objectContaining({ code: expected, message: expect.stringContaining(`${file}: `) }),
    );
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['a.bin']);
  });

  it('takes a free name only, with hard links and without', () => {
    const without = { ...fs, linkSync: () => failing('EPERM') };
    for (const operations of [fs, without]) {
      const taken = new DurableFile(file, operations);
      taken.append(bytes(4));
      expect(() => taken.commit({ replace: false })).toThrow(expect.objectContaining({ code: 'EEXIST' }));
      const free = new DurableFile(join(root, 'b.bin'), operations);
      free.append(bytes(4));
      free.commit({ replace: false });
      expect(readFileSync(file, 'utf8')).toBe('old');
      expect(readdirSync(root)).toEqual(['a.bin', 'b.bin']);
      rmSync(join(root, 'b.bin'));
    }
  });

  it.each([
    ['letters', 'n'.repeat(251)],
    ['characters of four bytes', '🧥'.repeat(62)],
  ])('writes under the longest names, of %s, and names the file where it cannot', async (_, name) => {
    const long = join(root, `${name}.csv`);
    await writeWhole(long, 'first');
    writeWholeSync(long, Buffer.from('second'));
    expect(readFileSync(long, 'utf8')).toBe('second');
    expect(readdirSync(root).sort()).toEqual(['a.bin', `${name}.csv`].sort());
    const nowhere = join(root, 'gone', `${name}.csv`);
    await expect(writeWhole(nowhere, 'x')).rejects.toMatchObject({
      code: 'write-no-folder',
      values: { path: nowhere },
    });
  });

  it('leaves the old file to a process that is killed while it writes', () => {
    const script = `
      import { DurableFile } from ${JSON.stringify(join(import.meta.dirname, 'durable.ts'))};
      const durable = new DurableFile(${JSON.stringify(file)});
      durable.append(new Uint8Array(1000));
      process.kill(process.pid, 'SIGKILL');`;
    const run = () =>
      execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
        stdio: 'pipe',
      });
    expect(run).toThrow(expect.objectContaining({ signal: 'SIGKILL' }));
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['a.bin', expect.stringMatching(/^a\.bin\.p\d+-\d*-1\.part$/)]);
    const mine = new DurableFile(file);
    removeUnfinished(root);
    expect(readdirSync(root)).toHaveLength(2);
    mine.discard();
    expect(readdirSync(root)).toEqual(['a.bin']);
  });

  it('takes away what dead processes left beside one file, and nothing else', () => {
    const dead = execFileSync(process.execPath, ['-e', 'console.log(process.pid)'], {
      encoding: 'utf8',
    }).trim();
    const left = [
      `a.bin.p${dead}-777-1.part`,
      `a.bin.p${dead}--1.part-wal`,
      // A file that was to replace the old one, and what an engine had begun to write there.
      `a.bin.p${dead}-777-2.part.bin`,
      `a.bin.p${dead}-777-2.part.bin.p${dead}-778-3.part`,
      `${basename(besideOf(file, '.bin'))}.p${dead}-778-4.part`,
      // Of an earlier process with the number of this one.
      `a.bin.p${process.pid}-777-1.part`,
    ];
    for (const name of left) writeFileSync(join(root, name), '');
    mkdirSync(join(root, `a.bin.p${dead}-777-5.part`, 'images'), { recursive: true });
    const kept = [
      ...[`b.bin.p${dead}-777-1.part`, basename(besideOf(file)), 'a.bin.part', 'a.bin'],
      // Files of a person, of which some bear a date.
      ...[
        'a.bin.2026-11-26.part',
        'a.bin.2026-11-26.partial',
        'a.2026-11-26.part1.rar',
        'a.bin.2026-11.part',
      ],
      ...['a.bin.003.part', `a.bin.p${dead}-777-1.part.rar`, `a.bin.copy.p${dead}-777-1.part`],
    ];
    for (const name of kept) writeFileSync(join(root, name), '');
    removeLeftBeside(file);
    expect(readdirSync(root).sort()).toEqual([...kept].sort());
  });

  it('takes away what was left beside a file with a long name, of which the mark cut off the end', () => {
    const long = join(root, `${'🧥'.repeat(62)}.csv`);
    // Of an earlier process with the same number, since another number might have more digits than there is room for.
    const earlier = (start: string) => `${start[0] === '0' ? 1 : 0}${start.slice(1)}`;
    const left = besideOf(long, '.csv').replace(/\d-\d+\.part/, earlier);
    writeFileSync(left, '');
    expect(basename(left)).not.toContain('.csv.p');
    removeLeftBeside(long);
    expect(readdirSync(root)).toEqual(['a.bin']);
  });

  it('takes away what dead processes left of some files of a folder, also of earlier versions, but not at once if it may be new', () => {
    const left = ['a.bin.p4194305-7-1.part', 'a.bin.4194305-1.part', 'a.bin.p4194305-7-2.part-journal'];
    for (const name of left) writeFileSync(join(root, name), '');
    const kept = [
      'a.bin',
      'a.bin.copy.4194305-1.part',
      'a.zip.003.part',
      'b.4194305-1.part',
      'x.2026-11-26.part',
    ];
    for (const name of kept) writeFileSync(join(root, name), '');
    removeUnfinished(root, { of: ['a.bin'], restedMs: 60_000 });
    expect(readdirSync(root)).toHaveLength(left.length + kept.length);
    removeUnfinished(root, { of: ['a.bin'] });
    expect(readdirSync(root)).toEqual(kept);
    removeUnfinished(root);
    expect(readdirSync(root)).toEqual(['a.bin', 'a.zip.003.part', 'x.2026-11-26.part']);
  });

  it('is begun although a killed process with the same number had begun it, as in every container', () => {
    const [, start, count] = /-(\d*)-(\d+)\.part$/.exec(besideOf(file)) ?? [];
    const next = Number(count) + 1;
    for (const mark of [`${process.pid}-${next}`, `p${process.pid}-${Number(start) - 1}-${next}`])
      writeFileSync(`${file}.${mark}.part`, 'half');
    const durable = new DurableFile(file);
    durable.append(Buffer.from('new'));
    removeUnfinished(root);
    durable.commit();
    expect(readFileSync(file, 'utf8')).toBe('new');
    expect(readdirSync(root)).toEqual(['a.bin']);
  });

  it('writes behind 2 GiB', () => {
    const far = 2 ** 31 + 2 ** 32;
    const durable = new DurableFile(file);
    durable.append(bytes(8));
    durable.writeAt(far, bytes(8));
    durable.append(bytes(8));
    durable.commit();
    expect(fs.statSync(file).size).toBe(far + 16);
    const handle = fs.openSync(file, 'r');
    const read = new Uint8Array(16);
    fs.readSync(handle, read, 0, 16, far);
    fs.closeSync(handle);
    expect([...read]).toEqual([...bytes(8), ...bytes(8)]);
  });
});

describe('writeWhole', () => {
  it('writes pieces of every kind one after another, large ones too', async () => {
    async function* pieces() {
      yield 'é';
      yield bytes(600_000);
      yield Float32Array.of(2);
    }
    await writeWhole(file, pieces());
    const expected = Buffer.concat([
      Buffer.from('é'),
      bytes(600_000),
      new Uint8Array(Float32Array.of(2).buffer),
    ]);
    expect(readFileSync(file).equals(expected)).toBe(true);
    await writeWhole(file, '');
    expect(readFileSync(file, 'utf8')).toBe('');
  });

  it('leaves the old file where the pieces fail, it is cancelled, or the name is taken', async () => {
    function* broken() {
      yield bytes(300_000);
      throw new Error('no more');
    }
    await expect(writeWhole(file, broken())).rejects.toThrow('no more');
    await expect(writeWhole(file, 'new', { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
    await expect(writeWhole(file, 'new', { replace: false })).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(writeWhole(join(root, 'none', 'x'), 'new')).rejects.toMatchObject({
      code: 'write-no-folder',
    });
    expect(readFileSync(file, 'utf8')).toBe('old');
    expect(readdirSync(root)).toEqual(['a.bin']);
  });

  it('keeps two writes of one file at the same time apart', async () => {
    await Promise.all([writeWhole(file, 'one'), writeWhole(file, 'two')]);
    expect(readFileSync(file, 'utf8')).toMatch(/^(one|two)$/);
    expect(readdirSync(root)).toEqual(['a.bin']);
  });
});

describe.skipIf(whyNoDisk)('on a disk that fills up', () => {
  it('a write takes less than it was asked for, and none of it stays', async () => {
    const disk = makeDisk(128);
    try {
      const target = join(disk.folder, 'a.bin');
      writeWholeSync(target, bytes(50_000));
      // The system itself accepts only a part of this write, which must not be taken for the whole.
      const handle = fs.openSync(join(disk.folder, 'short'), 'w');
      expect(fs.writeSync(handle, bytes(200_000))).toBeLessThan(200_000);
      fs.closeSync(handle);
      rmSync(join(disk.folder, 'short'));
      const full = expect.objectContaining({ code: 'disk-full', message: expect.stringContaining(target) });
      expect(() => writeWholeSync(target, bytes(200_000))).toThrow(full);
      await expect(writeWhole(target, [bytes(40_000), bytes(400_000)])).rejects.toEqual(full);
      const durable = new DurableFile(target);
      expect(() => {
        for (;;) durable.append(bytes(3000));
      }).toThrow(full);
      expect(readFileSync(target).equals(bytes(50_000))).toBe(true);
      expect(readdirSync(disk.folder)).toEqual(['a.bin']);
    } finally {
      disk.remove();
    }
  });
});

it('writes an open file in full', () => {
  const handle = fs.openSync(file, 'r+');
  writeFully(handle, bytes(10), 1, taking(3));
  fs.closeSync(handle);
  expect(readFileSync(file)).toEqual(Buffer.concat([Buffer.from('o'), bytes(10)]));
  expect(existsSync(file)).toBe(true);
});
