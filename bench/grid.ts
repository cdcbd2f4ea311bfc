import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
// @ts-expect-error set-up is plain Node, without types
import { build } from '../scripts/build.mjs';
import { gridProject } from './grid-project';
import { measureStudio } from './grid-studio';
import { writeResult } from './result';

/**
 * Measures the review of a million images: the studio's procedures, then the real window on top of them. `--images <n>` sets another size,
 * `--folder <path>` the folder of the project (which is made once and takes some 2 GB), and `--studio` leaves out the window.
 */
const { values } = parseArgs({
  options: {
    images: { type: 'string', default: '1000000' },
    folder: { type: 'string' },
    studio: { type: 'boolean', default: false },
  },
});
const images = Number(values.images);
const folder = values.folder ?? join(tmpdir(), 'noisy-studio-bench', `grid-${images}`);
const say = (text: string) => process.stdout.write(`${text}\n`);

const project = await gridProject(folder, images, say);
const studio = await measureStudio(project);
const window = values.studio ? null : await measureWindow();

/** The figures that must be reached, with their limits. */
const wanted: readonly (readonly [string, number | undefined, number])[] = [
  ['open Review, ms', window?.openReview.complete, 2000],
  ['filter or sort, p95, ms', window?.filterOrSort.p95, 300],
  ['jump, p95, ms', window?.jump.p95, 200],
  ['frame while scrolling, median, ms', window?.scrolling.frame.median, 1000 / 55],
  ['oldest blank tile, ms', window?.scrolling.oldestBlankMs, 300],
  ['renderer, MB', window?.rendererMemoryMB, 500],
  ['key while training, p95, ms', window?.keyWhileTraining.p95, 100],
  ['relabel 100,000, ms', studio.relabel100k.median, 2000],
  ['undo 100,000, ms', studio.undo100k.median, 2000],
  ['filter by star or tag, p95, ms', slowestMark(), 300],
];
const checks = wanted.flatMap(([name, seen, most]) =>
  seen === undefined ? [] : [{ name, seen, most: Math.round(most * 10) / 10, reached: seen <= most }],
);
const note =
  'The window is drawn by software without a display (--disable-gpu, Xvfb): frames, blank tiles and the time until pictures show are limited by the processor, which also decodes.';
const { trust } = studio;
say(
  `     how right a selection is, ms: ${trust.first} when first asked, then ${trust.again.median}, at another threshold ${trust.dragged.median} (p95 ${trust.dragged.p95}); a handle waits ${trust.balanceMeanwhile.p95} (p95) while it is read`,
);
const file = writeResult('grid', { images, note, checks, studio, window });
if (window) {
  say(`     jump at once after another, p95, ms: ${window.jumpAtOnce.p95}`);
  say(`     filter or sort with all pictures, p95, ms: ${window.filterOrSortWithPictures.p95}`);
}
for (const { name, seen, most, reached } of checks)
  say(`${reached ? 'ok  ' : 'over'} ${name}: ${Math.round(seen * 10) / 10} (at most ${most})`);
say(file);

/** The 95th percentile, in milliseconds, of the slowest filter by stars, tags, notes and folders, in Review and in Label. */
function slowestMark(): number {
  const { review, label } = studio.marks;
  return Math.max(...[...Object.values(review), ...Object.values(label)].map(({ p95 }) => p95));
}

interface Timing {
  readonly median: number;
  readonly p95: number;
}

interface WindowFigures {
  readonly openReview: { readonly complete: number };
  readonly filterOrSort: Timing;
  readonly filterOrSortWithPictures: Timing;
  readonly jump: Timing;
  readonly jumpAtOnce: Timing;
  readonly scrolling: { readonly frame: Timing; readonly oldestBlankMs: number };
  readonly rendererMemoryMB: number;
  readonly keyWhileTraining: Timing;
}

async function measureWindow(): Promise<WindowFigures> {
  await build();
  const program = fileURLToPath(new URL('../e2e/grid-window.ts', import.meta.url));
  const figures = join(folder, 'window.json');
  rmSync(figures, { force: true });
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', program, project, figures], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error(`The window's part ended with code ${status}.`);
  return JSON.parse(readFileSync(figures, 'utf8')) as WindowFigures;
}
