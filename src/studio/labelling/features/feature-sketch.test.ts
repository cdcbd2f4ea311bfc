import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../../core/numbers/random';
import { smallest } from '../../../core/review';
import type { Project } from '../../project/folder/project';
import { similarOrder } from '../../review/orders/similar';
import { makeReviewProject } from '../../review/review-project.fixture';
import { Reviews } from '../../review/table/reviews';
import { makeSketch, readSketch } from './feature-sketch';
import { distancesFrom, withFeatures } from './features';

/** Slightly more numbers than are compared without a sketch. */
const [images, width] = [70_000, 256];
const labellingId = 2;
let folder: string;
let project: Project;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'feature-sketch-'));
  project = makeReviewProject(join(folder, 'project'), images, { features: networkLike() });
});
afterAll(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Features like those of a network: none negative, most of their variance along few directions, the rest noise. */
function networkLike(): Float32Array {
  const random = new Random(4);
  const mixing = Float32Array.from({ length: 10 * width }, () => random.normal());
  const noise = Float32Array.from({ length: 1 << 16 }, () => 0.3 * random.normal());
  const features = new Float32Array(images * width);
  for (let row = 0; row < images; row++) {
    const hidden = Array.from({ length: 10 }, () => random.normal());
    const start = random.int(1 << 16);
    for (let f = 0; f < width; f++) {
      let sum = noise[(start + 31 * f) & 0xffff];
      for (let h = 0; h < 10; h++) sum += hidden[h] * mixing[h * width + f];
      features[row * width + f] = Math.max(0, sum);
    }
  }
  return features;
}

describe('ordering many images by likeness', () => {
  it('has the nearest in the exact order, found through a sketch that is made beside the first, exact answer', async () => {
    const table = await new Reviews(project).table(labellingId);
    const exact = await similarOrder(project, table, 17, false);
    await expect.poll(() => existsSync(join(project.folder, 'runs/2/labelling-2.sketch'))).toBe(true);

    const again = await new Reviews(project).table(labellingId);
    const order = await similarOrder(project, again, 17, false);
    expect(order[0]).toBe(17);
    expect(new Set(order).size).toBe(images);
    expect(Array.from(order.subarray(0, 100))).toEqual(Array.from(exact.subarray(0, 100)));
    expect(order).not.toEqual(exact);
    expect(Array.from((await similarOrder(project, again, 17, true)).subarray(-100))).toEqual(
      Array.from(order.subarray(-100)).map((_, i) => order[99 - i]),
    );
  });

  it('finds the hundred nearest of any image, but for a few', async () => {
    const table = await new Reviews(project).table(labellingId);
    await makeSketch(project, table);
    expect((await readSketch(project, table))?.width).toBe(16);
    const random = new Random(8);
    let found = 0;
    for (let i = 0; i < 10; i++) {
      const row = random.int(images);
      const nearest = await withFeatures(project, table, async (file) =>
        smallest(await distancesFrom(file, await file.read(row, 1)), 100),
      );
      const order = await similarOrder(project, table, row, false);
      const first = new Set(order.subarray(0, 100));
      found += (nearest as number[]).filter((near) => first.has(near)).length;
    }
    expect(found).toBeGreaterThanOrEqual(980);
  });
});
