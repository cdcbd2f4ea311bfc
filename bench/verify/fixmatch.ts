import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { architecture, isSmallInput } from '../../src/core/network/arch';
import { parameterCount } from '../../src/core/network/parameters';
import { applySettings, type Recipe, resolveRecipe } from '../../src/core/recipe';
import { type DemoData, writeDemoData } from '../../src/studio/demo/write-demo-data';
import { importSource } from '../../src/studio/import';
import { createExperiment } from '../../src/studio/method/loop/loop';
import { evaluateRun } from '../../src/studio/method/measuring/evaluate';
import { trainTeacher } from '../../src/studio/method/training/teacher';
import type { StudioContext } from '../../src/studio/project/context/context';
import { Engine } from '../../src/studio/project/engine/engine';
import { createProject } from '../../src/studio/project/folder/project';
import { cell, mean } from './spread';

/**
 * Compares FixMatch as the studio trains it with the same in PyTorch (`npm run verify -- fixmatch`): network, images, noise, batches,
 * optimizer and number of steps are the same, and each side trains once for each seed, in turns. Prints accuracy and time of each; exits
 * with 0 if the means differ by at most a point and PyTorch is not faster. Arguments: a Python with torch, timm and Pillow, `--seeds N`,
 * `--steps N`, `--labels N` for each class.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seeds: { type: 'string', default: '3' },
    steps: { type: 'string', default: '1500' },
    labels: { type: 'string', default: '50' },
  },
});
const [python] = positionals;
const peer = fileURLToPath(new URL('../reference/fixmatch.py', import.meta.url));
const steps = Number(values.steps);
const threshold = 0.95;
const pointsApart = 1;

/**
 * The data has no images of no class, which FixMatch would take for images of some class. RandAugment is the released one, at half of its
 * range; no labelled image is held out, so that the last weights are measured on both sides.
 */
const counts = { labelledPerClass: Number(values.labels), testPerClass: 200, pool: 6000, digits: 0 };
const recipe = applySettings(resolveRecipe('quick-cpu'), [
  ['method', 'fixmatch'],
  ['validationShare', 0],
  ['training.teacherLength.amount', steps],
  ['consistency.threshold', threshold],
  ...(['teacher', 'student'] as const).flatMap((model) => [
    [`noise.${model}.randAugment.set`, 'released'] as const,
    [`noise.${model}.randAugment.magnitude`, 5] as const,
  ]),
]);

interface Told {
  /** The share of test images that are predicted correctly. */
  readonly accuracy: number;
  /** The time from the files to the last step. */
  readonly seconds: number;
  readonly parameters: number;
}

async function studio(folder: string, data: DemoData, seed: number): Promise<Told> {
  const project = createProject(join(folder, 'project'));
  const engine = new Engine();
  const signal = new AbortController().signal;
  const context: StudioContext = { project, engine, signal, workers: 1, tell: () => {} };
  try {
    await importSource(project, { path: data.labelled, split: 'labelled-train' });
    await importSource(project, { path: data.pool, split: 'unlabelled' });
    await importSource(project, { path: data.test, split: 'test' });
    const experiment = createExperiment(context, { name: 'fixmatch', recipe, seed });
    const [run] = project.catalog.runs.list({ experimentId: experiment.id });
    const began = performance.now();
    const trained = await trainTeacher(context, run.id);
    const seconds = (performance.now() - began) / 1000;
    const { metrics } = await evaluateRun(context, trained);
    const small = architecture(recipe.teacher.arch, { smallInput: isSmallInput(recipe.imageSize) });
    return { accuracy: metrics.values.accuracy as number, seconds, parameters: parameterCount(small, 10) };
  } finally {
    await engine.close();
    project.close();
  }
}

function pytorch(folder: string, data: DemoData, seed: number): Told {
  const file = join(folder, 'order.json');
  writeFileSync(file, JSON.stringify({ ...orderOf(recipe), ...data, seed }));
  const { stdout, status } = spawnSync(python, [peer, file], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (status !== 0) throw new Error(`${peer} ended with ${status}.`);
  return JSON.parse(stdout.trim().split('\n').at(-1) as string);
}

/** The settings of the recipe for the training in PyTorch. */
function orderOf({ imageSize, mean, std, teacher, noise, training }: Recipe) {
  const { crop, randAugment } = noise.teacher;
  const { labelledBatch, unlabelledRatio, learningRate, weightDecay, epsilon, batchNorm } = training;
  return {
    ...{ mean, std, steps, threshold, learningRate, weightDecay, epsilon },
    ...{ dropout: teacher.dropout, survival: teacher.survival },
    ...{ ops: randAugment.ops, magnitude: randAugment.magnitude, reach: Math.round(crop * imageSize) },
    ...{ batch: labelledBatch, poolBatch: Math.round(labelledBatch * unlabelledRatio[0]) },
    ...{ normMomentum: batchNorm.momentum, normEpsilon: batchNorm.epsilon },
  };
}

const say = (text: string) => process.stdout.write(`${text}\n`);

const told: Record<'studio' | 'PyTorch', Told[]> = { studio: [], PyTorch: [] };
function note(side: keyof typeof told, seed: number, one: Told): void {
  told[side].push(one);
  say(`seed ${seed}, ${side}: ${(100 * one.accuracy).toFixed(1)} % right, ${one.seconds.toFixed(0)} s`);
}

for (let seed = 1; seed <= Number(values.seeds); seed++) {
  const folder = mkdtempSync(join(tmpdir(), 'verify-fixmatch-'));
  try {
    const data = await writeDemoData(join(folder, 'data'), { seed, counts });
    note('studio', seed, await studio(folder, data, seed));
    note('PyTorch', seed, pytorch(folder, data, seed));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const of = (side: keyof typeof told, what: keyof Told) => told[side].map((each) => each[what]);
say(
  `\n${values.labels} labels per class, ${counts.pool} unlabelled images, ${steps} steps, ${values.seeds} seeds, ${10 * counts.testPerClass} test images\n`,
);
say('| | % right | seconds | parameters |\n|---|---|---|---|');
for (const side of ['studio', 'PyTorch'] as const)
  say(
    `| ${side} | ${cell(of(side, 'accuracy'), 1, 100)} | ${cell(of(side, 'seconds'), 0, 1)} | ${of(side, 'parameters')[0]} |`,
  );
const apart = 100 * (mean(of('studio', 'accuracy')) - mean(of('PyTorch', 'accuracy')));
const faster = mean(of('PyTorch', 'seconds')) / mean(of('studio', 'seconds'));
const fine = [
  [Math.abs(apart) <= pointsApart, `the means differ by ${apart.toFixed(1)} points`],
  [faster >= 1, `PyTorch takes ${faster.toFixed(2)} times as long as the studio`],
  [of('studio', 'parameters')[0] === of('PyTorch', 'parameters')[0], 'parameters are equal'],
] as const;
for (const [right, text] of fine) say(`${right ? 'right' : 'WRONG'}  ${text}`);
process.exitCode = fine.every(([right]) => right) ? 0 : 1;
