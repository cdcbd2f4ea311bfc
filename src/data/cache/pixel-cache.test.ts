import { spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  appendFileSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { PixelCache } from './pixel-cache';

const size = 2;
const rowBytes = size * size * 3;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pixels-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hashOf = (i: number) => createHash('sha256').update(String(i)).digest('hex');
const pixelsOf = (i: number) => new Uint8Array(rowBytes).map((_, at) => (i * 31 + at) % 256);
const joined = (...images: number[]) => Uint8Array.from(images.flatMap((i) => [...pixelsOf(i)]));
const file = (kind: string) => join(folder, `${size}.${kind}`);

function filled(from: number, to: number): PixelCache {
  const cache = PixelCache.open(folder, size);
  const first = cache.count;
  for (let i = from; i < to; i++) expect(cache.append(hashOf(i), pixelsOf(i))).toBe(first + i - from);
  return cache;
}

describe('PixelCache', () => {
  it('gives back what was appended, before and after it is closed', () => {
    const cache = filled(0, 5);
    expect(cache.read([4, 0])).toEqual(joined(4, 0));
    cache.close();
    const again = PixelCache.open(folder, size);
    expect([again.count, again.size]).toEqual([5, size]);
    expect(again.rowOf(hashOf(3))).toBe(3);
    expect(again.rowOf(hashOf(6))).toBe(-1);
    expect(again.read([1, 2, 3, 3, 0])).toEqual(joined(1, 2, 3, 3, 0));
    const out = new Uint8Array(rowBytes);
    expect(again.read([2], out)).toBe(out);
    expect(out).toEqual(pixelsOf(2));
    again.close();
  });

  it('keeps the row of a hash that is there', () => {
    const cache = filled(0, 3);
    expect(cache.append(hashOf(1), pixelsOf(9))).toBe(1);
    expect(cache.count).toBe(3);
    expect(cache.read([1])).toEqual(pixelsOf(1));
    cache.close();
  });

  it('keeps each size apart', () => {
    filled(0, 3).close();
    const other = PixelCache.open(folder, 3);
    expect(other.count).toBe(0);
    other.append(hashOf(0), new Uint8Array(27).fill(7));
    other.close();
    expect(PixelCache.open(folder, size).read([0])).toEqual(pixelsOf(0));
  });

  it('is empty, and writes nothing, where there is no cache', () => {
    const cache = PixelCache.open(join(folder, 'none'), size);
    expect([cache.count, cache.rowOf(hashOf(0))]).toEqual([0, -1]);
    cache.close();
    expect(existsSync(join(folder, 'none'))).toBe(false);
  });

  it('survives a crash that leaves any number of bytes of index and pixels', () => {
    filled(0, 3).close();
    for (const kind of ['index', 'pixels']) copyFileSync(file(kind), file(`${kind}-whole`));
    const lengths = { index: statSync(file('index')).size, pixels: statSync(file('pixels')).size };
    const cuts = [
      ...Array.from({ length: lengths.index + 1 }, (_, bytes) => [bytes, lengths.pixels]),
      ...Array.from({ length: lengths.pixels + 1 }, (_, bytes) => [lengths.index, bytes]),
    ];
    for (const [index, pixels] of cuts) {
      for (const kind of ['index', 'pixels']) copyFileSync(file(`${kind}-whole`), file(kind));
      truncateSync(file('index'), index);
      truncateSync(file('pixels'), pixels);
      const whole = Math.max(0, Math.min(Math.floor((index - 32) / 32), Math.floor(pixels / rowBytes)));
      const cache = PixelCache.open(folder, size);
      expect([index, pixels, cache.count]).toEqual([index, pixels, whole]);
      cache.append(hashOf(77), pixelsOf(77));
      cache.close();
      const after = PixelCache.open(folder, size);
      expect(after.read(Array.from({ length: whole + 1 }, (_, i) => i))).toEqual(
        joined(...Array.from({ length: whole }, (_, i) => i), 77),
      );
      after.close();
      expect(statSync(file('index')).size).toBe(32 + (whole + 1) * 32);
      expect(statSync(file('pixels')).size).toBe((whole + 1) * rowBytes);
    }
  });

  it('does not count what a power cut left as zeros', () => {
    filled(0, 2).close();
    appendFileSync(file('pixels'), new Uint8Array(rowBytes * 3));
    appendFileSync(file('index'), new Uint8Array(70));
    expect(PixelCache.open(folder, size).count).toBe(2);
  });

  it('counts a row as lasting only once it was flushed', () => {
    const cache = filled(0, 2);
    expect(PixelCache.open(folder, size).count).toBe(0);
    cache.flush();
    const reader = PixelCache.open(folder, size);
    expect(reader.read([0, 1])).toEqual(joined(0, 1));
    cache.append(hashOf(2), pixelsOf(2));
    expect(reader.read([1])).toEqual(pixelsOf(1));
    reader.close();
    cache.close();
    expect(PixelCache.open(folder, size).count).toBe(3);
  });

  it('has one writer at a time, and the next one sees what the last one wrote', () => {
    const [first, second] = [PixelCache.open(folder, size), PixelCache.open(folder, size)];
    first.append(hashOf(0), pixelsOf(0));
    expect(() => second.append(hashOf(1), pixelsOf(1))).toThrow(
      expect.objectContaining({ code: 'cache-busy' }),
    );
    first.close();
    expect(second.append(hashOf(0), pixelsOf(0))).toBe(0);
    expect(second.append(hashOf(1), pixelsOf(1))).toBe(1);
    second.close();
    expect(existsSync(file('lock'))).toBe(false);
  });

  it('is free in a copy of its folder that was made while it was written', () => {
    const cache = filled(0, 2);
    const copy = `${folder}-copy`;
    try {
      cpSync(folder, copy, { recursive: true });
      const copied = PixelCache.open(copy, size);
      expect(copied.append(hashOf(7), pixelsOf(7))).toBeGreaterThanOrEqual(0);
      copied.close();
      expect(() => PixelCache.open(folder, size).append(hashOf(8), pixelsOf(8))).toThrow(
        expect.objectContaining({ code: 'cache-busy' }),
      );
    } finally {
      cache.close();
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('takes over from a writer that was killed, also when its number or an empty lock is left', () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const left = [`${pid} 1`, `${pid} `, `${process.pid} 1`, 'nonsense'];
    left.forEach((text, i) => {
      writeFileSync(file('lock'), text);
      filled(i, i + 1).close();
    });
    writeFileSync(file('lock'), '');
    expect(() => filled(left.length, left.length + 1)).toThrow(/filling the pixel cache/);
    utimesSync(file('lock'), new Date(), new Date(Date.now() - 60_000));
    filled(left.length, left.length + 1).close();
  });

  it('makes what an older version decoded anew, and refuses what a newer one did', () => {
    filled(0, 3).close();
    const bytes = readFileSync(file('index'));
    const at = bytes.indexOf('pixels ') + 'pixels '.length;
    const current = Number(String.fromCharCode(bytes[at]));
    for (let older = 1; older < current; older++) {
      bytes.write(String(older), at, 'latin1');
      writeFileSync(file('index'), bytes);
      expect(PixelCache.open(folder, size).count).toBe(0);
    }
    const again = filled(3, 5);
    expect([again.count, again.rowOf(hashOf(0))]).toEqual([2, -1]);
    expect(again.read([0, 1])).toEqual(joined(3, 4));
    again.close();
    bytes.write(String(current + 1), at, 'latin1');
    writeFileSync(file('index'), bytes);
    expect(() => PixelCache.open(folder, size)).toThrow(expect.objectContaining({ code: 'cache-format' }));
  });

  it('refuses what it cannot keep or does not have', () => {
    const cache = filled(0, 2);
    expect(() => cache.append(hashOf(5), new Uint8Array(3))).toThrow(
      expect.objectContaining({ code: 'bad-pixels' }),
    );
    expect(() => cache.rowOf('abc')).toThrow(expect.objectContaining({ code: 'bad-hash' }));
    for (const row of [2, -1]) expect(() => cache.read([0, row])).toThrow(/lacks row -?\d at/);
    cache.close();
    writeFileSync(file('index'), 'x'.repeat(64));
    expect(() => PixelCache.open(folder, size)).toThrow(expect.objectContaining({ code: 'cache-format' }));
    expect(() => PixelCache.open(folder, 0)).toThrow(/image size/);
  });

  it('opens 100,000 images in less than 200 ms of processor time', () => {
    const images = 100_000;
    filled(0, 1).close();
    const hashes = randomBytes(images * 32);
    appendFileSync(file('index'), hashes);
    truncateSync(file('pixels'), (images + 1) * rowBytes);
    const began = process.cpuUsage();
    const cache = PixelCache.open(folder, size);
    const { user, system } = process.cpuUsage(began);
    expect(cache.count).toBe(images + 1);
    for (const row of [0, 1, 4711, images - 1])
      expect(cache.rowOf(hashes.toString('hex', row * 32, row * 32 + 32))).toBe(row + 1);
    expect(cache.rowOf(hashOf(1))).toBe(-1);
    expect((user + system) / 1000).toBeLessThan(200);
    cache.close();
  });
});
