import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LabellingRun } from '../../../catalog';
import { type TrustSummary, toldByClass } from '../../../core/calibration/summary';
import { applySettings } from '../../../core/recipe';
import { thresholdNotes } from '../../../core/sentences/class-thresholds';
import { expectedRightNote, expectedRightSentences } from '../../../core/sentences/expected-right';
import { noteSentence } from '../../../core/words/notes';
import { selectPool } from '../../method/pool/select-pool';
import { createProject, type Project } from '../../project/folder/project';
import { tinyRecipe } from '../../project/project.fixture';
import { fitToPrecision } from '../../review/choice/fit-thresholds';
import { reviewTrust } from '../../review/choice/trust';
import { Reviews } from '../../review/table/reviews';
import { finishLabelling } from '../labelling.fixture';
import { ruleFor } from '../rule/rule';
import { withThresholdsFor } from './class-thresholds';
import { trustOf } from './trust';

const folder = mkdtempSync(join(tmpdir(), 'expected-right-'));
const recipe = tinyRecipe(['selection.threshold', 0.5]);
let project: Project;
let held: number[];
let pool: number[];

beforeAll(() => {
  project = createProject(join(folder, 'project'));
  const { catalog } = project;
  catalog.classes.ensure(['coat', 'shirt']);
  const [coat, shirt] = catalog.classes.list().map(({ id }) => id);
  const add = (name: string, split: 'validation' | 'unlabelled', classes: readonly (number | null)[]) => {
    const { id } = catalog.sources.add({ kind: 'pool', path: `/${name}`, root: `/${name}`, split });
    const files = classes.map((classId, i) => ({
      ...({
        path: `${i}.png`,
        split,
        classId,
        size: 1,
        mtimeMs: 1,
        format: 'png',
        width: 28,
        height: 28,
      } as const),
      perceptualHash: '0123456789abcdef',
      contentHash: createHash('sha256').update(`${name} ${i}`).digest('hex'),
    }));
    catalog.imports.store(id, files, []);
    return catalog.images.ids({ split });
  };
  // Of the 40 held-out images that are predicted to be coats, 36 are coats; of the 40 that are predicted to be shirts, 12 are shirts. The
  // confidence is always 0.9.
  const labels = Array.from({ length: 80 }, (_, i) => (i < 36 || i >= 52 ? coat : shirt));
  held = add('held', 'validation', labels);
  pool = add('pool', 'unlabelled', Array(400).fill(null));
});
afterAll(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** `shirts` is the model's confidence in predicted shirts of the pool, for all or for each; for coats it is 0.9. */
function labelled(
  knows: boolean,
  shirts: number | ((i: number) => number) = 0.9,
  heldOut: readonly number[] = held,
): LabellingRun {
  const { catalog } = project;
  const classIds = catalog.classes.list().map(({ id }) => id);
  const runId = catalog.runs.create({ kind: 'teacher', recipe, seed: 1 });
  const { id } = catalog.labellingRuns.create({ runId, iterationId: null, classIds });
  finishLabelling(project, id, {
    imageIds: pool,
    predictedClass: pool.map((_, i) => Number(i >= 200)),
    confidence: pool.map((_, i) => (i < 200 ? 0.9 : typeof shirts === 'number' ? shirts : shirts(i - 200))),
    oodScore: pool.map(() => 0),
    oodThreshold: -1,
    heldOut: knows
      ? {
          imageIds: heldOut,
          predictedClass: heldOut.map((id) => Number(held.indexOf(id) >= 40)),
          confidence: heldOut.map(() => 0.9),
        }
      : undefined,
  });
  return catalog.labellingRuns.get(id);
}

/** The trust of a selection that keeps something. */
async function known(asked: ReturnType<typeof reviewTrust>): Promise<TrustSummary> {
  const trust = await asked;
  if (trust === null || trust === 'nothing-kept') throw new Error(`It says ${trust}.`);
  return trust;
}

const selected = (labelling: LabellingRun) =>
  selectPool({ project, tell: () => {} }, labelling, ruleFor(project, labelling, recipe), 1, null);

describe('the expected share of right labels', () => {
  it('is stored with a selection, in all and by class, with what would help', async () => {
    const { summary } = await selected(labelled(true));
    const { trust } = summary;
    expect(trust).toMatchObject({ kept: 400, decided: 0, heldOut: 80, by: 'validation' });
    expect(trust?.share).toBeGreaterThan(0.5);
    expect(trust?.share).toBeLessThan(0.7);
    expect(trust?.low).toBeLessThan(0.6);
    const [coats, shirts] = trust?.byClass ?? [];
    expect(coats.share).toBeGreaterThan(0.75);
    expect(shirts.share).toBeLessThan(0.5);
    const said = expectedRightSentences(trust ?? null);
    expect(said[0]).toMatch(
      /^About \d\d\s% of the 400 kept pseudo-labels are right \(\d\d\s% to \d\d\s%\), as 80 validation images say/,
    );
    expect(said.join(' ')).toContain('Label more images of shirt');
    expect(said.join(' ')).toContain('pretrained weights');
  });

  it.each([
    ['is', 1, 'Only 1 labelled image was held out', '따로 둔 라벨된 이미지가 1장뿐이어서'],
    ['are', 11, 'Only 11 labelled images were held out', '따로 둔 라벨된 이미지가 11장뿐이어서'],
  ])('says that %s too few to tell: %i', async (_, images, en, ko) => {
    // These are images predicted to be shirts, of which most are coats: the share is low, but no advice is given because there are too few
    // to know.
    const { summary } = await selected(labelled(true, 0.9, held.slice(80 - images)));
    const trust = summary.trust ?? null;
    expect(trust).toMatchObject({ heldOut: images, advice: [] });
    const [said, ...more] = expectedRightSentences(trust);
    expect(said).toContain(`${en}: too few to tell how many of the 400 kept pseudo-labels are right.`);
    expect(more).toEqual([]);
    expect(noteSentence(expectedRightNote(trust), 'window', 'ko')).toContain(ko);
    expect(trust && toldByClass(trust)).toEqual([]);
  });

  it('tells by twelve, and by one where a person decided most', async () => {
    const [said] = expectedRightSentences(
      (await selected(labelled(true, 0.9, held.slice(68)))).summary.trust ?? null,
    );
    expect(said).toMatch(/^About \d\d\s% of the 400 .*, as 12 validation images say/);
    const labelling = labelled(true, 0.9, held.slice(79));
    const reviews = new Reviews(project);
    const table = await reviews.table(labelling.id);
    await reviews.decide(labelling.id, {
      rows: Int32Array.from({ length: 300 }, (_, i) => i),
      decision: 'accept',
    });
    const trust = await known(reviewTrust(project, table));
    expect(expectedRightSentences(trust)[0]).toMatch(/as 1 validation image says/);
    await reviews.undo();
  });

  it('follows labels that are corrected and decisions of a person', async () => {
    const labelling = labelled(true);
    const reviews = new Reviews(project);
    const table = await reviews.table(labelling.id);
    const before = await known(reviewTrust(project, table));
    const rows = Int32Array.from({ length: 200 }, (_, i) => 200 + i);
    await reviews.decide(labelling.id, { rows, decision: 'accept' });
    const after = await known(reviewTrust(project, table));
    expect(after.decided).toBe(200);
    expect(after.share).toBeGreaterThan(before.share + 0.2);
    expect(after.byClass[1]).toMatchObject({ share: 1, low: 1, high: 1 });
    await reviews.undo();
    expect(await reviewTrust(project, table)).toEqual(before);
    const [coat, shirt] = project.catalog.classes.list();
    project.catalog.labels.set(held.slice(52), shirt.id, 'test');
    expect((await known(reviewTrust(project, table))).byClass[1].share).toBeGreaterThan(0.75);
    project.catalog.labels.set(held.slice(52), coat.id, 'test');
  });

  it('proposes a threshold that leaves what a handle there is said to leave, quota and all', async () => {
    const table = await new Reviews(project).table(labelled(true, 0.8).id);
    const choice = { ...table.choice, threshold: 0.3, quota: 60 };
    const { advice } = await known(reviewTrust(project, table, choice));
    const proposed = advice.find(({ code }) => code === 'trust-threshold');
    const threshold = Number(proposed?.values.threshold);
    expect(threshold).toBeGreaterThan(0.8);
    const there = await known(reviewTrust(project, table, { ...choice, threshold }));
    expect(there.kept).toBe(60);
    expect(proposed?.values).toMatchObject({ kept: 60, share: `${Math.round(100 * there.share)}\u00a0%` });
    expect(there.advice).toEqual([]);
  });

  it('tells a choice that keeps nothing from one that nobody knows about', async () => {
    const reviews = new Reviews(project);
    const at = async (knows: boolean, threshold: number) => {
      const table = await reviews.table(labelled(knows).id);
      return reviewTrust(project, table, { ...table.choice, threshold });
    };
    expect(await at(true, 0.95)).toBe('nothing-kept');
    expect(await at(false, 0.95)).toBeNull();
    expect(await at(false, 0.5)).toBeNull();
  });

  it('selects nothing anew for the choice that stands, whoever asks', async () => {
    const table = await new Reviews(project).table(labelled(true).id);
    const standing = table.selection;
    const select = vi.spyOn(table, 'select');
    await reviewTrust(project, table, { ...table.choice, quota: 1 });
    expect(select).toHaveBeenCalled();
    select.mockClear();
    project.catalog.labels.set(held.slice(52), project.catalog.classes.list()[1].id, 'test');
    await reviewTrust(project, table, { ...table.choice });
    expect(table.selection).toBe(standing);
    expect(select).not.toHaveBeenCalled();
    project.catalog.labels.set(held.slice(52), project.catalog.classes.list()[0].id, 'test');
  });

  it('raises the threshold of the class that is wrong more often, alike for the loop, the review and what is stored', async () => {
    const asking = applySettings(recipe, [['selection.classPrecision', 0.7]]);
    const [coat, shirt] = project.catalog.classes.list();
    const plain = labelled(true, (i) => 0.6 + (0.39 * i) / 200);
    const labelling = await withThresholdsFor(project, plain, asking.selection);
    const fitted = labelling.settings?.classThresholds;
    expect(fitted?.byClass.map(({ classId }) => classId)).toEqual([coat.id, shirt.id]);
    expect(fitted?.byClass[0].reason).toBe('reached');
    expect(fitted?.byClass[1].threshold).toBeGreaterThan(0.8);
    // Stored as a labelling keeps them whose recipe asks for them.
    const stored = { images: 400, hash: plain.hash as string, file: plain.file as string, metrics: null };
    project.catalog.labellingRuns.finish(plain.id, { ...plain, ...stored, classThresholds: fitted });
    expect(project.catalog.labellingRuns.get(plain.id).settings).toEqual(labelling.settings);
    const known = await withThresholdsFor(
      project,
      project.catalog.labellingRuns.get(plain.id),
      asking.selection,
    );
    expect(known.settings).toEqual(labelling.settings);
    const rule = ruleFor(project, known, asking);
    const { summary } = await selectPool({ project, tell: () => {} }, known, rule, 1, null);
    expect(summary.perClass[1].threshold).toBe(fitted?.byClass[1].threshold);
    const right = summary.trust?.byClass.find(({ classId }) => classId === shirt.id)?.share ?? 0;
    const before = (await selected(plain)).summary.trust?.byClass[1].share ?? 1;
    expect(right).toBeGreaterThan(before);
    const reviews = new Reviews(project);
    await reviews.choose(plain.id, {
      ...(await reviews.table(plain.id)).choice,
      classThresholds: rule.classThresholds,
    });
    const table = await reviews.table(plain.id);
    expect(table.tally(table.choice).perClass).toMatchObject(
      summary.perClass.map(({ available, kept }) => ({ available, kept })),
    );
    expect(table.recipeChoice.classThresholds).toEqual([]);
    await reviews.undo();
    expect(table.choice.classThresholds).toEqual([]);
  });

  it('has one threshold for all classes where nothing was held out, and says so', async () => {
    const asking = applySettings(recipe, [['selection.classPrecision', 0.9]]);
    const labelling = await withThresholdsFor(project, labelled(false), asking.selection);
    const fitted = labelling.settings?.classThresholds;
    expect(fitted).toEqual({ precision: 0.9, least: 0.5, byClass: [] });
    expect(thresholdNotes(fitted as NonNullable<typeof fitted>, []).map(({ code }) => code)).toEqual([
      'class-thresholds-unknown',
    ]);
    expect(ruleFor(project, labelling, asking).classThresholds).toEqual([]);
  });

  it('is fitted anew to a share that a person asks for in the review, and refused where too few were held out', async () => {
    const asking = applySettings(recipe, [['selection.classPrecision', 0.7]]);
    const plain = labelled(true, (i) => 0.6 + (0.39 * i) / 200);
    const table = await new Reviews(project).table(plain.id);
    const { threshold } = asking.selection;
    const found = await fitToPrecision(project, table, { precision: 0.7, threshold });
    const ofRecipe = ruleFor(project, await withThresholdsFor(project, plain, asking.selection), asking);
    expect(found.classThresholds).toEqual(ofRecipe.classThresholds);
    expect(found.classThresholds).not.toEqual([]);
    expect(table.choice.classThresholds).toEqual([]);
    const without = await new Reviews(project).table(labelled(false).id);
    await expect(fitToPrecision(project, without, { precision: 0.7, threshold })).rejects.toThrow(
      /0 labelled images were held out for this model: too few/,
    );
  });

  it('is not known where the model has learnt from all labelled images', async () => {
    const { summary } = await selected(labelled(false));
    expect(summary.trust).toBeNull();
    expect(expectedRightSentences(null)[0]).toContain('not known');
  });

  it('reads a labelling anew where its held-out images or its classes changed, and for no other label', async () => {
    const { labels, classes } = project.catalog;
    const [coat, shirt] = classes.list();
    const labelling = labelled(true);
    const first = await trustOf(project, labelling);
    labels.set(pool.slice(0, 5), shirt.id, 'test');
    classes.ensure(['scarf']);
    expect(await trustOf(project, labelling)).toBe(first);
    // Two swapped labels leave the number of images of each class unchanged.
    labels.set([held[0]], shirt.id, 'test');
    labels.set([held[79]], shirt.id, 'test');
    labels.set([held[40]], coat.id, 'test');
    const second = await trustOf(project, labelling);
    expect(second).not.toBe(first);
    // A label changes before the labelling is read, and while it is read.
    const anew = labelled(true);
    const reading = trustOf(project, anew);
    labels.set([held[0]], coat.id, 'test');
    const third = await reading;
    expect(await trustOf(project, anew)).toBe(third);
    classes.merge(shirt.id, coat.id, 'test');
    expect(await trustOf(project, anew)).not.toBe(third);
  });
});
