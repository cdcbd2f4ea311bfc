import { resolve } from 'node:path';
import { defaultImages } from '../../core/adversarial/strength';
import type { RobustPair } from '../../core/robust/figures';
import { robustGains, robustRates } from '../../core/robust/gains';
import { gainSentences, gainTable } from '../../core/sentences/robust-gains';
import { markdownTable } from '../../core/words/markdown-table';
import { writeWhole } from '../../files/durable/write-whole';
import { hardForAnother } from '../../studio/demo/hard-for-another';
import { measureRobustPair } from '../../studio/method/measuring/robust-pair';
import type { StudioContext } from '../../studio/project/context/context';
import type { SeedOutcome } from '../tables/seeds-table';
import { type Output, table } from '../terminal/output';
import { commandText } from './study-run';

/** A demo of one seed, with the robustness of its teacher and its last student if that was asked for. */
export interface DemoOutcome extends SeedOutcome {
  readonly robust: RobustPair | null;
}

/** A weak, a medium and a strong attack, in 255ths. */
const epsilons = [2, 8, 16];

/** Measures the teacher and the last student of a finished demo on changed, attacked and hard test images. */
export async function demoRobustness(
  context: StudioContext,
  experimentId: number,
  { images = defaultImages }: { readonly images?: number },
): Promise<RobustPair> {
  const hard = await hardForAnother(context, experimentId);
  // Each image becomes some 300 frames, three times as many as there are corruptions and severities.
  const amount = { images, sequences: Math.ceil(images / 2), epsilons };
  return measureRobustPair(context, experimentId, amount, hard);
}

/** The options of the demo besides the robustness. */
interface DemoFlags {
  readonly photos?: string;
  readonly seed: number;
  readonly students: number;
  readonly write?: string;
}

/** The command, without options at their defaults and without paths on this machine. */
function commandOf({ photos, seed, students, ...flags }: Omit<DemoFlags, 'write'>): string {
  const changed = { seed: seed === 1 ? undefined : seed, students: students === 1 ? undefined : students };
  return commandText(['demo', ...(photos === undefined ? [] : ['--photos FOLDER'])], {
    ...changed,
    ...flags,
  });
}

/** Prints the robustness over all seeds, and writes it. */
export async function tellRobustness(
  output: Output,
  outcomes: readonly DemoOutcome[],
  { write, ...flags }: DemoFlags,
): Promise<void> {
  const { seeds, gains, rates, head, rows, sentences } = overAll(outcomes);
  output.result({ robustness: { seeds, gains, ...rates } }, [table(head, rows), '', ...sentences].join('\n'));
  if (write === undefined) return;
  const page = `This table was written by \`${commandOf(flags)}\`. ${robustnessPage(outcomes)}`;
  await writeWhole(resolve(write), `${page}\n`);
}

/** The robustness over all seeds as Markdown: what was measured, a table, and what it says. */
export function robustnessPage(outcomes: readonly DemoOutcome[]): string {
  const { pairs, head, rows, sentences } = overAll(outcomes);
  return [imagesText(pairs), markdownTable(head, rows), ...sentences].join('\n\n');
}

function overAll(outcomes: readonly DemoOutcome[]) {
  const pairs = outcomes.flatMap(({ robust }) => (robust ? [robust] : []));
  const seeds = pairs.map(({ seed }) => seed);
  const [gains, rates] = [robustGains(pairs), robustRates(pairs)];
  return { pairs, seeds, gains, rates, ...gainTable(seeds, gains), sentences: gainSentences(gains, rates) };
}

/** Describes the images that were used; if the seeds' counts differ, each count is given. */
function imagesText(pairs: readonly RobustPair[]): string {
  const counts = (of: (pair: RobustPair) => number) => {
    const all = pairs.map(of);
    return [...new Set(all)].map((count) => count.toLocaleString('en')).join(', ');
  };
  const hard = pairs.every(({ first }) => first.hard !== null)
    ? ` Hard are the ${counts(({ first }) => first.hard?.images ?? 0)} test images that another teacher, of another seed, reads wrongly with a confidence of 50 % and more.`
    : '';
  return `Corrupted and attacked were ${counts(({ first }) => first.corrupted.images)} test images of each seed, and ${counts(({ first }) => first.perturbed.images)} turned into sequences.${hard} ± is one standard deviation over the seeds; a difference is the mean over the seeds in points, with its 95 % interval (Student’s t).`;
}
