import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { timingOf } from '../bench/timing';
import { launchStudio, type StudioApp } from './program/app';
import { startDisplay } from './program/display';
import { openProject } from './program/steps';

/**
 * Measures the review of a project inside the window, for `npm run bench -- grid`, which starts this as a program of its own:
 * `grid-window.ts <project> <file for the figures>`. All times are taken in the page, from the event to the frame that shows it.
 */
const [project, target] = process.argv.slice(2);

/** Functions in the page: the tiles in sight, and whether all of them show their picture. */
const helpers = `
  globalThis.bench = {
    grid: () => document.querySelector('[data-testid=grid]'),
    frame: () => new Promise((resolve) => requestAnimationFrame(resolve)),
    inSight() {
      const box = this.grid()?.getBoundingClientRect();
      if (!box) return [];
      return [...document.querySelectorAll('[data-testid=tile]')].filter((tile) => {
        if (tile.style.display === 'none') return false;
        const { top, bottom } = tile.getBoundingClientRect();
        return bottom > box.top && top < box.bottom;
      });
    },
    rows() { return this.inSight().map((tile) => tile.dataset.row).join() + '/' + this.grid()?.dataset.images; },
    blank: (tile) => tile.dataset.known !== 'true' || tile.dataset.picture === 'waiting',
    ready() { const tiles = this.inSight(); return tiles.length > 0 && !tiles.some(this.blank); },
    async until(holds, most = 30000) {
      const began = performance.now();
      while (!holds()) { if (performance.now() - began > most) throw new Error('It took over ' + most + ' ms.'); await this.frame(); }
    },
    async shows(act) {
      const before = this.rows();
      const began = performance.now();
      act();
      await this.until(() => this.rows() !== before);
      const changed = performance.now() - began;
      await this.until(() => this.ready());
      return { changed, complete: performance.now() - began };
    },
  };`;

const inPage = <T>(page: Page, body: string): Promise<T> =>
  page.evaluate(`(async () => { ${body} })()`) as Promise<T>;

interface Shown {
  /** The time until the tiles have changed. */
  readonly changed: number;
  /** The time until every tile in sight shows its picture. */
  readonly complete: number;
}

async function openReview(page: Page): Promise<Shown> {
  return inPage(
    page,
    `const button = [...document.querySelectorAll('nav button')].find((each) => each.textContent.trim() === 'Review');
     return bench.shows(() => button.click());`,
  );
}

const click = (page: Page, testId: string): Promise<Shown> =>
  inPage(page, `return bench.shows(() => document.querySelector('[data-testid="${testId}"]').click());`);

async function chooseOrder(page: Page, order: string): Promise<Shown> {
  await page.getByTestId('order').click();
  await page.getByRole('option', { name: order, exact: true }).waitFor();
  return inPage(
    page,
    `const option = [...document.querySelectorAll('[role=option]')].find((each) => each.textContent.trim() === '${order}');
     return bench.shows(() => option.click());`,
  );
}

/** Turns facets on and off, and changes orders and directions. */
async function filtersAndSorts(page: Page): Promise<Record<string, Shown>> {
  const took: Record<string, Shown> = {};
  const facets = await page
    .locator('[data-testid^="facet-"]:not([data-testid$="-count"]):not([data-none])')
    .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.testid as string));
  for (const facet of facets.slice(0, 14)) {
    took[`${facet} on`] = await click(page, facet);
    took[`${facet} off`] = await click(page, facet);
  }
  for (const order of ['Confidence', 'Margin', 'Disagreement']) {
    took[`by ${order}`] = await chooseOrder(page, order).catch(() => ({
      changed: Number.NaN,
      complete: Number.NaN,
    }));
    took[`by ${order}, backwards`] = await click(page, 'direction');
  }
  took.grouped = await click(page, 'group-by-class');
  took.ungrouped = await click(page, 'group-by-class');
  return took;
}

/** The pause between jumps, in milliseconds; a person at the scrollbar needs longer to find the next place. */
const betweenJumps = 200;

/** Jumps to positions all over the scrollbar, each `apart` milliseconds after the pictures of the last position were shown. */
function jumps(page: Page, apart: number): Promise<Shown[]> {
  return inPage(
    page,
    `const took = [];
     for (let i = 0; i < 25; i++) {
       const grid = bench.grid();
       const to = (((i + 1) * 0.381966) % 1) * (grid.scrollHeight - grid.clientHeight);
       took.push(await bench.shows(() => { grid.scrollTop = to; }));
       await new Promise((resolve) => setTimeout(resolve, ${apart}));
     }
     return took;`,
  );
}

interface Scrolling {
  readonly frames: number[];
  readonly oldestBlank: number;
}

/** Scrolls for five seconds by \`step\` pixels a frame. */
function scroll(page: Page, step: number): Promise<Scrolling> {
  return inPage(
    page,
    `const grid = bench.grid();
     const frames = [];
     const since = new Map();
     let oldestBlank = 0;
     const began = performance.now();
     let last = began;
     while (performance.now() - began < 5000) {
       grid.scrollTop += ${step};
       await bench.frame();
       const now = performance.now();
       frames.push(now - last);
       last = now;
       const seen = new Set();
       for (const tile of bench.inSight()) if (bench.blank(tile)) seen.add(tile.id);
       for (const id of seen) { if (!since.has(id)) since.set(id, now); oldestBlank = Math.max(oldestBlank, now - since.get(id)); }
       for (const id of since.keys()) if (!seen.has(id)) since.delete(id);
     }
     return { frames, oldestBlank };`,
  );
}

/** The times from the arrival of an arrow key to the frame after the next image has the focus. */
async function keyLatency(page: Page): Promise<number[]> {
  await page.getByTestId('tile').filter({ visible: true }).first().click();
  await inPage(
    page,
    `if (bench.keys) return;
     bench.keys = [];
     addEventListener('keydown', () => {
       const began = performance.now();
       const before = bench.grid().getAttribute('aria-activedescendant');
       void bench
         .until(() => bench.grid().getAttribute('aria-activedescendant') !== before, 2000)
         .catch(() => {})
         .then(() => bench.keys.push(performance.now() - began));
     }, { capture: true });`,
  );
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press(i % 10 === 9 ? 'ArrowDown' : 'ArrowRight');
    await page.waitForTimeout(60);
  }
  await page.waitForTimeout(2100);
  return inPage(page, 'return bench.keys.splice(0);');
}

/** Resident memory of the window's process, in MB. */
async function rendererMemory({ electron }: StudioApp): Promise<number> {
  const kilobytes = await electron.evaluate(({ app }) =>
    Math.max(
      ...app.getAppMetrics().flatMap(({ type, memory }) => (type === 'Tab' ? memory.workingSetSize : [])),
    ),
  );
  return Math.round(kilobytes / 1024);
}

/** Starts a real training beside the window, which like its engine is a process of its own that takes every core it gets. */
function training(folder: string): ChildProcess {
  const program = fileURLToPath(new URL('../scripts/noisy-studio.mjs', import.meta.url));
  const args = [program, 'demo', '--quick', '--folder', join(folder, 'demo')];
  return spawn(process.execPath, args, { stdio: 'ignore', detached: true });
}

async function measure(app: StudioApp, folder: string) {
  const { page } = app;
  await openProject(app, project);
  await page.evaluate(helpers);
  const open = await openReview(page);
  const images = Number(await page.getByTestId('grid').getAttribute('data-images'));
  const jumped = await jumps(page, betweenJumps);
  const chased = await jumps(page, 0);
  const slow = await scroll(page, 24);
  const fast = await scroll(page, 400);
  const quiet = await keyLatency(page);
  const asked = await filtersAndSorts(page);
  const memory = await rendererMemory(app);
  const busy = training(folder);
  let whileTraining: number[];
  try {
    await page.waitForTimeout(15_000);
    whileTraining = await keyLatency(page);
  } finally {
    if (busy.pid && busy.exitCode === null) process.kill(-busy.pid, 'SIGTERM');
  }
  const answers = Object.values(asked).filter(({ changed }) => Number.isFinite(changed));
  const scrolling = ({ frames, oldestBlank }: Scrolling) => ({
    frame: timingOf(frames),
    framesPerSecond: Math.round(1000 / timingOf(frames).median),
    oldestBlankMs: Math.round(oldestBlank),
  });
  return {
    ...{ images, openReview: open },
    filterOrSort: timingOf(answers.map(({ changed }) => changed)),
    filterOrSortWithPictures: timingOf(answers.map(({ complete }) => complete)),
    filtersAndSorts: asked,
    jump: timingOf(jumped.map(({ complete }) => complete)),
    /** Each of these jumps happens while pictures around the last position are still loading. */
    jumpAtOnce: timingOf(chased.map(({ complete }) => complete)),
    scrolling: scrolling(slow),
    fastScrolling: scrolling(fast),
    key: timingOf(quiet),
    keyWhileTraining: timingOf(whileTraining),
    rendererMemoryMB: memory,
  };
}

const endDisplay = await startDisplay();
const folder = mkdtempSync(join(tmpdir(), 'grid-window-'));
const app = await launchStudio({ width: 1920, height: 1080 });
try {
  writeFileSync(target, JSON.stringify(await measure(app, folder)));
} finally {
  await app.close();
  endDisplay();
  rmSync(folder, { recursive: true, force: true });
}
