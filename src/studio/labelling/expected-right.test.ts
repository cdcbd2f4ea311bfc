import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LabellingRun } from '../../catalog';
import { expectedRightSentences } from '../../core/words/expected-right';
import { selectPool } from '../method/select-pool';
import { createProject, type Project } from '../project/project';
import { tinyRecipe } from '../project/project.fixture';
import { Reviews } from '../review/reviews';
import { reviewTrust } from '../review/trust';
import { finishLabelling } from './labelling.fixture';
import { ruleFor } from './rule';

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
  // Of the 40 that are called coats 36 are coats, of the 40 that are called shirts 12 are shirts: all said with 0.9.
  const labels = Array.from({ length: 80 }, (_, i) => (i < 36 || i >= 52 ? coat : shirt));
  held = add('held', 'validation', labels);
  pool = add('pool', 'unlabelled', Array(400).fill(null));
});
afterAll(() => {
  project.close();
  rmSync(folder, { recursive: true, force: true });
});

function labelled(knows: boolean): LabellingRun {
  const { catalog } = project;
  const classIds = catalog.classes.list().map(({ id }) => id);
  const runId = catalog.runs.create({ kind: 'teacher', recipe, seed: 1 });
  const { id } = catalog.labellingRuns.create({ runId, iterationId: null, classIds });
  finishLabelling(project, id, {
    imageIds: pool,
    predictedClass: pool.map((_, i) => Number(i >= 200)),
    confidence: pool.map(() => 0.9),
    oodScore: pool.map(() => 0),
    oodThreshold: -1,
    heldOut: knows
      ? {
          imageIds: held,
          predictedClass: held.map((_, i) => Number(i >= 40)),
          confidence: held.map(() => 0.9),
        }
      : undefined,
  });
  return catalog.labellingRuns.get(id);
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
      /^About \d\d % of the 400 kept pseudo-labels are right \(\d\d % to \d\d %\), as 80 validation images say/,
    );
    expect(said.join(' ')).toContain('Label more images of shirt');
    expect(said.join(' ')).toContain('pretrained weights');
  });

  it('follows labels that are corrected and decisions of a person', async () => {
    const labelling = labelled(true);
    const reviews = new Reviews(project);
    const table = await reviews.table(labelling.id);
    const before = await reviewTrust(project, table);
    const rows = Int32Array.from({ length: 200 }, (_, i) => 200 + i);
    await reviews.decide(labelling.id, { rows, decision: 'accept' });
    const after = await reviewTrust(project, table);
    expect(after?.decided).toBe(200);
    expect(after?.share).toBeGreaterThan((before?.share ?? 1) + 0.2);
    expect(after?.byClass[1]).toMatchObject({ share: 1, low: 1, high: 1 });
    await reviews.undo();
    expect(await reviewTrust(project, table)).toEqual(before);
    const [, shirt] = project.catalog.classes.list();
    project.catalog.labels.set(held.slice(52), shirt.id, 'test');
    expect((await reviewTrust(project, table))?.byClass[1].share).toBeGreaterThan(0.75);
  });

  it('is not known where the model has learnt from all labelled images', async () => {
    const { summary } = await selected(labelled(false));
    expect(summary.trust).toBeNull();
    expect(expectedRightSentences(null)[0]).toContain('is not known');
  });
});
