import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BatchLoader } from './batch-loader';
import { PixelCache } from './pixel-cache';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pixels-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const hashOf = (i: number) => i.toString(16).padStart(64, '0');
const pixelsOf = (i: number, size: number) =>
  new Uint8Array(size * size * 3).map((_, at) => (i * 31 + at) % 256);

describe('PixelCache', () => {
  it('gives back what was appended, before and after it is closed', () => {
    const cache = PixelCache.open(folder, 4);
    for (let i = 1; i <= 5; i++) expect(cache.append(hashOf(i), pixelsOf(i, 4))).toBe(i - 1);
    expect(cache.append(hashOf(2), pixelsOf(9, 4))).toBe(1);
    expect(cache.read([4, 0])).toEqual(Uint8Array.from([...pixelsOf(5, 4), ...pixelsOf(1, 4)]));
    cache.close();
    const again = PixelCache.open(folder, 4);
    expect(again.count).toBe(5);
    expect(again.rowOf(hashOf(3))).toBe(2);
    expect(again.rowOf(hashOf(6))).toBe(-1);
    expect(again.read([1, 2, 3])).toEqual(Uint8Array.from([2, 3, 4].flatMap((i) => [...pixelsOf(i, 4)])));
    again.close();
  });

  it('feeds a loader', async () => {
    const cache = PixelCache.open(folder, 4);
    for (let i = 0; i < 3; i++) cache.append(hashOf(i + 1), pixelsOf(i, 4));
    cache.close();
    const loader = new BatchLoader({
      cacheFolder: folder,
      imageSize: 4,
      noise: null,
      workers: 0,
      firstStep: 0,
      lastStep: 2,
      plan: (step) => ({ rows: Int32Array.of(step, 2), seeds: Uint32Array.of(1, 2) }),
    });
    expect((await loader.next()).images).toEqual(Uint8Array.from([...pixelsOf(0, 4), ...pixelsOf(2, 4)]));
    expect((await loader.next()).step).toBe(1);
    await expect(loader.next()).rejects.toMatchObject({ code: 'no-more-batches' });
    await loader.close();
  });
});
