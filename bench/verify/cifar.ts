import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type DemoOutcome, demoRobustness, robustnessPage } from '../../src/cli/shared/demo-robustness';
import { overSeeds, seedsTable } from '../../src/cli/tables/seeds-table';
import { Random } from '../../src/core/numbers/random';
import { applySettings, type Recipe, resolveRecipe } from '../../src/core/recipe';
import { importSource } from '../../src/studio/import';
import { createExperiment, runLoop } from '../../src/studio/method/loop/loop';
import type { StudioContext } from '../../src/studio/project/context/context';
import { Engine } from '../../src/studio/project/engine/engine';
import { createProject } from '../../src/studio/project/folder/project';
import { summariseExperiment } from '../../src/studio/report/experiment/summary';
import { gatherReport } from '../../src/studio/report/gathering/gather-report';
import { PoolTruth } from '../../src/studio/report/gathering/pool-truth';
import { cell, mean } from './spread';

/**
 * Measures what one student gains over its teacher on CIFAR-10 (`npm run verify -- cifar`): from pretrained weights with few labels and
 * images of no class in the pool, and from random weights with many labels. Prints each seed's models, then their means; exits with 0 if
 * the mean gain is at least what the setting requires. Arguments: `--cifar DIR` (which contains train/ with a folder for each class),
 * `--only NAME`, `--seeds N`; `--robustness` also compares the models on changed, attacked and hard test images, `--images N` of them.
 */
const { values } = parseArgs({
  options: {
    cifar: { type: 'string' },
    only: { type: 'string' },
    seeds: { type: 'string', default: '3' },
    robustness: { type: 'boolean', default: false },
    images: { type: 'string', default: '100' },
  },
});
if (values.cifar === undefined) throw new Error('Say where the images are: --cifar DIR, with train/ within.');
const train = join(resolve(values.cifar), 'train');

interface Setting {
  readonly about: string;
  readonly recipe: Recipe;
  /** How many classes are used, the first by name; images of the others are mixed into the pool. */
  readonly classes: number;
  /** The numbers of images of each class. */
  readonly perClass: { readonly labelled: number; readonly test: number; readonly pool: number };
  readonly otherPerClass: number;
  /** The least gain, in points of accuracy, of the mean over the seeds. */
  readonly leastGain: number;
}

/** The method without any repetition. */
const oneStudent = ['iterations', 1] as const;

const settings: Readonly<Record<string, Setting>> = {
  pretrained: {
    about:
      '400 labels of 8 classes, 8,000 images of them and 1,600 of two other classes in the pool, 96 pixels',
    recipe: applySettings(resolveRecipe('photos-cpu'), [oneStudent, ['imageSize', 96]]),
    classes: 8,
    perClass: { labelled: 50, test: 250, pool: 1000 },
    otherPerClass: 800,
    leastGain: 1.5,
  },
  scratch: {
    about: '4,000 labels of 10 classes, 20,000 images of them in the pool, 32 pixels, random weights',
    recipe: applySettings(resolveRecipe('quick-cpu'), [
      oneStudent,
      ['imageSize', 32],
      ['training.labelledBatch', 32],
      ['training.referenceBatch', 32],
      ['training.teacherLength.amount', 7500],
      ['training.studentLength.amount', 7500],
      ['selection.ood.score', 'none'],
    ]),
    classes: 10,
    perClass: { labelled: 400, test: 200, pool: 2000 },
    otherPerClass: 0,
    leastGain: 0,
  },
};

/** Writes lists of the draw's images into a folder; also returns the true class of each file of the pool, null for an image of no class. */
function draw({ classes, perClass, otherPerClass }: Setting, seed: number, folder: string) {
  const random = new Random(seed, 0xc1fa);
  const lines: object[] = [];
  const truth: Record<string, string | null> = {};
  for (const [number, name] of readdirSync(train).sort().entries()) {
    const known = number < classes;
    const files = random
      .shuffle(readdirSync(join(train, name)).sort())
      .map((file) => join(train, name, file));
    const { labelled, test, pool } = known ? perClass : { labelled: 0, test: 0, pool: otherPerClass };
    for (const [at, path] of files.slice(0, labelled + test + pool).entries()) {
      if (at < labelled) lines.push({ path, split: 'labelled-train', label: name });
      else if (at < labelled + test) lines.push({ path, split: 'test', label: name });
      else {
        lines.push({ path, split: 'unlabelled' });
        truth[path] = known ? name : null;
      }
    }
  }
  const list = join(folder, 'cifar.jsonl');
  writeFileSync(list, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  return { list, truth };
}

async function run(name: string, setting: Setting, seed: number): Promise<DemoOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-cifar-'));
  const project = createProject(join(folder, 'project'));
  const engine = new Engine();
  const signal = new AbortController().signal;
  const context: StudioContext = { project, engine, signal, workers: 1, tell: () => {} };
  try {
    const { list, truth } = draw(setting, seed, folder);
    await importSource(project, { path: list, kind: 'jsonl' });
    const { id } = createExperiment(context, { name, recipe: setting.recipe, seed });
    await runLoop(context, id, { pauseForReview: false, evaluate: true });
    const { iterations } = await gatherReport(project, id, new PoolTruth(project, truth));
    const robust = values.robustness
      ? await demoRobustness(context, id, { images: Number(values.images) })
      : null;
    return { summary: summariseExperiment(project, id), iterations, robust };
  } finally {
    await engine.close();
    project.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

const accuracyOf = (outcome: DemoOutcome, isStudent: boolean) => {
  const models = outcome.summary.models.filter(({ testAccuracy }) => testAccuracy !== null);
  return (isStudent ? models.at(-1) : models.at(-2))?.testAccuracy as number;
};

let misses = 0;
for (const [name, setting] of Object.entries(settings)) {
  if (values.only !== undefined && values.only !== name) continue;
  const seeds = Array.from({ length: Number(values.seeds) }, (_, i) => i + 1);
  const outcomes: DemoOutcome[] = [];
  say(`${name}: ${setting.about}\n`);
  for (const seed of seeds) {
    const outcome = await run(name, setting, seed);
    outcomes.push(outcome);
    for (const { arch, testAccuracy, seconds } of outcome.summary.models)
      say(
        `seed ${seed}, ${arch}: ${(100 * (testAccuracy ?? Number.NaN)).toFixed(1)} % right, ${seconds?.toFixed(0)} s`,
      );
  }
  const gains = outcomes.map((each) => accuracyOf(each, true) - accuracyOf(each, false));
  const gain = 100 * mean(gains);
  say(`\n${seedsTable(seeds, overSeeds(outcomes))}\n`);
  if (values.robustness) say(`${robustnessPage(outcomes)}\n`);
  say(`gain of the student in points: ${cell(gains, 1, 100)} (asked for: ${setting.leastGain})\n`);
  if (gain < setting.leastGain) misses++;
}
process.exitCode = misses === 0 ? 0 : 1;
