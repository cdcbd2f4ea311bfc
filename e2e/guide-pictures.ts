import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { settled, switchTheme } from './looking/tour';
import { launchStudio, type StudioApp } from './program/app';
import { startDisplay } from './program/display';
import { goTo, openProject } from './program/steps';

/**
 * The pictures of the user guide: `guide-pictures.ts <target folder> <project> [names of pictures]`. The project is that of the demo with its
 * experiment finished, and with everything measured that these pictures show.
 */
const [target, project] = process.argv.slice(2, 4).map((path) => resolve(path));
const wanted = process.argv.slice(4);
if (!existsSync(join(project ?? '', 'catalog.db')) || !target) {
  process.stderr.write('Usage: npm run screenshots -- --guide PROJECT [PICTURE …]\n');
  process.exit(2);
}

/** The pictures by name, each with the way to what it shows. */
const pictures: Readonly<Record<string, (app: StudioApp) => Promise<unknown>>> = {
  data: (app) => goTo(app, 'Data'),
  label: async (app) => {
    await goTo(app, 'Label');
    await app.page.getByTestId('label-grid').and(app.page.locator('[data-images]')).focus();
    await app.page.keyboard.press('Home');
  },
  recipe: (app) => goTo(app, 'Recipe'),
  weights: (app) => startFrom(app, 'photos-cpu'),
  runs: async (app) => {
    await startFrom(app, 'quick-cpu');
    await goTo(app, 'Runs');
  },
  'new-experiment': (app) => button(app.page, 'New experiment').click(),
  review: async (app) => {
    await closeDialog(app);
    await goTo(app, 'Review');
    await app.page.locator('[data-testid^="facet-"][title="Kept"]').click();
    await app.page.getByText('Thresholds', { exact: true }).scrollIntoViewIfNeeded();
    await app.page.getByTestId('grid').and(app.page.locator('[data-images]')).focus();
    await app.page.keyboard.press('Home');
  },
  train: (app) => app.page.getByTestId('train-button').click(),
  map: async (app) => {
    await closeDialog(app);
    await app.page.getByTestId('view-mode').getByText('Map').click();
    await app.page.getByText('Placing images').waitFor({ state: 'detached' });
  },
  evaluate: async (app) => {
    await goTo(app, 'Evaluate');
    await app.page.getByRole('combobox', { name: 'Experiment' }).click();
    await app.page.getByRole('option', { name: 'demo', exact: true }).click();
    await app.page.getByRole('combobox', { name: 'Compare with' }).click();
    await app.page.getByRole('option', { name: 'Teacher', exact: true }).click();
  },
  robustness: (app) => app.page.getByRole('tab', { name: 'Robustness' }).click(),
  steadiness: (app) => app.page.getByText('From frame to frame', { exact: true }).click(),
  attacks: (app) => app.page.getByRole('tab', { name: 'Attacks' }).click(),
  studies: (app) => goTo(app, 'Studies'),
  export: (app) => goTo(app, 'Export'),
};

async function startFrom(app: StudioApp, preset: string): Promise<void> {
  await goTo(app, 'Recipe');
  await app.page.getByRole('button', { name: /^Started from/ }).click();
  await app.page.getByRole('menuitem').filter({ hasText: preset }).last().click();
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).first();

async function closeDialog({ page }: StudioApp): Promise<void> {
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** Saves the picture with few colours, which are enough for a window and take a third of the bytes. */
async function save(app: StudioApp, name: string): Promise<void> {
  if (wanted.length > 0 && !wanted.includes(name)) return;
  const taken = await app.page.screenshot();
  writeFileSync(
    join(target, `${name}.png`),
    await sharp(taken).png({ palette: true, quality: 90, effort: 10 }).toBuffer(),
  );
}

mkdirSync(target, { recursive: true });
const stop = await startDisplay();
const app = await launchStudio({ width: 1280, height: 800 });
try {
  await openProject(app, project);
  await switchTheme(app, 'light');
  for (const [name, show] of Object.entries(pictures)) {
    await show(app);
    await app.page.mouse.move(640, 2);
    await settled(app);
    await save(app, name);
  }
} finally {
  await app.close();
  stop();
}
process.stdout.write(`${target}\n`);
