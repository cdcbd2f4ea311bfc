import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawParts, fullCounts, quickCounts } from './draw-parts';
import { fashionClasses } from './source-images';
import { type DemoTruth, writeDemoData } from './write-demo-data';

const counts = { labelledPerClass: 3, testPerClass: 4, pool: 40, digits: 8 };
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'demo-data-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function filesUnder(folder: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(files.sort().map((file) => readFile(file)));
  return new Map(files.map((file, i) => [file.slice(folder.length + 1), contents[i]]));
}

describe('writeDemoData', () => {
  it('writes the parts as 28x28 grey PNG files, the same bytes for the same seed', async () => {
    const progress: number[] = [];
    const a = await writeDemoData(join(root, 'a'), {
      seed: 1,
      counts,
      onProgress: (done) => progress.push(done),
    });
    const b = await writeDemoData(join(root, 'b'), { seed: 1, counts });
    const c = await writeDemoData(join(root, 'c'), { seed: 2, counts });
    const [fa, fb, fc] = await Promise.all([a, b, c].map((data) => filesUnder(data.folder)));
    expect(fa).toEqual(fb);
    expect(fa.get('pool/00001.png')).not.toEqual(fc.get('pool/00001.png'));
    expect(progress.at(-1)).toBe(30 + 48 + 40);
    expect((await readdir(a.labelled)).sort()).toEqual([...fashionClasses].sort());
    expect((await readdir(join(a.test, 'Ankle boot'))).length).toBe(4);
    const meta = await sharp(join(a.pool, '00001.png')).metadata();
    expect(meta).toMatchObject({ format: 'png', width: 28, height: 28, channels: 1 });
  });

  it('keeps the pool’s true classes beside, with null for the digits', async () => {
    const data = await writeDemoData(join(root, 'a'), { seed: 1, counts });
    const truth = JSON.parse(await readFile(data.truthFile, 'utf8')) as DemoTruth;
    expect(Object.keys(truth.pool).sort()).toEqual((await readdir(data.pool)).sort());
    const classes = Object.values(truth.pool);
    expect(classes.filter((name) => name === null)).toHaveLength(counts.digits);
    expect(
      classes.every((name) => name === null || (fashionClasses as readonly string[]).includes(name)),
    ).toBe(true);
  });

  it('returns at once on complete data and writes anew what has gone missing', async () => {
    const folder = join(root, 'a');
    await writeDemoData(folder, { seed: 1, counts });
    expect((await writeDemoData(folder, { seed: 1, counts })).written).toBe(false);
    await rm(join(folder, 'pool', '00007.png'));
    expect((await writeDemoData(folder, { seed: 4, counts })).written).toBe(true);
    expect(existsSync(join(folder, 'pool', '00007.png'))).toBe(true);
  });

  it('leaves no complete stamp when cancelled, and the next writing is whole', async () => {
    const folder = join(root, 'cancelled');
    const stop = new AbortController();
    const writing = writeDemoData(folder, {
      seed: 1,
      counts,
      signal: stop.signal,
      onProgress: (done) => done === 20 && stop.abort(),
    });
    await expect(writing).rejects.toThrow(/abort/i);
    const data = await writeDemoData(folder, { seed: 1, counts });
    expect(data.written).toBe(true);
    expect(await readdir(data.pool)).toHaveLength(48);
  });

  it('refuses a folder whose parts are not the demo’s and leaves it untouched', async () => {
    const folder = join(root, 'mine');
    await mkdir(join(folder, 'pool'), { recursive: true });
    await writeFile(join(folder, 'pool', 'holiday.png'), 'mine');
    await expect(writeDemoData(folder, { seed: 1, counts })).rejects.toMatchObject({
      code: 'demo-folder-in-use',
    });
    expect(await readFile(join(folder, 'pool', 'holiday.png'), 'utf8')).toBe('mine');
  });
});

describe('drawParts', () => {
  it.each([
    ['full', fullCounts, 24_900],
    ['quick', quickCounts, 3_300],
  ] as const)('shares no image between two parts of the %s draw', async (_name, wanted, total) => {
    const images = await drawParts(wanted, 1);
    expect(images).toHaveLength(total);
    const partOf = new Map<string, string>();
    const shared: string[] = [];
    for (const image of images) {
      const key = Buffer.from(image.pixels).toString('latin1');
      const other = partOf.get(key);
      if (other !== undefined && (other !== image.part || image.part !== 'test')) shared.push(image.path);
      partOf.set(key, image.part);
    }
    expect(shared).toEqual([]);
    expect(images.filter((image) => image.part === 'pool' && image.trueClass === null)).toHaveLength(
      wanted.digits,
    );
  });
});
