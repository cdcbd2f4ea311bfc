import { parseArgs } from 'node:util';
import type { TrustSummary } from '../src/core/calibration/summary';
import { applySettings } from '../src/core/recipe';
import { ruleFor } from '../src/studio/labelling/rule';
import { selectPool } from '../src/studio/method/pool/select-pool';
import { clothing, fashion, probeRecipe, type Setting, smallRecipe, withLabelledPool } from './labelled-pool';

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
  /** Of the classes with ten kept images at least: how many there are, and how many hold their truth. */
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
