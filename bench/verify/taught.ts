import { parseArgs } from 'node:util';
import type { LabellingRun } from '../../src/catalog';
import { Random } from '../../src/core/numbers/random';
import { auroc, passedShare } from '../../src/core/ood';
import { flagScores } from '../../src/studio/labelling/file/flag-file';
import { labellingPath, withLabelling } from '../../src/studio/labelling/file/labelling';
import { teachFlag } from '../../src/studio/labelling/file/taught-flag';
import type { Project } from '../../src/studio/project/folder/project';
import type { PoolTruth } from '../../src/studio/report/gathering/pool-truth';
import { cifar, clothing, photoRecipe, type Setting, withLabelledPool } from './labelled-pool';
import { cell } from './spread';

/**
 * Measures how much "none of these" decisions help the out-of-domain flag (`npm run verify -- taught`): draw by draw, a linear probe with
 * few labels labels a pool that contains images of no class, a person who is always right rejects some images that the flag had let pass,
 * and the flag that was taught by these decisions is compared with the truth on images without a decision, which are the same ones whatever
 * the number of decisions. Prints a table in Markdown for each setting. Exits with 0 if 20 decisions make the AUROC better in every
 * setting, and no decisions change nothing.
 */
const { values } = parseArgs({
  options: {
    draws: { type: 'string', default: '3' },
    first: { type: 'string', default: '101' },
    photos: { type: 'string' },
    cifar: { type: 'string' },
  },
});
const numbers = [0, 5, 10, 20, 40] as const;
const most = Math.max(...numbers);
const keep = 0.95;
const size = 128;

const settings: readonly (Setting & { about: string })[] = [
  ...(values.photos
    ? [
        {
          ...{ name: 'clothing', recipe: photoRecipe(size, 0.1), probe: true },
          draw: clothing(values.photos, 20, true),
          about: `ten kinds of clothes, other photographs of no class; 200 labels, a probe on Lite0 at ${size} pixels`,
        },
      ]
    : []),
  ...(values.cifar
    ? [
        {
          ...{ name: 'cifar', recipe: photoRecipe(size, 0.1), probe: true },
          draw: cifar(values.cifar, 100, 200),
          about: `six classes of CIFAR-10, the other four of no class; 600 labels, a probe on Lite0 at ${size} pixels`,
        },
      ]
    : []),
];

/** The figures of one draw with some number of decisions. */
interface Judged {
  readonly auroc: number;
  /** Share of images of no class that pass where 95 % of the others do. */
  readonly passed: number;
  /** The shares of images that are flagged at the flag's own limit: of images of no class, and of the others. */
  readonly found: number;
  readonly lost: number;
}

async function judgedAt(
  project: Project,
  labelling: LabellingRun,
  truth: PoolTruth,
  seed: number,
): Promise<Judged[]> {
  const path = labellingPath(project, labelling);
  const score = labelling.oodScore as string;
  const limit = labelling.oodThreshold as number;
  const { ids, plain } = withLabelling(project, labelling, (file) => ({
    ids: file.ids,
    plain: file.score(score) as Float32Array,
  }));
  const inDomain = truth.inDomain(ids);
  const strange = new Random(seed, 0x7a).shuffle([...ids.keys()].filter((row) => !inDomain[row]));
  const rejected = [
    ...strange.filter((row) => plain[row] >= limit),
    ...strange.filter((row) => plain[row] < limit),
  ].slice(0, most);
  const open = [...ids.keys()].filter((row) => !rejected.includes(row));
  const judged: Judged[] = [];
  for (const [at, count] of numbers.entries()) {
    const more = rejected.slice(numbers[at - 1] ?? 0, count).map((row) => ids[row]);
    if (more.length > 0) project.catalog.reviews.decide({ decision: 'ood', imageIds: more }, 'bench');
    const taught = await teachFlag(project, path, 1, { score, limit, keep });
    const scores = withLabelling(project, labelling, (file) =>
      flagScores({ ...labelling, flag: taught?.isTaught ? 1 : 0 }, file),
    ) as Float32Array;
    const [inside, outside] = [true, false].map((side) =>
      open.filter((row) => inDomain[row] === side).map((row) => scores[row]),
    );
    const flagged = (of: number[]) =>
      of.filter((value) => value < (taught?.limit ?? limit)).length / of.length;
    judged.push({
      auroc: auroc(inside, outside),
      passed: passedShare(inside, outside, keep),
      found: flagged(outside),
      lost: flagged(inside),
    });
  }
  return judged;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

let fine = settings.length > 0;
for (const setting of settings) {
  const draws: Judged[][] = [];
  for (let draw = 0; draw < Number(values.draws); draw++) {
    const seed = Number(values.first) + draw;
    draws.push(
      await withLabelledPool(setting, seed, ({ project }, labelling, truth) =>
        judgedAt(project, labelling, truth, seed),
      ),
    );
  }
  say(`\n${setting.name}: ${setting.about}; ${draws.length} draws\n`);
  say(
    '| decisions | AUROC | pass at 95 % kept | flagged, of no class | flagged, of a class |\n|---|---|---|---|---|',
  );
  for (const [at, count] of numbers.entries()) {
    const of = (figure: keyof Judged) => draws.map((each) => each[at][figure]);
    const shares = (['passed', 'found', 'lost'] as const).map((figure) => `${cell(of(figure), 1, 100)} %`);
    say(`| ${[count, cell(of('auroc'), 3, 1), ...shares].join(' | ')} |`);
  }
  const better = draws.every((each) => each[numbers.indexOf(20)].auroc > each[0].auroc);
  say(
    `\n${better ? 'right' : 'WRONG'}  20 decisions ${better ? '' : 'do not '}make the AUROC better in every draw`,
  );
  fine &&= better;
}
process.exitCode = fine ? 0 : 1;
