import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LabellingRun } from '../../../catalog';
import { Random } from '../../../core/numbers/random';
import { leastContrasted } from '../../../core/ood/contrast';
import { leastRejected } from '../../../core/ood/taught';
import { taughtNote } from '../../../core/sentences/taught-flag';
import type { TaughtFlag } from '../../../core/stored/columns';
import type { Decision } from '../../../core/vocabulary/decisions';
import { type HeldOut, LabellingFile } from '../../../runner/labelling/labelling-file';
import { createProject, type Project } from '../../project/folder/project';
import { tinyRecipe } from '../../project/project.fixture';
import { finishLabelling, type TestLabelling } from '../labelling.fixture';
import { trustOf } from '../trust/trust';
import { ownFeatures } from './compared';
import { contrastedScores, withFlagScores } from './flag-file';
import { isReadable, labellingColumns, labellingPath, withLabelling } from './labelling';
import { firstFlag, teachFlag } from './taught-flag';

/** Features of images of two kinds: those that belong to classes, and strange ones that a score of distances cannot tell from them. */
const width = 16;
const kinds = { inside: 1, strange: -1 } as const;
const poolImages = 400;
const strange = (row: number) => row % 4 === 3;
const keep = 0.95;

let folder: string;
let project: Project;
let pool: number[];
let held: number[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'taught-flag-'));
  project = createProject(join(folder, 'project'));
  project.catalog.classes.ensure(['coat', 'shirt']);
  const [{ id: coat }] = project.catalog.classes.list();
  held = add('held', 'validation', 200, coat);
  pool = add('pool', 'unlabelled', poolImages, null);
});
afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

function add(name: string, split: 'validation' | 'unlabelled', images: number, classId: number | null) {
  const { id } = project.catalog.sources.add({ kind: 'pool', path: `/${name}`, root: `/${name}`, split });
  const files = Array.from({ length: images }, (_, i) => ({
    ...({ path: `${i}.png`, split, classId, size: 1, mtimeMs: 1 } as const),
    ...{ format: 'png', width: 28, height: 28, perceptualHash: '0123456789abcdef' },
    contentHash: createHash('sha256').update(`${name} ${i}`).digest('hex'),
  }));
  project.catalog.imports.store(id, files, []);
  return project.catalog.images.ids({ split });
}

/** `[count, width]` */
function features(count: number, seed: number, kindOf: (row: number) => keyof typeof kinds): Float32Array {
  const random = new Random(seed);
  return Float32Array.from(
    { length: count * width },
    (_, at) => random.normal() + (at % width < 4 ? kinds[kindOf(Math.floor(at / width))] : 0),
  );
}

const normal = (count: number, seed: number) => {
  const random = new Random(seed);
  return Float32Array.from({ length: count }, () => random.normal());
};

/** A labelling with an uninformative score: it is the same for every kind of image. */
function labelled(change: Partial<TestLabelling> = {}): LabellingRun {
  const { catalog } = project;
  const classIds = catalog.classes.list().map(({ id }) => id);
  const runId = catalog.runs.create({ kind: 'teacher', recipe: tinyRecipe(), seed: 1 });
  const { id } = catalog.labellingRuns.create({ runId, iterationId: null, classIds });
  finishLabelling(project, id, {
    imageIds: pool,
    predictedClass: pool.map(() => 0),
    confidence: pool.map(() => 0.9),
    features: features(poolImages, 1, (row) => (strange(row) ? 'strange' : 'inside')),
    oodScore: normal(poolImages, 2),
    oodThreshold: -1.6,
    labelled: features(100, 3, () => 'inside'),
    heldOut: {
      imageIds: held,
      predictedClass: held.map(() => 0),
      confidence: held.map(() => 0.9),
      oodScore: normal(held.length, 4),
      features: features(held.length, 5, () => 'inside'),
    },
    ...change,
  });
  return catalog.labellingRuns.get(id);
}

/** The comparison goes by the features of the labelling itself. */
const own = async (file: LabellingFile) => ownFeatures(file);

const teach = (labelling: LabellingRun) =>
  teachFlag(project, labellingPath(project, labelling), 1, { score: 'mahalanobis', limit: -1.6, keep });

/** Stores what was taught, in the way that labelling the pool stores its results. */
async function taught(labelling: LabellingRun): Promise<LabellingRun> {
  const made = await teach(labelling);
  const { images, file, hash, oodScore } = labelling;
  project.catalog.labellingRuns.finish(labelling.id, {
    ...{ images, file: file as string, hash: hash as string, oodScore },
    oodThreshold: -1.6,
    taught: made,
  });
  return project.catalog.labellingRuns.get(labelling.id);
}

function decide(decision: Decision, count: number, of: (row: number) => boolean): number[] {
  const rows = [...pool.keys()].filter(of).slice(0, count);
  const [{ id: classId }] = project.catalog.classes.list();
  project.catalog.reviews.decide({ decision, imageIds: rows.map((row) => pool[row]), classId }, 'Ada');
  return rows;
}

/** The share of rows that are flagged, among those that nobody decided about. */
function flagged(labelling: LabellingRun, of: (row: number) => boolean, decided: readonly number[]): number {
  const { oodScore } = labellingColumns(project, labelling);
  const rows = [...oodScore.keys()].filter((row) => of(row) && !decided.includes(row));
  return rows.filter((row) => oodScore[row] < (labelling.oodThreshold as number)).length / rows.length;
}

it('flags images like those that a person rejected, and keeps the share of held-out ones', async () => {
  const before = labelled();
  const decided = decide('ood', 12, strange);
  expect(flagged(before, strange, decided)).toBeLessThan(0.15);
  const after = await taught(before);
  expect(flagged(after, strange, decided)).toBeGreaterThan(0.6);
  expect(flagged(after, (row) => !strange(row), decided)).toBeLessThan(0.1);
  const { more, fewer } = after.taught ?? { more: 0, fewer: 0 };
  expect(after.taught).toMatchObject({ rejected: 12, accepted: 0, isTaught: true });
  const all = (labelling: LabellingRun) => flagged(labelling, () => true, decided) * (poolImages - 12);
  expect(more - fewer).toBeCloseTo(all(after) - all(before), 6);
  const trust = await trustOf(project, after);
  expect(trust?.passing).toMatchObject({ held: 200, heldPassing: 190 });
});

it('changes nothing by too few decisions and says how many there are', async () => {
  const labelling = labelled();
  decide('ood', leastRejected - 1, strange);
  const before = labellingColumns(project, labelling).oodScore;
  expect(await teach(labelling)).toMatchObject({ rejected: leastRejected - 1, isTaught: false });
  const after = await taught(labelling);
  expect(after.oodThreshold).toBe(-1.6);
  expect(labellingColumns(project, after).oodScore).toEqual(before);
});

it('says nothing where nobody decided that an image belongs to no class', async () => {
  const labelling = labelled();
  decide('accept', 8, strange);
  decide('exclude', 8, (row) => !strange(row));
  expect(await teach(labelling)).toBeNull();
});

it('learns nothing from images that were held out since', async () => {
  const labelling = labelled();
  const rejected = decide('ood', 12, strange);
  const accepted = decide('accept', 3, (row) => !strange(row));
  const { splits, classes, labels } = project.catalog;
  const [{ id: coat }] = classes.list();
  const held = [...rejected.slice(0, 4), accepted[0]].map((row) => pool[row]);
  labels.set(held, coat, 'Ada');
  splits.move(held, 'test');
  expect(await teach(labelling)).toMatchObject({ rejected: 8, accepted: 2, isTaught: true });
});

it('does not flag images like those that a person accepted', async () => {
  // Half of the images that belong to a class differ from everything labelled, in the direction of the rejected images.
  const others = (row: number) => !strange(row) && row % 2 === 0;
  const vectors = features(poolImages, 1, (row) => (strange(row) ? 'strange' : 'inside'));
  for (let row = 0; row < poolImages; row++)
    if (others(row)) for (let i = 0; i < width; i++) vectors[row * width + i] += i < 4 ? -2 : i < 8 ? 3 : 0;
  const labelling = labelled({ features: vectors });
  const rejected = decide('ood', 12, strange);
  const alone = flagged(await taught(labelling), others, rejected);
  const accepted = decide('accept', 12, others);
  const both = await taught(labelling);
  expect(both.taught).toMatchObject({ rejected: 12, accepted: 12 });
  expect(flagged(both, others, accepted)).toBeLessThan(alone / 2);
  expect(flagged(both, strange, rejected)).toBeGreaterThan(0.6);
});

it('makes the same file of the same decisions, in whatever order they were made', async () => {
  const [one, two] = [labelled(), labelled()];
  decide('ood', 10, strange);
  const bytes = (labelling: LabellingRun) => {
    const path = labellingPath(project, labelling);
    return readFileSync(join(dirname(path), `labelling-${labelling.id}.flag-1.safetensors`));
  };
  await taught(one);
  project.catalog.reviews.decide({ decision: 'reset', imageIds: [pool[3], pool[7]] }, 'Ada');
  project.catalog.reviews.decide({ decision: 'ood', imageIds: [pool[7], pool[3]] }, 'Ada');
  await taught(two);
  expect(bytes(two)).toEqual(bytes(one));
});

it('leaves the share of the recipe in the pool where nothing is held out', async () => {
  const labelling = labelled({ heldOut: undefined });
  const decided = decide('ood', 12, strange);
  const after = await taught(labelling);
  expect(flagged(after, () => true, decided)).toBeCloseTo(1 - keep, 2);
  expect(flagged(after, strange, decided)).toBeGreaterThan(0.15);
});

it('is a labelling that cannot be read where the taught scores are gone', async () => {
  decide('ood', 12, strange);
  const labelling = await taught(labelled());
  expect(isReadable(project, labelling)).toBe(true);
  rmSync(labellingPath(project, labelling).replace('.safetensors', '.flag-1.safetensors'));
  expect(isReadable(project, labelling)).toBe(false);
  expect(() => labellingColumns(project, labelling)).toThrow(/cannot be read|labelling/);
});

it('at first is what a comparison with the pool says, and what decisions add to that', async () => {
  const labelling = labelled();
  const plain = { score: 'mahalanobis', limit: -1.6, keep } as const;
  const path = labellingPath(project, labelling);
  expect(await firstFlag(project, path, plain)).toBeNull();
  const made = await firstFlag(project, path, plain, own);
  expect(made).toMatchObject({ rejected: 0, isTaught: true, contrast: { isUsed: true } });
  expect(made?.contrast?.alike).toBeGreaterThan(0.55);
  // It is kept beside the labelling, because decisions teach it further.
  const kept = LabellingFile.with(path, contrastedScores);
  expect(kept?.contrast).toEqual(made?.contrast);
  expect(kept?.scores).toHaveLength(poolImages);
  expect(kept?.held).toHaveLength(200);
  const { images, file, hash, oodScore } = labelling;
  const finished = {
    ...{ images, file: file as string, hash: hash as string, oodScore },
    oodThreshold: -1.6,
  };
  project.catalog.labellingRuns.finish(labelling.id, { ...finished, taught: made });
  const after = project.catalog.labellingRuns.get(labelling.id);
  expect(after.flag).toBe(1);
  const shares = [flagged(after, strange, []), flagged(after, (row) => !strange(row), [])];
  expect(shares[0]).toBeGreaterThan(0.3);
  expect(shares[1]).toBeLessThan(0.12);
  expect(made?.more).toBeGreaterThan(0);
  // Held-out images have the new score too, so that the limit keeps its share of them.
  const held = withLabelling(project, after, (each) => withFlagScores(after, each, each.heldOut as HeldOut));
  const scores = held.score('mahalanobis') as Float32Array;
  expect(scores.filter((score) => score >= (made?.limit as number)).length / scores.length).toBeCloseTo(
    keep,
    1,
  );

  decide('ood', 12, strange);
  const taught = await teachFlag(project, path, 2, plain);
  expect(taught).toMatchObject({ rejected: 12, isTaught: true, contrast: { isUsed: true } });
});

it('does not follow a comparison with a pool that is like no labelled image', async () => {
  const labelling = labelled({ features: features(poolImages, 1, () => 'strange') });
  const plain = { score: 'mahalanobis', limit: -1.6, keep } as const;
  const made = await firstFlag(project, labellingPath(project, labelling), plain, own);
  expect(made).toMatchObject({ isTaught: false, limit: -1.6, contrast: { isUsed: false } });
  expect(taughtNote(made as TaughtFlag).code).toBe('flag-contrast-refused');
});

it('goes by the score alone where a comparison finds nothing that only the pool has', async () => {
  const labelling = labelled({ features: features(poolImages, 1, () => 'inside') });
  const plain = { score: 'mahalanobis', limit: -1.6, keep } as const;
  const path = labellingPath(project, labelling);
  const made = await firstFlag(project, path, plain, own);
  expect(made).toMatchObject({ isTaught: false, limit: -1.6, contrast: { isUsed: false } });
  expect(made?.contrast?.alike).toBeGreaterThan(0.8);
  expect(taughtNote(made as TaughtFlag).code).toBe('flag-contrast-nothing');
  expect(LabellingFile.with(path, contrastedScores)).toBeNull();
});

it('compares nothing where there are few labelled images', async () => {
  const labelling = labelled({ labelled: features(leastContrasted - 1, 3, () => 'inside') });
  const plain = { score: 'mahalanobis', limit: -1.6, keep } as const;
  expect(await firstFlag(project, labellingPath(project, labelling), plain, own)).toBeNull();
});
