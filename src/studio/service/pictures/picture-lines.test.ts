import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importSource } from '../../import';
import { createProject, type Project } from '../../project/folder/project';
import { pictureLines } from './picture-lines';
import { pictureOf } from './pictures';

/** Many more images than are worked on at a time. */
const images = Math.max(60, 8 * availableParallelism());

let folder: string;
let project: Project;
let ids: number[];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'picture-lines-'));
  const pool = join(folder, 'pool');
  mkdirSync(pool);
  for (let i = 0; i < images; i++) {
    const background = { r: i % 256, g: i >> 8, b: 9 };
    const file = sharp({ create: { width: 300, height: 300, channels: 3, background } });
    writeFileSync(join(pool, `${String(i).padStart(5, '0')}.png`), await file.png().toBuffer());
  }
  project = createProject(join(folder, 'project'));
  await importSource(project, { path: pool, split: 'unlabelled' });
  ids = [...project.catalog.images.ids()];
});
afterAll(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

async function linesOf(imageIds: readonly number[], size: number, end = new AbortController()) {
  const pieces: string[] = [];
  for await (const piece of pictureLines(project, imageIds, size, end.signal)) pieces.push(piece);
  return pieces;
}

describe('pictureLines', () => {
  it('gives a line for each image, with the picture that is given of it alone', async () => {
    const pieces = await linesOf(ids, 100);
    expect(pieces.every((piece) => piece.endsWith('\n'))).toBe(true);
    const lines = pieces.join('').trimEnd().split('\n');
    expect(lines).toHaveLength(ids.length);
    const pictures = new Map(lines.map((line) => line.split(' ') as [string, string]));
    for (const id of ids) {
      const { bytes, type } = await pictureOf(project, id, 100);
      expect(pictures.get(String(id))).toBe(`data:${type};base64,${Buffer.from(bytes).toString('base64')}`);
    }
  });

  it('leaves the picture out where the catalog knows none, or its file cannot be read', async () => {
    rmSync(join(folder, 'pool', '00059.png'));
    const lines = (await linesOf([999, ids[0], ids[59]], 90)).join('').split('\n').sort();
    expect(lines).toEqual(['', `${ids[0]} ${lines[1].split(' ')[1]}`, `${ids[59]} `, '999 ']);
    expect(lines[1]).toContain('data:image/webp');
  });

  it('makes no more pictures once nobody wants them', async () => {
    const end = new AbortController();
    const pieces: string[] = [];
    for await (const piece of pictureLines(project, ids, 80, end.signal)) {
      pieces.push(piece);
      end.abort();
    }
    expect(pieces).toHaveLength(1);
    // Pictures that were being made are finished; the others are not begun, and can no longer be made.
    await new Promise((resolve) => setTimeout(resolve, 300));
    rmSync(join(folder, 'pool'), { recursive: true });
    const lines = (await linesOf(ids, 80)).join('').trimEnd().split('\n');
    const made = lines.filter((line) => line.includes('data:')).length;
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(ids.length - 1);
  });
});
