import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { labellingPath } from '../../labelling/file/labelling';
import { ruleFor } from '../../labelling/rule/rule';
import { selectPool } from '../../method/pool/select-pool';
import type { Project } from '../../project/folder/project';
import { recipeOf } from '../../project/runs/run-model';
import { makeReviewProject } from '../../review/review-project.fixture';
import { renderReport } from '../render';
import { gatherReport } from './gather-report';
import { PoolTruth } from './pool-truth';

let folder: string;
let project: Project;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'report-'));
  project = makeReviewProject(join(folder, 'project'), 60);
});

afterEach(() => {
  project.close();
  rmSync(folder, { recursive: true });
});

/** Selects from the newest labelling with what the recipe chooses, changed as a person would. */
async function select(changed: { threshold: number; oodLimit?: number }) {
  const labelling = project.catalog.labellingRuns.latest(
    project.catalog.iterations.list(newestExperiment()).at(-1)!.id,
  )!;
  const rule = ruleFor(project, labelling, recipeOf(project.catalog.runs.get(labelling.runId)));
  const { threshold, oodLimit } = changed;
  const its = { ...rule, oodLimit, selection: { ...rule.selection, threshold } };
  await selectPool({ project, tell: () => {} }, labelling, its, 5, labelling.iterationId);
  return labelling;
}

const newestExperiment = () => project.catalog.experiments.list().at(-1)!.id;

const reported = async (truth?: PoolTruth) => {
  const data = await gatherReport(project, newestExperiment(), truth);
  return { data, labelling: data.iterations.map((each) => each.labelling).find((each) => each)! };
};

it('the report gives the limits that the selection was made with, not those of the recipe', async () => {
  await select({ threshold: 0.7, oodLimit: -0.5 });
  const { labelling } = await reported();
  expect(labelling).toMatchObject({ threshold: 0.7, oodThreshold: -0.5 });
  await select({ threshold: 0.6 });
  const { data, labelling: next } = await reported();
  expect(next).toMatchObject({ threshold: 0.6, oodThreshold: null, ood: 0 });
  expect(renderReport(data)).toContain('below 0.6');
});

it('a report is written without histograms if the file of a labelling is lost', async () => {
  const labelling = await select({ threshold: 0.5, oodLimit: -1 });
  const truth = new PoolTruth(
    project,
    Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`${i}.png`, 'a'])),
  );
  const before = (await reported(truth)).data.iterations.find(({ ood }) => ood)!;
  writeFileSync(labellingPath(project, labelling), 'no labelling');
  const { data, labelling: found } = await reported(truth);
  const { kept } = project.catalog.selections.latest()!.summary.states;
  expect(kept).toBeGreaterThan(0);
  expect(found).toMatchObject({ kept, isLost: true, confidenceHistogram: null, oodHistogram: null });
  const after = data.iterations.find(({ pseudoLabelAccuracy }) => pseudoLabelAccuracy !== undefined)!;
  expect(after.pseudoLabelAccuracy).toBe(before.pseudoLabelAccuracy);
  expect(after.intruderShare).toBeUndefined();
  expect(renderReport(data)).toContain('is lost, so there are no histograms');
});

it('a class that was merged into another is not listed with what it lacks', async () => {
  const [a, , c] = project.catalog.classes.list().map(({ id }) => id);
  project.catalog.classes.merge(c, a, 'Ada');
  await select({ threshold: 0.5 });
  const { labelling } = await reported();
  expect(labelling.perClass.map(({ name }) => name)).toEqual(['a', 'b']);
});

it('true classes are known by the names that classes had before they were renamed or merged', async () => {
  const { classes, images } = project.catalog;
  const [a, b, c] = classes.list().map(({ id }) => id);
  classes.update(b, { name: 'B' });
  classes.merge(c, a, 'Ada');
  const inPool = images.byIds(images.ids({ split: 'unlabelled' })).slice(0, 4);
  const told = ['b', 'c', 'a', null];
  const truth = new PoolTruth(project, Object.fromEntries(inPool.map(({ path }, at) => [path, told[at]])));
  expect(inPool.map(({ id }) => truth.classOf(id))).toEqual(['B', 'a', 'a', null]);
});
