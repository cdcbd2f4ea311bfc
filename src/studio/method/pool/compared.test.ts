import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { LabellingRun } from '../../../catalog';
import type { Recipe } from '../../../core/recipe';
import { LabellingFile } from '../../../runner/labelling/labelling-file';
import { labellingPath } from '../../labelling/file/labelling';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { addWeights } from '../../weights/library';
import { seeingTensors, writeTensors } from '../../weights/timm-file.fixture';
import { createExperiment } from '../loop/loop';
import { ensureProbe } from '../training/linear-probe';
import { ensureValidation, trainTeacher } from '../training/teacher';
import { comparedBy } from './compared';
import { labelPool } from './label-pool';

const name = 'efficientnet_lite0.ra_in1k';
const folder = mkdtempSync(join(tmpdir(), 'compared-'));
let studio: TestProject;

beforeAll(async () => {
  vi.stubEnv('XDG_DATA_HOME', join(folder, 'data'));
  vi.stubEnv('XDG_CACHE_HOME', join(folder, 'cache'));
  const file = join(folder, `${name}.safetensors`);
  writeTensors(file, seeingTensors('lite0', 7));
  await addWeights(file);
  studio = await makeTestProject(undefined, { labelledPerClass: 6, pool: 40, digits: 10 });
});
afterAll(async () => {
  await studio.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const pretrained = tinyRecipe(
  ['imageSize', 32],
  ['teacher.arch', 'lite0'],
  ['teacher.weights', name],
  ['students.0.arch', 'lite0'],
  ['students.0.weights', name],
  ['training.labelledBatch', 4],
  ['training.teacherLength.amount', 2],
  ['selection.ood.contrast', true],
);

/** The width of the features by which a labelling's pool is compared. */
async function widthOf(labelling: LabellingRun): Promise<number | undefined> {
  const { context, project } = studio;
  const compared = await comparedBy(context, project.catalog.runs.get(labelling.runId));
  return LabellingFile.during(labellingPath(project, labelling), async (file) => {
    const features = await compared(file);
    expect(features?.labelled.rows).toBe(file.labelled?.ids.length);
    expect(features?.pool.rows).toBe(file.rows);
    return features?.pool.width;
  });
}

async function labelled(recipe: Recipe, of: 'teacher' | 'probe'): Promise<LabellingRun> {
  const { context, project } = studio;
  const { id } = createExperiment(context, { name: `${of} ${recipe.teacher.arch}`, recipe, seed: 1 });
  await ensureValidation(context, recipe, 1);
  const runs = project.catalog.runs.list({ experimentId: id });
  const probe = runs.find(({ kind }) => kind === 'probe');
  const fitted = probe && (await ensureProbe(context, probe));
  const last = runs.at(-1)?.id as number;
  const teacher = of === 'probe' && fitted ? fitted : await trainTeacher(context, last);
  return labelPool(context, teacher, recipe, null);
}

const looks = () => readdirSync(studio.project.cacheFolder).filter((each) => /^looks-.*\.bin$/.test(each));

it('a frozen model compares the pool by its own features, a trained one by those of the pretrained network', async () => {
  const probe = await labelled(pretrained, 'probe');
  expect(await widthOf(probe)).toBe(1280);
  expect(looks()).toEqual([]);

  const teacher = await labelled(pretrained, 'teacher');
  expect(await widthOf(teacher)).toBe(64);
  expect(looks()).toEqual([`looks-${name}-1.bin`]);
  // Weights that were drawn at random tell no digits from clothes; the comparison was made all the same.
  expect(teacher.taught?.contrast?.alike).toBeGreaterThan(0);
});

it('a model from random weights compares by its own features', async () => {
  const small = tinyRecipe(['training.teacherLength.amount', 2], ['selection.ood.contrast', true]);
  const labelling = await labelled(small, 'teacher');
  expect(await widthOf(labelling)).not.toBe(64);
});
