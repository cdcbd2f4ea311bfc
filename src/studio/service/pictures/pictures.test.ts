import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importSource } from '../../import';
import { createProject, openProject, type Project } from '../../project/folder/project';
import { pictureOf } from './pictures';

let folder: string;
let project: Project;
let tiny: Buffer;

const idOf = (path: string) =>
  project.catalog.images.byIds(project.catalog.images.ids()).find((image) => image.path === path)!.id;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pictures-'));
  const picture = (width: number, height: number, noise: number) =>
    sharp({ create: { width, height, channels: 3, background: { r: noise, g: 9, b: 9 } } });
  const pool = join(folder, 'pool');
  tiny = await picture(28, 28, 1).png().toBuffer();
  await importFiles(pool, {
    'tiny.png': tiny,
    'wide.png': await picture(600, 300, 2).png().toBuffer(),
    // This picture is stored on its side: the camera was held upright.
    'turned.jpg': await picture(300, 200, 3).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
    'small.tif': await picture(20, 20, 4).tiff().toBuffer(),
    'photo.jpg': await picture(1600, 1200, 5).jpeg().toBuffer(),
    'later.jpg': await picture(1200, 1600, 6).jpeg().toBuffer(),
  });
});
afterAll(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function importFiles(pool: string, files: Record<string, Buffer>): Promise<void> {
  mkdirSync(pool);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(pool, name), bytes);
  project = createProject(join(folder, 'project'));
  await importSource(project, { path: pool, split: 'unlabelled' });
}

describe('pictureOf', () => {
  it('gives an original as it is where it is small, to the byte', async () => {
    const { bytes, type } = await pictureOf(project, idOf('tiny.png'), 128);
    expect(type).toBe('image/png');
    expect(Buffer.from(bytes).equals(tiny)).toBe(true);
  });

  it('makes a thumbnail of a large one, upright, and of what the window cannot show', async () => {
    for (const [path, width, height] of [
      ['wide.png', 128, 64],
      ['turned.jpg', 85, 128],
      ['small.tif', 20, 20],
    ] as const) {
      const { bytes, type } = await pictureOf(project, idOf(path), 128);
      expect(type).toBe('image/webp');
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height });
    }
  });

  it('looks a photograph up that was made small by the import, file or no file', async () => {
    rmSync(join(folder, 'pool', 'photo.jpg'));
    for (const [size, width, height] of [
      [256, 256, 192],
      [64, 64, 48],
    ]) {
      const { bytes, type } = await pictureOf(project, idOf('photo.jpg'), size);
      expect(type).toBe('image/webp');
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height });
    }
    await expect(pictureOf(project, idOf('photo.jpg'), 512)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('makes a photograph small itself where the cache was deleted, and keeps that', async () => {
    project.close();
    rmSync(join(project.cacheFolder, 'thumbnails.db'));
    project = openProject(project.folder);
    const { bytes } = await pictureOf(project, idOf('later.jpg'), 100);
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 75, height: 100 });
    rmSync(join(folder, 'pool', 'later.jpg'));
    const { bytes: smaller } = await pictureOf(project, idOf('later.jpg'), 50);
    expect(await sharp(smaller).metadata()).toMatchObject({ width: 38, height: 50 });
  });

  it('makes a picture once that is asked for twice', async () => {
    const [one, other] = [
      pictureOf(project, idOf('wide.png'), 100),
      pictureOf(project, idOf('wide.png'), 100),
    ];
    expect(await one).toBe(await other);
    expect(await pictureOf(project, idOf('wide.png'), 100)).toBe(await one);
  });

  it('knows no image that the catalog does not', async () => {
    await expect(pictureOf(project, 999, 100)).rejects.toMatchObject({ code: 'unknown-image' });
  });
});
