import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { LabellingRun } from '../../src/catalog';
import type { SelectionSettings } from '../../src/core/recipe';
import { selectionStates } from '../../src/core/selection';
import { recipeRule } from '../../src/studio/labelling/rule/rule';
import { withThresholdsFor } from '../../src/studio/labelling/trust/class-thresholds';
import { computeSelection } from '../../src/studio/method/pool/select-pool';
import { openProject, type Project } from '../../src/studio/project/folder/project';
import { recipeOf } from '../../src/studio/project/runs/run-model';
import { PoolTruth } from '../../src/studio/report/gathering/pool-truth';
import { clothing, fashion, photoRecipe, type Setting, smallRecipe, withLabelledPool } from './labelled-pool';

/**
 * Compares thresholds by class with one threshold that keeps as many images (`npm run verify -- class-thresholds`): the share of right
 * labels among the kept ones, and in the class where it is lowest, draw by draw, with the truth known. Prints a line for each draw and each
 * requested share. `--project DIR --truth FILE` uses the finished labellings of a project in place of draws.
 */
const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '3' },
    only: { type: 'string' },
    photos: { type: 'string' },
    project: { type: 'string' },
    truth: { type: 'string' },
  },
});
const wanted = [0.8, 0.9, 0.95];
const say = (text: string) => process.stdout.write(`${text}\n`);
const percent = (share: number) => `${(100 * share).toFixed(1)} %`.padStart(7);

const settings: readonly Setting[] = [
  { name: 'fashion-500-small', recipe: smallRecipe, probe: false, draw: fashion(50, 300) },
  ...(values.photos
    ? [
        {
          name: 'clothing-300-others',
          recipe: photoRecipe(96, 0),
          probe: true,
          draw: clothing(values.photos, 30, true),
        },
      ]
    : []),
];

/**
 * What a selection keeps: the number of images, the share of right labels in all, and that in the class where it is lowest, among classes
 * with at least ten images.
 */
interface Kept {
  readonly images: number;
  readonly right: number;
  readonly worst: number;
}

/** What a student would see: every image that passes, or as many of each class as the recipe requires, with copies. */
async function keptBy(
  project: Project,
  labelling: LabellingRun,
  truth: PoolTruth,
  selection: SelectionSettings,
): Promise<Kept> {
  const recipe = { ...recipeOf(project.catalog.runs.get(labelling.runId)), selection };
  const rule = recipeRule(await withThresholdsFor(project, labelling, selection), recipe);
  const { columns, selection: selected } = computeSelection(project, labelling, rule, 1);
  const names = project.catalog.classes.list().map(({ name }) => name);
  const [seen, right] = [0, 1].map(() => names.map(() => 0));
  const isKept = selectionStates.indexOf('kept');
  let images = 0;
  selected.state.forEach((state, row) => {
    if (state !== isKept) return;
    images++;
    const c = selected.classIndex[row];
    seen[c] += selected.copies[row];
    if (truth.classOf(columns.imageIds[row]) === names[c]) right[c] += selected.copies[row];
  });
  const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
  const worst = Math.min(...seen.map((all, c) => (all >= 10 ? right[c] / all : 1)));
  return { images, right: sum(right) / Math.max(1, sum(seen)), worst };
}

/** The single threshold that keeps as many images, found by bisection. */
async function sameCount(
  images: number,
  keptAt: (threshold: number) => Promise<Kept>,
): Promise<Kept & { readonly threshold: number }> {
  let [low, high] = [0, 1];
  for (let step = 0; step < 16; step++) {
    const middle = (low + high) / 2;
    if ((await keptAt(middle)).images >= images) low = middle;
    else high = middle;
  }
  return { ...(await keptAt(low)), threshold: low };
}

async function compare(name: string, project: Project, labelling: LabellingRun, truth: PoolTruth) {
  const { selection } = recipeOf(project.catalog.runs.get(labelling.runId));
  const all = { ...selection, quota: labelling.images, duplicate: false };
  const keptWith = (change: Partial<SelectionSettings>) =>
    keptBy(project, labelling, truth, { ...all, classPrecision: null, ...change });
  const plain = await keptWith({});
  say(
    `${name}: at ${selection.threshold} ${plain.images} kept, ${percent(plain.right)} right, least ${percent(plain.worst)}`,
  );
  for (const classPrecision of wanted) {
    const fitted = await withThresholdsFor(project, labelling, { ...all, classPrecision });
    const reasons = fitted.settings?.classThresholds?.byClass.map(({ reason }) => reason) ?? [];
    const byClass = await keptWith({ classPrecision });
    const one = await sameCount(byClass.images, (threshold) => keptWith({ threshold }));
    const balanced = { quota: selection.quota, duplicate: selection.duplicate };
    const byClassSeen = await keptWith({ ...balanced, classPrecision });
    const oneSeen = await keptWith({ ...balanced, threshold: one.threshold });
    say(
      `  ${percent(classPrecision)} asked (${reasons.filter((each) => each === 'reached').length} reach it, ${reasons.filter((each) => each === 'few').length} few, ${reasons.filter((each) => each === 'short').length} short): ${byClass.images} kept, ${percent(byClass.right)} right, least ${percent(byClass.worst)}; one threshold of ${one.threshold.toFixed(3)}: ${one.images} kept, ${percent(one.right)} right, least ${percent(one.worst)}; balanced ${percent(byClassSeen.right)} against ${percent(oneSeen.right)}`,
    );
  }
}

if (values.project && values.truth) {
  const project = openProject(values.project);
  const { pool } = JSON.parse(readFileSync(values.truth, 'utf8')) as { pool: Record<string, string | null> };
  const truth = new PoolTruth(project, pool);
  for (const labelling of project.catalog.labellingRuns.list())
    if (labelling.state === 'done') await compare(`labelling ${labelling.id}`, project, labelling, truth);
  project.close();
} else
  for (const setting of settings.filter(({ name }) => values.only === undefined || name === values.only))
    for (let seed = 1; seed <= Number(values.draws); seed++)
      await withLabelledPool(setting, seed, ({ project }, labelling, truth) =>
        compare(`${setting.name}, seed ${seed}`, project, labelling, truth),
      );
