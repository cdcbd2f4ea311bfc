import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decodeFloat16 } from '../../../core/numbers/float16';
import { retemper, writeHardTarget } from '../../../core/selection';
import { PixelCache } from '../../../data/cache/pixel-cache';
import { type StoredTensor, writeCheckpoint } from '../../../files/safetensors/safetensors';
import type { PseudoTargets } from '../../../runner/job/messages';
import { PseudoTargetReader } from '../../../runner/training/pseudo-targets';
import { loadInputs } from '../../../runner/training/train-inputs';
import { runLoop } from '../../method/loop/loop';
import { pseudoLabelled, selectPool } from '../../method/pool/select-pool';
import type { StudioEvent } from '../../project/context/context';
import { Engine } from '../../project/engine/engine';
import { openProject, type Project } from '../../project/folder/project';
import { recipeOf } from '../../project/runs/run-model';
import { reviewDetail } from '../../review/image/detail';
import { Reviews } from '../../review/table/reviews';
import { ruleFor } from '../rule/rule';
import { labellingColumns, withLabelling } from './labelling';

/**
 * A project made with the command of the version with catalog 10: 3 classes, 24 images to train on, and 32 of a pool that are labelled and
 * wait for a review. Its weights are left out; its decoded images are in its cache.
 */
const archive = join(import.meta.dirname, 'golden/catalog-10.tar.gz');

let folder: string;
let project: Project;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'earlier-version-'));
  execFileSync('tar', ['-xzf', archive, '-C', folder]);
  project = openProject(folder);
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

const flat = (name: string) =>
  new Uint8Array(readFileSync(join(folder, 'runs/1', `labelling-1.${name}`))).buffer;
const labelling = () => project.catalog.labellingRuns.get(1);

it('every number of a labelling is in its file, and what it was read from is taken away', () => {
  const rows = project.catalog.pseudoLabels.columns(1);
  const soft = decodeFloat16(new Uint16Array(flat('soft-labels.f16')));
  const scores = new Float32Array(flat('ood-scores.f32'));
  const features = decodeFloat16(new Uint16Array(flat('features.f16')));
  const labelledIds = new Int32Array(flat('labelled-images.i32'));
  const labelledFeatures = decodeFloat16(new Uint16Array(flat('labelled-features.f16')));

  const columns = labellingColumns(project, labelling());
  expect(columns).toMatchObject({ ...rows, sourceIds: [2] });
  expect(rows.imageIds).toHaveLength(32);
  withLabelling(project, labelling(), (file) => {
    expect(file.scoreNames).toEqual(['mahalanobis', 'energy', 'maxprob', 'entropy']);
    for (const [i, name] of file.scoreNames.entries())
      expect(file.score(name)).toEqual(scores.slice(i * 32, (i + 1) * 32));
    for (let row = 0; row < 32; row++) expect(file.softLabel(row)).toEqual(soft.slice(row * 3, row * 3 + 3));
    expect(file.features?.readNow(0, 32)).toEqual(features);
    expect(file.labelled?.ids).toEqual(labelledIds);
    expect(file.labelled?.features.readNow(0, labelledIds.length)).toEqual(labelledFeatures);
    expect(file.hash).toBe(labelling().hash);
    expect(file.limits).toMatchObject({ mahalanobis: labelling().oodThreshold });
  });
  expect(project.catalog.pseudoLabels.columns(1).imageIds).toHaveLength(0);
  expect(readdirSync(join(folder, 'runs/1')).sort()).toEqual([
    'inputs.safetensors',
    'labelling-1.safetensors',
  ]);
});

it('leaves everything as it was where its numbers are gone', () => {
  rmSync(join(folder, 'runs/1/labelling-1.soft-labels.f16'));
  expect(() => labellingColumns(project, labelling())).toThrow(
    expect.objectContaining({ code: 'labelling-unreadable' }),
  );
  expect(project.catalog.pseudoLabels.columns(1).imageIds).toHaveLength(32);
  expect(existsSync(join(folder, 'runs/1/labelling-1.features.f16'))).toBe(true);
});

it('tells the outputs of classes that became one apart by their shares', () => {
  const [cat, dog] = project.catalog.classes.list().map(({ id }) => id);
  const before = project.catalog.pseudoLabels.columns(1).classIds;
  project.catalog.classes.merge(cat, dog, 'Ada');
  const { classIds } = labellingColumns(project, labelling());
  expect([...classIds]).toEqual(Array.from(before, (id) => (id === cat ? dog : id)));
  withLabelling(project, labelling(), (file) =>
    expect(Array.from(file.predictedClass, (output) => file.classIds[output])).toEqual([...before]),
  );
});

it('opens for a review, and its student learns to the bit what it would have learnt', async () => {
  const soft = decodeFloat16(new Uint16Array(flat('soft-labels.f16')));
  const reviews = new Reviews(project);
  const table = await reviews.table(1);
  expect(table.rows).toBe(32);
  expect((await reviewDetail(project, table, 4)).top).toHaveLength(3);
  await reviews.decide(1, { rows: Int32Array.of(2), decision: 'relabel', classId: table.classes[0].id });

  const recipe = recipeOf(project.catalog.runs.get(1));
  const rule = ruleFor(project, labelling(), recipe);
  const selection = await selectPool({ project, tell: () => {} }, labelling(), rule, 5, null);
  const { targets } = pseudoLabelled(project, selection.id, recipe, 1);
  const reader = new PseudoTargetReader(targets, 3, 0.1, join(folder, 'runs/1'));
  const kept = project.catalog.selections.items(selection.id, 'kept');
  expect(kept.length).toBeGreaterThan(10);
  for (const [i, { imageId }] of kept.entries()) {
    const row = table.index.rowOf(imageId);
    const expected = retemper(soft.slice(row * 3, row * 3 + 3), 3, recipe.targetTemperature);
    if (row === 2) writeHardTarget(expected, 0, 0, 3, 0.1);
    const read = new Float32Array(3);
    reader.read(i, read, 0);
    expect(read).toEqual(expected);
  }
  reader.close();
});

/**
 * The cache of that version would be made anew from the image files, which the archive lacks, so its pixels are moved into a new cache
 * unchanged.
 */
function keepPixels(): void {
  const cache = join(folder, 'cache');
  const [index, pixels] = ['16.index', '16.pixels'].map((name) => readFileSync(join(cache, name)));
  rmSync(cache, { recursive: true });
  const renewed = PixelCache.open(cache, 16);
  const rowBytes = 16 * 16 * 3;
  for (let row = 0; row < pixels.length / rowBytes; row++) {
    const hash = index.subarray(32 * (row + 1), 32 * (row + 2)).toString('hex');
    renewed.append(hash, pixels.subarray(row * rowBytes, (row + 1) * rowBytes));
  }
  renewed.flush();
  renewed.close();
}

it('goes on: its student is trained', async () => {
  keepPixels();
  const engine = new Engine();
  try {
    const stop = new AbortController();
    // The archive lacks the teacher's weights, and the teacher may be the better of the two: the next labelling is either stopped here or
    // fails because of them.
    const tell = (event: StudioEvent) => {
      if (event.type === 'stage' && event.stage === 'label') stop.abort();
    };
    const context = { project, engine, signal: stop.signal, workers: 0, tell };
    const [{ id }] = project.catalog.experiments.list();
    const loop = runLoop(context, id, { pauseForReview: true, evaluate: false });
    await expect(loop).rejects.toMatchObject({
      code: expect.stringMatching(/^(cancelled|model-unreadable)$/),
    });
    const [student] = project.catalog.runs.list({ kind: 'student' });
    expect(student).toMatchObject({ state: 'done', weightsHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
  } finally {
    await engine.close();
  }
});

it('a training that began in the version before, with its targets written down, is read as it was', () => {
  const run = join(folder, 'runs', 'dense');
  mkdirSync(run, { recursive: true });
  const hashes = { shape: [2, 32], data: new Uint8Array(64) };
  const numbers = (...data: number[]) => ({ shape: [data.length], data: Int32Array.from(data) });
  // Written as that version's `saveInputs` did.
  writeCheckpoint(join(run, 'inputs.safetensors'), {
    tensors: new Map<string, StoredTensor>([
      ['labelled.hashes', hashes],
      ['labelled.labels', numbers(0, 2)],
      ['pseudo.hashes', hashes],
      ['pseudo.copies', numbers(1, 1)],
      ['pseudo.targets', { shape: [2, 3], data: Float32Array.of(0.25, 0.5, 0.25, 1, 0, 0) }],
    ]),
    metadata: { spec: '{}' },
  });
  const { pseudo } = loadInputs(run).inputs;
  const reader = new PseudoTargetReader(pseudo?.targets as PseudoTargets, 3, 0.1, run);
  const read = new Float32Array(4);
  reader.read(1, read, 1);
  expect([...read]).toEqual([0, 1, 0, 0]);
  reader.close();
});
