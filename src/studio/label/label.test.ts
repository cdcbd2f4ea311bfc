import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { finishLabelling } from '../labelling/labelling.fixture';
import { createProject, type Project } from '../project/folder/project';
import { imagesToLabel } from './order';

let folder: string;
let project: Project;
let classIds: number[];
const images = 40;

/** Pictures of four kinds: their perceptual hashes are alike within a kind and unlike between kinds. */
const kindOf = (i: number) => (i < 34 ? 0 : i < 36 ? 1 : i < 38 ? 2 : 3);
const hashes = ['0000000000000000', 'ffffffff00000000', '00000000ffffffff', 'ffffffffffffffff'];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'label-'));
  project = createProject(join(folder, 'project'));
  const { catalog } = project;
  classIds = [...catalog.classes.ensure(['a', 'b']).values()];
  const { id } = catalog.sources.add({ kind: 'pool', path: '/pool', root: '/pool', split: 'unlabelled' });
  const files = Array.from({ length: images }, (_, i) => ({
    ...{ path: `${i}.png`, split: 'unlabelled' as const, classId: null, size: 1, mtimeMs: 1, format: 'png' },
    ...{ width: 8, height: 8, contentHash: String(i).padStart(64, '0'), perceptualHash: hashes[kindOf(i)] },
  }));
  catalog.imports.store(id, files, []);
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

const ask = async (order: Parameters<typeof imagesToLabel>[1]['order'], seed = 1) => [
  ...(await imagesToLabel(project, { view: 'unlabelled', order, seed })),
];

/** A model that has seen all images but the last, and is least sure of the later ones; its features separate even ids from odd ones. */
function addModel(): void {
  const { catalog } = project;
  const runId = catalog.runs.create({ kind: 'teacher', recipe: {}, seed: 1 });
  const labelling = catalog.labellingRuns.create({ runId, iterationId: null, classIds });
  const seen = catalog.images.ids().slice(0, -1);
  finishLabelling(project, labelling.id, {
    imageIds: seen,
    predictedClass: seen.map(() => 0),
    confidence: seen.map(() => 0.9),
    margin: seen.map((_, row) => 1 - row / images),
    features: new Float32Array(seen.flatMap((id) => (id % 2 ? [1, 0, 0] : [0, 0, 1]))),
  });
}

describe('order of the images to label', () => {
  it('random: a shuffle by seed that stays when images leave', async () => {
    const [first, again, other] = [await ask('random'), await ask('random'), await ask('random', 2)];
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
    expect([...first].sort((a, b) => a - b)).toEqual(project.catalog.images.ids());
    project.catalog.labels.set(first.slice(0, 5), classIds[0], 'Ada');
    expect(await ask('random')).toEqual(first.slice(5));
  });

  it('diverse without a model: one of each kind of picture first', async () => {
    const order = await ask('diverse');
    expect(new Set(order.slice(0, 4).map((id) => kindOf(id - 1)))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(order).size).toBe(images);
  });

  it('diverse: away from what is labelled', async () => {
    const ids = project.catalog.images.ids();
    project.catalog.labels.set([ids[0], ids[34]], classIds[0], 'Ada');
    const order = await ask('diverse');
    expect(new Set(order.slice(0, 2).map((id) => kindOf(id - 1)))).toEqual(new Set([2, 3]));
  });

  it('diverse with a model: by its features', async () => {
    addModel();
    const order = await ask('diverse');
    expect(new Set(order.slice(0, 2).map((id) => id % 2))).toEqual(new Set([0, 1]));
    expect(new Set(order).size).toBe(images);
  });

  it('uncertain: the smallest margin first, unseen images last', async () => {
    await expect(ask('uncertain')).rejects.toMatchObject({ code: 'no-opinion' });
    addModel();
    const ids = project.catalog.images.ids();
    expect(await ask('uncertain')).toEqual([...ids.slice(0, -1).reverse(), ids[images - 1]]);
  });

  it('newest: what was labelled last comes first', async () => {
    project.catalog.labels.set([3], classIds[0], 'Ada');
    project.catalog.labels.set([1], classIds[0], 'Ada');
    project.catalog.labels.set([2], classIds[1], 'Ada');
    const question = { view: 'labelled', order: 'newest', seed: 0 } as const;
    expect([...(await imagesToLabel(project, question))]).toEqual([2, 1, 3]);
    expect([...(await imagesToLabel(project, { ...question, classId: classIds[0] }))]).toEqual([1, 3]);
  });
});
