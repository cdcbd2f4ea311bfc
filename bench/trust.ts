import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { TrustSummary } from '../src/core/calibration/summary';
import { Random } from '../src/core/numbers/random';
import { applySettings, type Recipe, resolveRecipe } from '../src/core/recipe';
import { writeDemoData } from '../src/studio/demo';
import { importSource } from '../src/studio/import';
import { ruleFor } from '../src/studio/labelling/rule';
import { labelPool } from '../src/studio/method/label-pool';
import { ensureProbe } from '../src/studio/method/linear-probe';
import { createExperiment } from '../src/studio/method/loop';
import { selectPool } from '../src/studio/method/select-pool';
import { ensureValidation, trainTeacher } from '../src/studio/method/teacher';
import type { StudioContext } from '../src/studio/project/context';
import { Engine } from '../src/studio/project/engine';
import { createProject } from '../src/studio/project/project';
import { PoolTruth } from '../src/studio/report/pool-truth';

/**
 * The expected share of right labels held against the truth on real images (`npm run verify -- trust`): draw by draw a project is made, its
 * labelled images imported, a cheap teacher trained, the pool labelled and selected, and what the studio says compared with what is so. Prints a
 * line a draw, and gives 0 unless the truth lies outside the interval in more draws of some setting than chance explains.
 */
const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '10' },
    only: { type: 'string' },
    photos: { type: 'string' },
    first: { type: 'string', default: '1' },
  },
});
const [draws, first] = [Number(values.draws), Number(values.first)];

/** Images of a draw, a folder each, with the true class of each file of the pool; null: of no class. */
interface DrawnData {
  readonly labelled: string;
  readonly pool: string;
  readonly truth: Readonly<Record<string, string | null>>;
}

interface Setting {
  readonly name: string;
  readonly recipe: Recipe;
  /** A linear probe is the teacher. */
  readonly probe: boolean;
  draw(folder: string, seed: number): Promise<DrawnData>;
}

const probeRecipe = (imageSize: number, validationShare: number) =>
  applySettings(resolveRecipe('quick-cpu'), [
    ['imageSize', imageSize],
    ['distillation', true],
    ['teacher.arch', 'lite0'],
    ['teacher.weights', 'tf_efficientnet_lite0.in1k'],
    ['validationShare', validationShare],
    ['inferenceBatch', 64],
  ]);

/** The demo's small network, for a few hundred steps. */
const smallRecipe = applySettings(resolveRecipe('quick-cpu'), [
  ['training.teacherLength.amount', 300],
  ['training.validateEvery', 100],
]);

const fashion = (labelledPerClass: number, digits: number) => async (folder: string, seed: number) => {
  const counts = { labelledPerClass, testPerClass: 1, pool: 1500, digits };
  const { labelled, pool, truthFile } = await writeDemoData(folder, { seed, counts });
  return {
    labelled,
    pool,
    truth: (JSON.parse(readFileSync(truthFile, 'utf8')) as { pool: DrawnData['truth'] }).pool,
  };
};

/** Photographs of clothes, so many labelled a class, in a pool with all that are of no class, or none of them. */
const clothing = (perClass: number, others: boolean) => async (folder: string, seed: number) => {
  const source = values.photos ?? '';
  const truth: Record<string, string | null> = {};
  const random = new Random(seed, 0xc107);
  const [labelled, pool] = ['labelled', 'pool'].map((name) => join(folder, name));
  mkdirSync(pool, { recursive: true });
  for (const name of readdirSync(join(source, 'clothing'))) {
    const files = random.shuffle(readdirSync(join(source, 'clothing', name)));
    mkdirSync(join(labelled, name), { recursive: true });
    for (const [i, file] of files.entries()) {
      if (i < perClass) cpSync(join(source, 'clothing', name, file), join(labelled, name, file));
      else if (i < perClass + 100) {
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

const settings: readonly Setting[] = [
  { name: 'fashion-40-probe', recipe: probeRecipe(64, 0), probe: true, draw: fashion(4, 0) },
  { name: 'fashion-40-probe-digits', recipe: probeRecipe(64, 0), probe: true, draw: fashion(4, 300) },
  { name: 'fashion-500-probe', recipe: probeRecipe(64, 0.1), probe: true, draw: fashion(50, 300) },
  { name: 'fashion-500-small', recipe: smallRecipe, probe: false, draw: fashion(50, 300) },
  {
    name: 'fashion-40-small',
    recipe: applySettings(smallRecipe, [['validationShare', 0.25]]),
    probe: false,
    draw: fashion(4, 300),
  },
  ...(values.photos
    ? [
        { name: 'clothing-60', recipe: probeRecipe(96, 0), probe: true, draw: clothing(6, false) },
        { name: 'clothing-60-others', recipe: probeRecipe(96, 0), probe: true, draw: clothing(6, true) },
        { name: 'clothing-300-others', recipe: probeRecipe(96, 0), probe: true, draw: clothing(30, true) },
      ]
    : []),
];

const say = (text: string) => process.stdout.write(`${text}\n`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7);

interface Outcome {
  readonly trust: TrustSummary;
  readonly truth: number;
  /** Of the classes with ten kept images at least: how many there are, and how many hold their truth. */
  readonly classes: { readonly all: number; readonly inside: number };
}

async function outcomeOf(setting: Setting, seed: number): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), 'verify-trust-'));
  const project = createProject(join(folder, 'project'));
  const engine = new Engine();
  const signal = new AbortController().signal;
  const context: StudioContext = { project, engine, signal, workers: 1, tell: () => {} };
  try {
    const data = await setting.draw(join(folder, 'data'), seed);
    await importSource(project, { path: data.labelled, split: 'labelled-train' });
    await importSource(project, { path: data.pool, split: 'unlabelled' });
    const { recipe } = setting;
    const experiment = createExperiment(context, { name: 'trust', recipe, seed });
    ensureValidation(context, recipe, seed);
    const [run] = project.catalog.runs.list({ experimentId: experiment.id });
    const teacher = setting.probe ? await ensureProbe(context, run) : await trainTeacher(context, run.id);
    const labelling = await labelPool(context, teacher, recipe, null);
    const selection = await selectPool(context, labelling, ruleFor(project, labelling, recipe), seed, null);
    const { trust } = selection.summary;
    if (!trust) throw new Error('Nothing is known of this selection.');
    const truth = new PoolTruth(project, data.truth);
    const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
    const items = project.catalog.selections.items(selection.id, 'kept');
    const rightOf = (of: typeof items) =>
      of.filter(({ imageId, classId }) => truth.classOf(imageId) === names.get(classId)).length / of.length;
    const judged = trust.byClass.filter(({ kept }) => kept >= 10);
    const inside = judged.filter(({ classId, low, high }) => {
      const share = rightOf(items.filter((item) => item.classId === classId));
      return share >= low && share <= high;
    });
    return { trust, truth: rightOf(items), classes: { all: judged.length, inside: inside.length } };
  } finally {
    await engine.close();
    project.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An interval that is right 19 times of 20 is called wrong as often as 1 of 20. */
const [rightShare, level] = [0.95, 0.05];

/** How often an interval that is right 19 times of 20 holds the truth in so few of `all` draws, or fewer: the lower tail of the binomial. */
function chanceOfSoFew(inside: number, all: number): number {
  let [logTerm, tail] = [all * Math.log(1 - rightShare), 0];
  for (let k = 0; k <= inside; k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log(((all - k) / (k + 1)) * (rightShare / (1 - rightShare)));
  }
  return tail;
}

let fine = true;
const table: string[] = [];
for (const setting of settings.filter(({ name }) => values.only === undefined || name === values.only)) {
  let [inside, classes, classesInside] = [0, 0, 0];
  const off: number[] = [];
  for (let seed = first; seed < first + draws; seed++) {
    const { trust, truth, classes: byClass } = await outcomeOf(setting, seed);
    const holds = truth >= trust.low && truth <= trust.high;
    inside += Number(holds);
    classes += byClass.all;
    classesInside += byClass.inside;
    off.push(trust.share - truth);
    say(
      `${holds ? 'right' : 'WRONG'}  ${setting.name}, seed ${seed}: ${trust.kept} kept, ${percent(truth)} right, expected ${percent(trust.share)} (${percent(trust.low)} to${percent(trust.high)}), ${trust.heldOut} held out, classes ${byClass.inside}/${byClass.all}`,
    );
  }
  const mean = off.reduce((a, b) => a + b, 0) / off.length;
  const chance = chanceOfSoFew(inside, draws);
  table.push(
    `${chance >= level ? 'right' : 'WRONG'}  ${setting.name}: inside in ${inside} of ${draws} draws (so few in ${percent(chance).trim()} by chance), expected less true share ${percent(mean)} on average, by class ${classesInside} of ${classes}`,
  );
  fine &&= chance >= level;
}
say(table.join('\n'));
process.exitCode = fine ? 0 : 1;
