import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LabellingRun, Run } from '../../src/catalog';
import { Random } from '../../src/core/numbers/random';
import { applySettings, type Recipe, resolveRecipe } from '../../src/core/recipe';
import { writeDemoData } from '../../src/studio/demo';
import { importSource } from '../../src/studio/import';
import { createExperiment } from '../../src/studio/method/loop/loop';
import { labelPool } from '../../src/studio/method/pool/label-pool';
import { ensureProbe } from '../../src/studio/method/training/linear-probe';
import { ensureValidation, trainTeacher } from '../../src/studio/method/training/teacher';
import type { StudioContext } from '../../src/studio/project/context/context';
import { Engine } from '../../src/studio/project/engine/engine';
import { createProject } from '../../src/studio/project/folder/project';
import { PoolTruth } from '../../src/studio/report/gathering/pool-truth';

/** The folders of a draw's images, with the true class of each file of the pool; null for an image of no class. */
export interface DrawnData {
  readonly labelled: string;
  readonly pool: string;
  readonly truth: Readonly<Record<string, string | null>>;
}

export interface Setting {
  readonly name: string;
  readonly recipe: Recipe;
  /** A linear probe is the teacher. */
  readonly probe: boolean;
  draw(folder: string, seed: number): Promise<DrawnData>;
}

/** A linear probe on Lite0 as the teacher. */
export const probeRecipe = (imageSize: number, validationShare: number) =>
  applySettings(resolveRecipe('quick-cpu'), [
    ['imageSize', imageSize],
    ['distillation', true],
    ['teacher.arch', 'lite0'],
    ['teacher.weights', 'tf_efficientnet_lite0.in1k'],
    ['validationShare', validationShare],
    ['inferenceBatch', 64],
  ]);

/** A linear probe with the flag that photographs have by default. */
export const photoRecipe = (size: number, validationShare: number) => {
  const { score, contrast } = resolveRecipe('photos-cpu').selection.ood;
  return applySettings(probeRecipe(size, validationShare), [
    ['selection.ood.score', score],
    ['selection.ood.contrast', contrast],
  ]);
};

/** The demo's small network, for a few hundred steps. */
export const smallRecipe = applySettings(resolveRecipe('quick-cpu'), [
  ['training.teacherLength.amount', 300],
  ['training.validateEvery', 100],
]);

/** Images of Fashion-MNIST with `labelledPerClass` labelled images of each class, and a pool that contains digits. */
export const fashion = (labelledPerClass: number, digits: number) => async (folder: string, seed: number) => {
  const counts = { labelledPerClass, testPerClass: 1, pool: 1500, digits };
  const { labelled, pool, truthFile } = await writeDemoData(folder, { seed, counts });
  return {
    labelled,
    pool,
    truth: (JSON.parse(readFileSync(truthFile, 'utf8')) as { pool: DrawnData['truth'] }).pool,
  };
};

/**
 * Photographs of clothes with `perClass` labelled images of each class, and a pool with at most `most` of each class and all photographs of
 * no class (`others`) or none of them.
 */
export const clothing =
  (source: string, perClass: number, others: boolean, most = 100) =>
  async (folder: string, seed: number) => {
    const truth: Record<string, string | null> = {};
    const random = new Random(seed, 0xc107);
    const [labelled, pool] = ['labelled', 'pool'].map((name) => join(folder, name));
    mkdirSync(pool, { recursive: true });
    for (const name of readdirSync(join(source, 'clothing'))) {
      const files = random.shuffle(readdirSync(join(source, 'clothing', name)));
      mkdirSync(join(labelled, name), { recursive: true });
      for (const [i, file] of files.entries()) {
        if (i < perClass) cpSync(join(source, 'clothing', name, file), join(labelled, name, file));
        else if (i < perClass + most) {
          truth[`${name}-${file}`] = name;
          cpSync(join(source, 'clothing', name, file), join(pool, `${name}-${file}`));
        }
      }
    }
    for (const file of others ? readdirSync(join(source, 'out-of-domain')) : []) {
      truth[`other-${file}`] = null;
      cpSync(join(source, 'out-of-domain', file), join(pool, `other-${file}`));
    }
    return { labelled, pool, truth };
  };

/** Six classes of CIFAR-10 with `perClass` labelled images each, and a pool that contains images of the other four. */
export const cifar =
  (source: string, perClass: number, poolPerClass: number) =>
  async (folder: string, seed: number): Promise<DrawnData> => {
    const random = new Random(seed, 0xcf10);
    const [labelled, pool] = ['labelled', 'pool'].map((name) => join(folder, name));
    mkdirSync(pool, { recursive: true });
    const truth: Record<string, string | null> = {};
    for (const [number, name] of readdirSync(join(source, 'train')).sort().entries()) {
      const known = number < 6;
      const files = random.shuffle(readdirSync(join(source, 'train', name)).sort());
      if (known) mkdirSync(join(labelled, name), { recursive: true });
      for (const file of known ? files.slice(0, perClass) : [])
        cpSync(join(source, 'train', name, file), join(labelled, name, file));
      for (const file of files.slice(perClass, perClass + poolPerClass)) {
        truth[`${name}-${file}`] = known ? name : null;
        cpSync(join(source, 'train', name, file), join(pool, `${name}-${file}`));
      }
    }
    return { labelled, pool, truth };
  };

/**
 * Makes a project of one draw, trains its cheap teacher and labels the pool; returns what `look` finds in it. The project is deleted
 * afterwards.
 */
export async function withLabelledPool<T>(
  { draw, recipe, probe }: Setting,
  seed: number,
  look: (context: StudioContext, labelling: LabellingRun, truth: PoolTruth) => T | Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-pool-'));
  const project = createProject(join(folder, 'project'));
  const engine = new Engine();
  const signal = new AbortController().signal;
  const context: StudioContext = { project, engine, signal, workers: 1, tell: () => {} };
  try {
    const data = await draw(join(folder, 'data'), seed);
    await importSource(project, { path: data.labelled, split: 'labelled-train' });
    await importSource(project, { path: data.pool, split: 'unlabelled' });
    const experiment = createExperiment(context, { name: 'teacher', recipe, seed });
    ensureValidation(context, recipe, seed);
    const runs = project.catalog.runs.list({ experimentId: experiment.id });
    const first = runs.find(({ kind }) => kind === 'probe');
    const fitted = first && (await ensureProbe(context, first));
    const trained = runs.find(({ kind }) => kind !== 'probe') as Run;
    const teacher = probe && fitted ? fitted : await trainTeacher(context, trained.id);
    const labelling = await labelPool(context, teacher, recipe, null);
    return await look(context, labelling, new PoolTruth(project, data.truth));
  } finally {
    await engine.close();
    project.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
