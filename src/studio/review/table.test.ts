import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../core/numbers/random';
import { flagBit } from '../../core/review';
import type { SelectionChoice } from '../../core/selection';
import { decisions } from '../../core/vocabulary/decisions';
import { ruleFor } from '../labelling/rule/rule';
import { computeSelection, pseudoLabelled, selectPool } from '../method/pool/select-pool';
import type { Project } from '../project/folder/project';
import { recipeOf } from '../project/runs/run-model';
import { balanceOf } from './choice/balance';
import { trainingPlan } from './choice/plan';
import { reviewDetail } from './image/detail';
import { changesOf } from './orders/changes';
import { embeddingMap } from './orders/map';
import { type OtherOrders, queryRows, tilesOf } from './orders/query';
import { similarOrder } from './orders/similar';
import { makeReviewProject } from './review-project.fixture';
import { Reviews } from './table/reviews';

const images = 600;
let folder: string;
let project: Project;
let reviews: Reviews;
const labellingId = 2;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'review-table-'));
  project = makeReviewProject(join(folder, 'project'), images);
  reviews = new Reviews(project);
});
afterAll(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Features in which odd rows lie elsewhere than even ones, `[images, 6]`. */
function twoKinds(): Float32Array {
  const random = new Random(8);
  return Float32Array.from(
    { length: images * 6 },
    (_, at) => random.normal() + (at % 6 < 3 ? (Math.floor(at / 6) % 2 === 0 ? 2 : -2) : 0),
  );
}

const others: OtherOrders = {
  similar: async (row, descending) =>
    similarOrder(project, await reviews.table(labellingId), row, descending),
  issue: () => Promise.reject(new Error('No picture is scored here.')),
};
const query = async (question: Parameters<typeof queryRows>[2]) =>
  queryRows(project, await reviews.table(labellingId), question, others);

describe('the change since the iteration before', () => {
  it('orders by the divergence of both distributions, images that were not labelled before last', async () => {
    const table = await reviews.table(labellingId);
    const changes = await changesOf(project, table);
    const { rows } = await query({ labellingId, order: 'change', descending: true });
    expect(rows).toHaveLength(images);
    for (let place = 1; place < images; place++)
      expect(changes[rows[place]]).toBeLessThanOrEqual(changes[rows[place - 1]]);
    for (const row of [rows[0], rows[images - 1], 17])
      expect((await reviewDetail(project, table, row)).change).toBe(changes[row]);
    // Predicting the same class with nearly the same confidence changes less than predicting another class with confidence.
    const { flags } = table.current;
    const mean = (isChanged: boolean) => {
      const some = changes.filter((_, row) => (flags[row] & flagBit('changed')) > 0 === isChanged);
      return some.reduce((sum, each) => sum + each, 0) / some.length;
    };
    expect(mean(true)).toBeGreaterThan(2 * mean(false));
  });

  it('is refused in words where there is no iteration before', async () => {
    const first = await reviews.table(1);
    expect(first.before).toBeNull();
    await expect(queryRows(project, first, { labellingId: 1, order: 'change' }, others)).rejects.toThrow(
      /no earlier iteration to compare with/,
    );
    expect((await reviewDetail(project, first, 0)).change).toBeNull();
  });
});

describe('a labelling under review', () => {
  it('is in step with the catalog through any decisions, choices, undo and redo, and selects as the loop does', async () => {
    const random = new Random(2);
    let taught = 0;
    for (let round = 0; round < 60; round++) {
      const kind = random.int(9);
      const rows = Int32Array.from({ length: 1 + random.int(30) }, () => random.int(images));
      if (kind < 4)
        await reviews.decide(labellingId, { rows, decision: decisions[kind], classId: 1 + random.int(3) });
      else if (kind === 4) await reviews.decide(labellingId, { rows, decision: 'reset' });
      else if (kind === 5) await reviews.undo().catch(() => {});
      else if (kind === 6) await reviews.redo().catch(() => {});
      else if (kind === 7) {
        // If nothing was accepted, this labelling has no example of an image that belongs to a class.
        const done = await reviews.teach(labellingId).catch(() => null);
        if (done?.isTaught) taught++;
      } else {
        const choice: SelectionChoice = {
          ...{ threshold: random.next(), oodLimit: random.int(2) ? random.normal() : null },
          ...{ quota: random.int(2) ? 'auto' : 1 + random.int(200), duplicate: random.int(2) === 1 },
          maxCopies: random.int(2) ? 3 : null,
          classThresholds: [1, 2, 3].flatMap((classId) =>
            random.int(2) ? [{ classId, threshold: random.next() }] : [],
          ),
        };
        await reviews.choose(labellingId, choice);
      }
      // The table must show what the loop would select from the catalog alone, and what a new start would load.
      const table = await reviews.table(labellingId);
      const labelling = project.catalog.labellingRuns.get(labellingId);
      const recipe = recipeOf(project.catalog.runs.get(labelling.runId));
      const rule = ruleFor(project, labelling, recipe);
      const { selection } = computeSelection(project, labelling, rule, 5);
      expect(table.selection).toEqual(selection);
      const anew = await new Reviews(project).table(labellingId);
      expect(anew.choice).toEqual(table.choice);
      expect(anew.decided).toEqual(table.decided);
      expect(anew.current).toEqual(table.current);
      expect(balanceOf(project, table).states.kept).toBe(
        selection.state.filter((state) => state === 0).length,
      );
    }
    expect(taught).toBeGreaterThan(2);
  });

  it('flags more like what was rejected, which undo takes back and redo brings back', async () => {
    const own = makeReviewProject(join(folder, 'teach'), images, { features: twoKinds() });
    const theirs = new Reviews(own);
    const flagged = async () => {
      const { current } = await theirs.table(labellingId);
      return [0, 1].map((kind) => {
        const rows = [...current.flags.keys()].filter((row) => row % 2 === kind);
        return rows.filter((row) => (current.flags[row] & flagBit('ood')) !== 0).length / rows.length;
      });
    };
    const decide = (decision: 'accept' | 'ood', rows: number[]) =>
      theirs.decide(labellingId, { rows: Int32Array.from(rows), decision });
    await decide('accept', [0, 2, 4, 6, 8, 10, 12, 14]);
    await decide('ood', [1, 3, 5, 7]);
    const before = (await theirs.table(labellingId)).choice;
    expect(await theirs.teach(labellingId)).toMatchObject({ rejected: 4, accepted: 8, isTaught: false });
    expect((await theirs.table(labellingId)).choice).toEqual(before);
    await decide('ood', [9, 11, 13, 15]);
    const plain = await flagged();
    const taught = await theirs.teach(labellingId);
    const after = await flagged();
    expect(taught).toMatchObject({ rejected: 8, accepted: 8, isTaught: true });
    expect(plain[1]).toBeLessThan(2 * plain[0]);
    expect(after[1]).toBeGreaterThan(8 * after[0]);
    const changed = (after[0] + after[1] - plain[0] - plain[1]) * (images / 2);
    expect((taught?.more ?? 0) - (taught?.fewer ?? 0)).toBeCloseTo(changed, 6);
    await theirs.undo();
    expect(await flagged()).toEqual(plain);
    expect((await theirs.table(labellingId)).choice).toEqual(before);
    await theirs.redo();
    expect(await flagged()).toEqual(after);
    own.close();
  });

  it('is stored as a selection by the choice of a person, not by the recipe', async () => {
    const choice = {
      ...{ threshold: 0.9, classThresholds: [], oodLimit: null },
      ...{ quota: 7, duplicate: false, maxCopies: null },
    } as const;
    await reviews.choose(labellingId, choice);
    const labelling = project.catalog.labellingRuns.get(labellingId);
    const recipe = recipeOf(project.catalog.runs.get(labelling.runId));
    const rule = ruleFor(project, labelling, recipe);
    const stored = await selectPool({ project, tell: () => {} }, labelling, rule, 5, labelling.iterationId);
    expect(stored.settings).toMatchObject({ threshold: 0.9, quota: 7, oodLimit: null });
    const table = await reviews.table(labellingId);
    const kept = project.catalog.selections.items(stored.id, 'kept').map(({ imageId }) => imageId);
    const rows = (await query({ labellingId, filter: { states: ['kept'] } })).rows;
    expect(Array.from(tilesOf(project, table, rows).imageIds)).toEqual(kept);
    // The plan counts exactly the same images.
    expect(trainingPlan(project, table)).toMatchObject({
      student: { name: { code: 'student', values: { number: 2 } } },
      pseudoLabelledImages: kept.length,
      labelledImages: 0,
      problems: [expect.objectContaining({ code: 'no-labelled-images' })],
    });
  });

  it('says what to do where its file is damaged, cut short or gone', async () => {
    const { file, runId } = project.catalog.labellingRuns.get(labellingId);
    const path = join(project.folder, file as string);
    const whole = readFileSync(path);
    const damaged = Buffer.from(whole);
    // This changes a byte within the ids.
    damaged[whole.readUInt32LE(0) + 8 + 40] ^= 1;
    for (const bytes of [damaged, whole.subarray(0, -3), Buffer.from('no file of this kind'), null]) {
      if (bytes) writeFileSync(path, bytes);
      else rmSync(path);
      await expect(new Reviews(project).table(labellingId)).rejects.toMatchObject({
        code: 'labelling-unreadable',
        message: expect.stringContaining('noisy-studio resume'),
      });
    }
    writeFileSync(path, whole);
    expect((await new Reviews(project).table(labellingId)).columns.sourceIds).toEqual([1, 2]);
    expect(
      readdirSync(join(project.runsFolder, String(runId))).filter((name) => name.endsWith('.part')),
    ).toEqual([]);
  });

  it('searches paths, takes a lasso, counts sources, orders both ways', async () => {
    const found = await query({ labellingId, filter: { search: '0/11' } });
    expect(found.rows.length).toBe(11);
    expect(found.facets.sources.map(({ images: n }) => n)).toEqual([11, 0]);
    const lasso = await query({ labellingId, filter: { rows: Int32Array.of(5, 3, 599) }, descending: true });
    expect(Array.from(lasso.rows)).toEqual([599, 5, 3]);
    const { columns } = await reviews.table(labellingId);
    const rising = (await query({ labellingId, order: 'confidence' })).rows;
    expect(rising.length).toBe(images);
    for (let i = 1; i < images; i++)
      expect(columns.confidence[rising[i]]).toBeGreaterThanOrEqual(columns.confidence[rising[i - 1]]);
    const grouped = await query({ labellingId, order: 'ood', descending: true, groupByClass: true });
    expect(grouped.groups?.reduce((sum, group) => sum + group.images, 0)).toBe(images);
    await expect(query({ labellingId, order: 'similar' })).rejects.toThrow(/Choose an image/);
  });

  it('orders by likeness and draws a map from the features alone', async () => {
    const table = await reviews.table(labellingId);
    const rows = (await query({ labellingId, order: 'similar', similarTo: 17 })).rows;
    expect(rows[0]).toBe(17);
    expect(new Set(rows).size).toBe(images);
    const map = await embeddingMap(project, table);
    expect(Array.from(map.rows)).toEqual(Array.from({ length: images }, (_, row) => row));
    expect([...map.x, ...map.y].every((value) => value >= -1 && value <= 1)).toBe(true);
    // The map is read back from its file.
    expect(await embeddingMap(project, await new Reviews(project).table(labellingId))).toEqual(map);
  });

  it('tells all about one image, and says so where a file is gone', async () => {
    const table = await reviews.table(labellingId);
    await reviews.decide(labellingId, { rows: Int32Array.of(4), decision: 'relabel', classId: 2 });
    const detail = await reviewDetail(project, table, 4);
    expect(detail.top.map(({ probability }) => probability)).toEqual(
      detail.top.map(({ probability }) => probability).toSorted((a, b) => b - a),
    );
    expect(detail.top[0].classId).toBe(table.columns.classIds[4]);
    expect(detail.top[0].probability).toBeCloseTo(table.columns.confidence[4], 3);
    expect(detail.history.slice(0, 2)).toMatchObject([
      { kind: 'labelling', teacher: { code: 'teacher' }, iteration: 1 },
      { kind: 'labelling', teacher: { code: 'student', values: { number: 1 } }, iteration: 2 },
    ]);
    expect(detail.history.at(-1)).toMatchObject({ kind: 'review', decision: 'relabel', classId: 2 });
    // This labelling kept neither all scores nor the features of labelled images.
    expect(detail.scores).toMatchObject([{ name: 'mahalanobis', used: true }]);
    expect(detail.nearest).toEqual([]);
    await expect(reviewDetail(project, table, images)).rejects.toThrow(/no row 600/);
  });

  it('gives the tiles of the first rows along with them, in any order, filtered anew after a decision', async () => {
    const table = await reviews.table(labellingId);
    const questions: Omit<Parameters<typeof queryRows>[2], 'labellingId'>[] = [
      {},
      { order: 'confidence', descending: true },
      { order: 'margin' },
      { order: 'confidence', descending: true, groupByClass: true },
      { order: 'margin', filter: { classIds: [2] } },
    ];
    for (const question of questions) {
      const { rows, first } = await query({ labellingId, ...question, first: 50 });
      expect(first).toEqual(tilesOf(project, table, rows.subarray(0, 50)));
      expect((await query({ labellingId, ...question })).first).toBeNull();
    }
    const filter = { decisions: ['exclude' as const] };
    const before = await query({ labellingId, filter });
    const row = (await query({ labellingId, filter: { decisions: ['none'] } })).rows[0];
    await reviews.decide(labellingId, { rows: Int32Array.of(row), decision: 'exclude' });
    const after = await query({ labellingId, filter, order: 'confidence' });
    expect(after.rows.length).toBe(before.rows.length + 1);
    expect([...after.rows]).toContain(row);
  });

  it('trains on nothing that has left the pool, until it is there again', async () => {
    const { catalog } = project;
    const choice = {
      ...{ threshold: 0, classThresholds: [], oodLimit: null },
      ...{ quota: 50, duplicate: true, maxCopies: null },
    } as const;
    await reviews.choose(labellingId, choice);
    const table = await reviews.table(labellingId);
    const before = table.selection;
    const kept = (await query({ labellingId, filter: { states: ['kept'] } })).rows.slice(0, 40);
    catalog.labelSteps.set(
      kept.map((row) => table.columns.imageIds[row]),
      1,
      'test',
    );
    reviews.outdateImages();
    await reviews.table(labellingId);
    expect(Array.from(kept, (row) => table.selection.state[row])).toEqual(Array(40).fill(4));
    const plan = trainingPlan(project, table);
    const counted = plan.balance.classes.reduce((sum, each) => sum + each.kept, 0);
    expect(plan.pseudoLabelledImages).toBe(counted);
    expect(plan.balance.states.kept).toBe(counted);
    // The student is given the same images.
    const recipe = recipeOf(catalog.runs.get(table.labelling.runId));
    const rule = ruleFor(project, table.labelling, recipe);
    const { iterationId } = table.labelling;
    const stored = await selectPool({ project, tell: () => {} }, table.labelling, rule, 5, iterationId);
    expect(stored.summary.states.kept).toBe(counted);
    expect(pseudoLabelled(project, stored.id, recipe, table.labelling.runId).copies).toHaveLength(counted);

    catalog.labelSteps.undo('test');
    reviews.outdateImages();
    expect((await reviews.table(labellingId)).selection).toEqual(before);
  });

  it('calls classes that became one by one name, with what was said of both', async () => {
    const { catalog } = project;
    const row = 4;
    const before = (await reviewDetail(project, await reviews.table(labellingId), row)).top;
    await reviews.decide(labellingId, { rows: Int32Array.of(row), decision: 'relabel', classId: 3 });
    catalog.classes.merge(3, 1, 'test');
    reviews.forget();
    const detail = await reviewDetail(project, await reviews.table(labellingId), row);
    const share = (top: typeof before, ...ids: number[]) =>
      top.reduce((sum, { classId, probability }) => sum + (ids.includes(classId) ? probability : 0), 0);
    expect(detail.top.map(({ classId }) => classId).sort()).toEqual([1, 2]);
    expect(share(detail.top, 1)).toBeCloseTo(share(before, 1, 3), 6);
    expect(detail.history.at(-1)).toMatchObject({ decision: 'relabel', classId: 1 });
    expect(catalog.reviews.steps().undo).toMatchObject({ decision: 'relabel', classId: 1 });
    const { facets } = await query({ labellingId });
    expect(facets.classes.map(({ classId }) => classId)).toEqual([1, 2]);
  });
});
