import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LabellingRun } from '../../src/catalog';
import { Random } from '../../src/core/numbers/random';
import {
  fitAt,
  fitProbe,
  headLogits,
  headPredictions,
  type LabelledFeatures,
  type LinearHead,
} from '../../src/core/probe/linear-probe';
import { applySettings } from '../../src/core/recipe';
import { typicalUntil } from '../../src/core/vocabulary/label-next';
import { imagesToLabel } from '../../src/studio/label/order';
import { withLabelling } from '../../src/studio/labelling/file/labelling';
import { prepareLikeness, typicalImages } from '../../src/studio/likeness';
import type { StudioContext } from '../../src/studio/project/context/context';
import type { PoolTruth } from '../../src/studio/report/gathering/pool-truth';
import { type DrawnData, probeRecipe, type Setting, withLabelledPool } from './labelled-pool';
import { cell, mean } from './spread';

/**
 * Measures what a linear probe learns from the first labels of each order of the Label screen (`npm run verify -- label-order`): draw by
 * draw, a pool without labels is put in order by the program's own code, a person who is always right labels the first images, and the
 * probe is tested on 400 images of the same pool. `uncertain` and `suggested` fit a probe again after each round of one label for each
 * class. Prints a table in Markdown for each setting. Exits with 0 if the suggested order is the best in the mean.
 */
const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '3' },
    photos: { type: 'string' },
    cifar: { type: 'string' },
    most: { type: 'string', default: '200' },
  },
});
const levels = [1, 2, 5, 10, 20] as const;
const tested = 400;
const size = 128;
/** Images of each class that are labelled at first. */
const first = 5;
const orders = ['random', 'diverse', 'typical', 'uncertain', 'suggested'] as const;
type Order = (typeof orders)[number];

/**
 * Images in a folder for each class: five of each class are labelled, so that a first model can be fitted, and `most` of each make the
 * pool.
 */
const classesIn =
  (source: string, most: number) =>
  async (folder: string, seed: number): Promise<DrawnData> => {
    const random = new Random(seed, 0x0de2);
    const [labelled, pool] = ['labelled', 'pool'].map((name) => join(folder, name));
    mkdirSync(pool, { recursive: true });
    const truth: Record<string, string | null> = {};
    for (const name of readdirSync(source).sort()) {
      const files = random.shuffle(readdirSync(join(source, name)).sort()).slice(0, most + first);
      mkdirSync(join(labelled, name), { recursive: true });
      for (const [i, file] of files.entries()) {
        const target = i < first ? join(labelled, name, file) : join(pool, `${name}-${file}`);
        if (i >= first) truth[`${name}-${file}`] = name;
        cpSync(join(source, name, file), target);
      }
    }
    return { labelled, pool, truth };
  };

const most = Number(values.most);

/** The order does not need the scores, so the one that can be fitted on few labels is used. */
const recipe = applySettings(probeRecipe(size, 0), [['selection.ood.score', 'knn']]);
const settings: readonly (Setting & { about: string })[] = [
  ...(values.photos
    ? [
        {
          ...{ name: 'clothing', recipe, probe: true },
          draw: classesIn(join(values.photos, 'clothing'), Number.POSITIVE_INFINITY),
          about: 'photographs of ten kinds of clothes, as many of each as there are',
        },
      ]
    : []),
  ...(values.cifar
    ? [
        {
          ...{ name: 'cifar', recipe, probe: true },
          draw: classesIn(join(values.cifar, 'train'), most),
          about: `ten classes of CIFAR-10, ${most} of each`,
        },
      ]
    : []),
];

/** Images with their features and true classes: those that may be labelled, by id, and those for testing. */
class Images {
  readonly classes: readonly string[];
  readonly #rows = new Map<number, number>();
  readonly #features: readonly Float32Array[];
  readonly #labels: readonly number[];
  readonly tested: LabelledFeatures;

  constructor({ project }: StudioContext, labelling: LabellingRun, truth: PoolTruth, random: Random) {
    const { ids, features } = withLabelling(project, labelling, (file) => ({
      ids: [...file.ids],
      features: Array.from(file.ids, (_, row) => file.features?.readNow(row, 1) as Float32Array),
    }));
    this.classes = [...new Set(ids.map((id) => truth.classOf(id) as string))].sort();
    this.#labels = ids.map((id) => this.classes.indexOf(truth.classOf(id) as string));
    this.#features = features;
    const order = random.shuffle([...ids.keys()]);
    this.tested = this.#of(order.slice(0, tested));
    for (const row of order.slice(tested)) this.#rows.set(ids[row], row);
  }

  /** Those of `ids` whose images may be labelled. */
  open(ids: Iterable<number>): number[] {
    return [...ids].filter((id) => this.#rows.has(id));
  }

  of(ids: readonly number[]): LabelledFeatures {
    return this.#of(ids.map((id) => this.#rows.get(id) as number));
  }

  #of(rows: readonly number[]): LabelledFeatures {
    const width = this.#features[0].length;
    const values = new Float32Array(rows.length * width);
    for (const [i, row] of rows.entries()) values.set(this.#features[row], i * width);
    return { features: values, width, labels: Int32Array.from(rows, (row) => this.#labels[row]) };
  }
}

/** A probe of the classes that the labels have; the others get no image. */
function probeOf(images: Images, ids: readonly number[], seed: number) {
  return fitProbe(images.of(ids), images.classes.length, { validation: null, seed });
}

async function accuracy(images: Images, ids: readonly number[], seed: number): Promise<number> {
  const { head } = await probeOf(images, ids, seed);
  const said = headPredictions(head, images.tested);
  return images.tested.labels.filter((label, row) => label === said[row]).length / tested;
}

/**
 * When the number of labels has grown by this factor, the strength of regularisation is chosen again: doing that by folds at each step
 * would take nearly all of the time.
 */
const chosenAnew = 1.5;

/** Continues labelling from some images: each time it adds images about which a probe of all labels so far is least sure. */
async function leastSure(images: Images, from: readonly number[], all: readonly number[], seed: number) {
  const labelled = [...from];
  const classes = images.classes.length;
  const most = Math.max(...levels) * classes;
  let chosen = { at: 0, lambda: 0 };
  while (labelled.length < most) {
    let head: LinearHead;
    if (labelled.length >= chosenAnew * chosen.at) {
      const fit = await probeOf(images, labelled, seed);
      head = fit.head;
      chosen = { at: labelled.length, lambda: fit.lambda };
    } else head = fitAt(images.of(labelled), classes, chosen.lambda);
    const known = new Set(labelled);
    const open = all.filter((id) => !known.has(id));
    const logits = headLogits(head, images.of(open));
    const margins = open.map((_, i) => marginOf(logits.subarray(i * classes, (i + 1) * classes)));
    const next = [...open.keys()].sort((a, b) => margins[a] - margins[b]).slice(0, classes);
    labelled.push(...next.map((i) => open[i]));
  }
  return labelled;
}

/** How much more likely the best class is than the second. */
function marginOf(logits: Float32Array): number {
  const top = Math.max(...logits);
  const shares = logits.map((each) => Math.exp(each - top)).sort();
  return (
    (shares[shares.length - 1] - shares[shares.length - 2]) / shares.reduce((sum, each) => sum + each, 0)
  );
}

async function ordered(
  context: StudioContext,
  images: Images,
  seed: number,
): Promise<Record<Order, number[]>> {
  const { project } = context;
  const labelled = project.catalog.labelViews.ids({ view: 'labelled' });
  project.catalog.labels.set(labelled, null, 'bench');
  await prepareLikeness(context, { basis: 'network', clusters: true });
  const question = { view: 'unlabelled', seed } as const;
  const random = images.open(await imagesToLabel(project, { ...question, order: 'random' }));
  const diverse = images.open(await imagesToLabel(project, { ...question, order: 'diverse' }));
  const typical = images.open(await typicalImages(project, { view: 'unlabelled', basis: 'network' }));
  const few = typical.slice(0, typicalUntil * images.classes.length);
  return {
    ...{ random, diverse, typical },
    uncertain: await leastSure(images, random.slice(0, images.classes.length), random, seed),
    suggested: await leastSure(images, few, random, seed),
  };
}

const say = (text: string) => process.stdout.write(`${text}\n`);

let fine = settings.length > 0;
for (const setting of settings) {
  const found = new Map<string, number[]>();
  for (let draw = 1; draw <= Number(values.draws); draw++)
    await withLabelledPool(setting, draw, async (context, labelling, truth) => {
      const images = new Images(context, labelling, truth, new Random(draw, 0x7e57));
      for (const [order, ids] of Object.entries(await ordered(context, images, draw))) {
        const shares: number[] = [];
        for (const level of levels)
          shares.push(await accuracy(images, ids.slice(0, level * images.classes.length), draw));
        for (const [i, level] of levels.entries()) {
          const key = `${order} ${level}`;
          found.set(key, [...(found.get(key) ?? []), shares[i]]);
        }
        say(
          `${setting.name}, draw ${draw}, ${order}: ${shares.map((share) => (100 * share).toFixed(1)).join(', ')}`,
        );
      }
    });
  const of = (order: Order, level: number) => found.get(`${order} ${level}`) as number[];
  const means = orders.map((order) => mean(levels.map((level) => mean(of(order, level)))));
  say(
    `\n${setting.name}: ${setting.about}; a probe on Lite0 at ${size} pixels, ${values.draws} draws, % right of ${tested}\n`,
  );
  say(`| labels per class | ${levels.join(' | ')} | mean |\n|---|${'---|'.repeat(levels.length + 1)}`);
  for (const [i, order] of orders.entries()) {
    const cells = levels.map((level) => cell(of(order, level), 1, 100));
    say(`| ${[order, ...cells, (100 * means[i]).toFixed(1)].join(' | ')} |`);
  }
  const best = orders[means.indexOf(Math.max(...means))];
  say(`\n${best === 'suggested' ? 'right' : 'WRONG'}  the best in the mean is ${best}`);
  fine &&= best === 'suggested';
}
process.exitCode = fine ? 0 : 1;
