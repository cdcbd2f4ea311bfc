import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { createProject, type Project } from '../project/project';
import { importSource, settleNearCopies } from './index';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'near-'));
  project = createProject(join(folder, 'project'));
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A smooth picture, another one for each number. */
function scene(number: number) {
  const random = new Random(number);
  const small = Buffer.alloc(6 * 6 * 3).map(() => random.int(256));
  return sharp(small, { raw: { width: 6, height: 6, channels: 3 } }).resize(240, 240, { kernel: 'cubic' });
}

async function put(path: string, bytes: Promise<Buffer>): Promise<void> {
  mkdirSync(join(folder, 'data', path, '..'), { recursive: true });
  writeFileSync(join(folder, 'data', path), await bytes);
}

const path = () => join(folder, 'data');
const leaks = () => project.catalog.images.byIds(project.catalog.images.ids({ state: 'leak' }));

it('a picture saved again, smaller or in another format, leaks; another picture does not; a person may say otherwise', async () => {
  for (const i of [0, 1, 2, 3])
    await put(`train/${'ab'[i % 2]}/${i}.jpg`, scene(i).jpeg({ quality: 95 }).toBuffer());
  await put('test/a/again.jpg', scene(0).clone().jpeg({ quality: 40 }).toBuffer());
  const resized = sharp(await scene(1).png().toBuffer()).resize(150, 170, { fit: 'fill' });
  await put('test/b/small.webp', resized.webp({ quality: 70 }).toBuffer());
  await put('test/b/other.jpg', scene(9).jpeg().toBuffer());
  const report = await importSource(project, { path: path() });
  expect(
    report.leaks.map(({ file, twinFile }) => [file, twinFile].map((each) => each.slice(path().length + 1))),
  ).toEqual([
    ['train/a/0.jpg', 'test/a/again.jpg'],
    ['train/b/1.jpg', 'test/b/small.webp'],
  ]);
  expect(project.catalog.images.count({ split: 'labelled-train', state: 'ok' })).toBe(2);
  expect(leaks().map(({ code }) => code)).toEqual(['near-leak', 'near-leak']);
  const [{ id }] = leaks();
  expect(project.catalog.nearCopies.allow([id], 'ann')).toBe(1);
  await importSource(project, { path: path() });
  expect(leaks().map(({ path }) => path)).toEqual(['train/b/1.jpg']);
  expect(project.catalog.images.get(id)).toMatchObject({ state: 'ok', code: null, twinId: null });
});

it('a label that is given meanwhile does not bring it back, another place of its twin does', async () => {
  await put('train/a/0.jpg', scene(0).jpeg({ quality: 95 }).toBuffer());
  await put('train/b/1.jpg', scene(1).jpeg({ quality: 95 }).toBuffer());
  await put('test/a/again.jpg', scene(0).jpeg({ quality: 40 }).toBuffer());
  await importSource(project, { path: path() });
  const [{ id, twinId }] = leaks();
  project.catalog.labels.set([id], project.catalog.classes.byName().get('b') as number, 'ann');
  expect(leaks()).toHaveLength(1);
  project.catalog.splits.move([twinId as number], 'labelled-train');
  await settleNearCopies(project);
  expect(leaks()).toHaveLength(0);
});

it('pictures that merely look alike in few bits are all kept', async () => {
  // One shape at many places of a black ground: digits, garments.
  for (let i = 0; i < 24; i++) {
    const shape = Buffer.alloc(28 * 28);
    for (let y = 4; y < 24; y++)
      shape.fill(255, y * 28 + 10 + (i % 3), y * 28 + 14 + (i % 4) + (y % (2 + (i % 5)) === 0 ? 3 : 0));
    shape[i] = 9 + i;
    const png = sharp(shape, { raw: { width: 28, height: 28, channels: 1 } })
      .png()
      .toBuffer();
    await put(`${i % 3 ? 'train' : 'test'}/${i % 2 ? 'one' : 'seven'}/${i}.png`, png);
  }
  await importSource(project, { path: path() });
  const kept = project.catalog.images.count({ state: 'ok' });
  expect(kept).toBeGreaterThan(20);
});
