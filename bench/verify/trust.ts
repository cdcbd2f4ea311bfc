import { parseArgs } from 'node:util';
import type { TrustSummary } from '../../src/core/calibration/summary';
import { applySettings } from '../../src/core/recipe';
import { ruleFor } from '../../src/studio/labelling/rule/rule';
import { selectPool } from '../../src/studio/method/pool/select-pool';
import { clothing, fashion, probeRecipe, type Setting, smallRecipe, withLabelledPool } from './labelled-pool';

/**
 * Compares the expected share of right labels with the truth on real images (`npm run verify -- trust`): draw by draw, a project is made,
 * its labelled images are imported, a cheap teacher is trained, the pool is labelled and selected, and the studio's estimate is compared
 * with the truth. Prints a line for each draw, and exits with 0 unless the truth lies outside of the interval in more draws of some setting
 * than chance explains.
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
        {
          name: 'clothing-60',
          recipe: probeRecipe(96, 0),
          probe: true,
          draw: clothing(values.photos, 6, false),
        },
        {
          name: 'clothing-60-others',
          recipe: probeRecipe(96, 0),
          probe: true,
          draw: clothing(values.photos, 6, true),
        },
        {
          name: 'clothing-300-others',
          recipe: probeRecipe(96, 0),
          probe: true,
          draw: clothing(values.photos, 30, true),
        },
      ]
    : []),
];

const say = (text: string) => process.stdout.write(`${text}\n`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7);

interface Outcome {
  readonly trust: TrustSummary;
  readonly truth: number;
  /** For the classes with at least ten kept images: how many there are, and how many of their intervals contain the truth. */
  readonly classes: { readonly all: number; readonly inside: number };
}

const outcomeOf = (setting: Setting, seed: number): Promise<Outcome> =>
  withLabelledPool(setting, seed, async (context, labelling, truth) => {
    const { project } = context;
    const rule = ruleFor(project, labelling, setting.recipe);
    const selection = await selectPool(context, labelling, rule, seed, null);
    const { trust } = selection.summary;
    if (!trust) throw new Error('Nothing is known of this selection.');
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
  });

/**
 * Intervals should be right 19 times out of 20 (`rightShare`); they are called wrong if chance explains the result with a probability below
 * 1 in 20 (`level`).
 */
const [rightShare, level] = [0.95, 0.05];

/**
 * The probability that an interval which is right 19 times out of 20 contains the truth in at most `inside` of `all` draws: the lower tail
 * of the binomial distribution.
 */
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
