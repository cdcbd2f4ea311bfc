import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { encoders, picture } from '../decode/images.fixture';
import { fillCache } from './fill-cache';
import { PixelCache } from './pixel-cache';

const size = 16;
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'fill-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pixelsOf = (i: number) => picture(size, size).map((v) => (v + i * 3) % 256);
async function item(i: number) {
  const bytes = await encoders.png(pixelsOf(i), size, size);
  const file = join(folder, `${i}.png`);
  writeFileSync(file, bytes);
  return { file, contentHash: createHash('sha256').update(bytes).digest('hex') };
}
const items = (count: number) => Promise.all(Array.from({ length: count }, (_, i) => item(i)));

describe('fillCache', () => {
  it('decodes what is missing, once, and tells how far it is', async () => {
    const all = await items(12);
    const cache = PixelCache.open(folder, size);
    expect(await fillCache(cache, all.slice(0, 4))).toEqual({ added: 4, failed: [] });
    const seen: [number, number][] = [];
    const result = await fillCache(cache, new Set([...all, { ...all[11] }]), {
      onProgress: (done, total) => seen.push([done, total]),
    });
    expect(result).toEqual({ added: 8, failed: [] });
    expect(seen).toEqual(Array.from({ length: 8 }, (_, i) => [i + 1, 8]));
    all.forEach(({ contentHash }, i) => {
      const pixels = cache.read([cache.rowOf(contentHash)]);
      expect(Buffer.from(pixels).equals(Buffer.from(pixelsOf(i)))).toBe(true);
    });
    expect(await fillCache(cache, all)).toEqual({ added: 0, failed: [] });
    cache.close();
  });

  it('reports files that are gone, bad or changed, and does the rest', async () => {
    const all = await items(6);
    rmSync(all[1].file);
    writeFileSync(all[2].file, await encoders.png(pixelsOf(99), size, size));
    const text = {
      file: join(folder, 'text.jpg'),
      contentHash: createHash('sha256').update('text').digest('hex'),
    };
    writeFileSync(text.file, 'text');
    const cache = PixelCache.open(folder, size);
    const { added, failed } = await fillCache(cache, [...all, text]);
    expect(added).toBe(4);
    expect(failed.map(({ file, code }) => [file, code]).sort()).toEqual(
      [
        [all[1].file, 'vanished'],
        [all[2].file, 'file-changed'],
        [text.file, 'not-an-image'],
      ].sort(),
    );
    for (const { reason, contentHash } of failed) {
      expect(reason).toMatch(/^[A-Z].*\.$/);
      expect(cache.rowOf(contentHash)).toBe(-1);
    }
    cache.close();
  });

  it('stops when cancelled and keeps what is done', async () => {
    const all = await items(30);
    const cache = PixelCache.open(folder, size);
    const controller = new AbortController();
    const filling = fillCache(cache, all, {
      signal: controller.signal,
      onProgress: (done) => done === 5 && controller.abort(),
    });
    await expect(filling).rejects.toThrow(/abort/i);
    expect(cache.count).toBe(5);
    expect(PixelCache.open(folder, size).count).toBe(5);
    expect((await fillCache(cache, all)).added).toBe(25);
    cache.close();
  });
});
