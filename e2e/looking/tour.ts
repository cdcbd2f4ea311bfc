import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, type StudioApp } from '../program/app';
import { goTo } from '../program/steps';
import { writePictures } from '../projects/pictures';

/** The places of the rail, in its order. */
const screens = [
  'Data',
  'Label',
  'Recipe',
  'Runs',
  'Review',
  'Evaluate',
  'Studies',
  'Export',
  'Predict',
] as const;

export type Theme = 'dark' | 'light';

/** Switches to a theme by a new load of the page, as if it had been chosen at an earlier start. */
export async function switchTheme({ page }: StudioApp, theme: Theme): Promise<void> {
  await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), theme);
  await page.reload();
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
  await page.getByRole('main').first().waitFor();
}

/** Shows the present content in a theme, without loading the page again. */
export async function paintIn(app: StudioApp, theme: Theme): Promise<void> {
  await app.page.evaluate((value) => {
    document.documentElement.dataset.mantineColorScheme = value;
  }, theme);
  await still(app);
}

/** Goes through all screens of the open project, and calls `visit` when each has settled. */
export async function tour(app: StudioApp, visit: (screen: string) => Promise<void>): Promise<void> {
  for (const screen of screens) {
    await goTo(app, screen);
    await app.page.mouse.move(640, 2);
    await settled(app);
    await visit(screen.toLowerCase());
  }
}

/** Calls `visit` with each dialog that asks before work begins; the files that are offered to them are written into `place`. */
export async function tourDialogs(app: StudioApp, place: string, visit: Visit): Promise<void> {
  const show = async (name: string, screen: string, button: string) => {
    await goTo(app, screen);
    await app.page.getByRole('button', { name: button, exact: true }).first().click();
    await visitDialog(app, name, visit);
  };
  await answerDialogs(app, await sources(place));
  await show('import', 'Data', 'Add images');
  await show('new-experiment', 'Runs', 'New experiment');
  await show('new-study', 'Studies', 'New study …');
}

type Visit = (shown: string) => Promise<void>;

async function visitDialog(app: StudioApp, name: string, visit: Visit): Promise<void> {
  const { page } = app;
  const dialog = page.getByRole('dialog').last();
  await dialog.waitFor();
  await settled(app);
  await visit(name);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
}

/** Every other dialog, menu, tab and view of a filled project (`measuredProject`), with the screen that it opens from. */
export async function tourEverything(app: StudioApp, visit: Visit): Promise<void> {
  const { page } = app;
  const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
  const dialog = async (name: string, open: () => Promise<unknown>) => {
    await open();
    await visitDialog(app, name, visit);
  };
  const view = async (name: string, open: () => Promise<unknown>) => {
    await open();
    await page.mouse.move(640, 2);
    await settled(app);
    await visit(name);
  };
  await goTo(app, 'Data');
  await dialog('split', () => button('Split data').click());
  await dialog('class', () => button(/^Bag/).click());
  await dialog('merge', async () => {
    await button(/^Bag/).click();
    await button('Merge …').click();
  });
  await dialog('new-class', () => button('New class').click());
  await dialog('remove-source', async () => {
    await button('Actions for pool').click();
    await page.getByRole('menuitem', { name: 'Remove from project …' }).click();
  });
  await dialog('keys', () => page.keyboard.press('?'));
  await view('key', async () => {
    await page.keyboard.press('?');
    await page.getByTestId('key-gallery.undo').click();
    await page.getByTestId('key-dialog').getByRole('dialog').waitFor();
  });
  await page.keyboard.press('Escape');
  await page.getByTestId('key-dialog').getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await dialog('jobs', () => page.getByRole('contentinfo').getByRole('button', { name: 'Jobs' }).click());
  await dialog('commands', () => page.keyboard.press('Control+k'));
  await goTo(app, 'Label');
  await page.getByTestId('label-grid').and(page.locator('[data-images]')).focus();
  await page.keyboard.press('Home');
  await dialog('label-picker', () => page.keyboard.press('/'));
  await dialog('label-tags', () => page.keyboard.press('#'));
  await dialog('label-note', () => page.keyboard.press('"'));
  await view('label-filter', () => page.getByTestId('picture-filter').click());
  await page.keyboard.press('Escape');
  await page.getByTestId('label-grid').focus();
  await view('label-large', () => page.keyboard.press(' '));
  await view('label-file-details', () => page.keyboard.press('Alt+Enter'));
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.press('Escape');
  await view('label-clusters', async () => {
    await page.keyboard.press('Control+Shift+a');
    await page.getByTestId('cluster').first().click();
    await page
      .getByTestId('label-selected')
      .filter({ hasText: /([2-9]|\d\d) selected/ })
      .waitFor();
  });
  await page.keyboard.press('Control+Shift+a');
  await button('All unlabelled images').click();
  await view('label-similar', async () => {
    await page.getByTestId('label-grid').focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('=');
    await page.getByTestId('basis').waitFor();
  });
  await view('label-orders', () => page.getByLabel('Order', { exact: true }).first().click());
  await view('label-issue', async () => {
    await page.getByRole('option', { name: 'Most blurred' }).click();
    await page.getByText('Images with few sharp edges come first.').waitFor();
  });
  await view('label-history', () => page.getByTestId('history').click());
  await page.keyboard.press('Escape');
  await goTo(app, 'Recipe');
  await view('recipe-all', () =>
    page.getByRole('switch', { name: 'Show advanced settings' }).click({ force: true }),
  );
  await page.getByRole('switch', { name: 'Show advanced settings' }).click({ force: true });
  await dialog('recipe-paste', async () => {
    await button('YAML').click();
    await page.getByRole('menuitem', { name: 'Paste …' }).click();
  });
  await goTo(app, 'Runs');
  for (const [name, item] of [
    ['rename', 'Rename …'],
    ['delete', 'Delete …'],
  ])
    await dialog(name, async () => {
      await button(/^More for/).click();
      await page.getByRole('menuitem', { name: item }).click();
    });
  await view('run-details', async () => {
    await page.getByRole('row', { name: /Student 1/ }).click();
    await page.getByRole('tab', { name: 'Details' }).click();
  });
  await view('compare', async () => {
    for (const box of await page.getByRole('checkbox', { name: /^Compare/ }).all()) await box.click();
  });
  await button('Untick all').click();
  await view('runs-table', () => page.getByText('Table', { exact: true }).click());
  await view('runs-columns', () => button('Columns').click());
  await page.keyboard.press('Escape');
  await page.getByText('Experiments', { exact: true }).click();
  await goTo(app, 'Review');
  await page.getByTestId('grid').and(page.locator('[data-images]')).focus();
  await page.keyboard.press('Home');
  await settled(app);
  await dialog('train', () => page.getByTestId('train-button').click());
  await dialog('review-picker', () => page.keyboard.press('/'));
  // Without this, Space would press the button that opened the first of these dialogs.
  await page.getByTestId('grid').and(page.locator('[data-images]')).focus();
  await view('review-large', () => page.keyboard.press(' '));
  await page.keyboard.press('Escape');
  await view('review-orders', () => page.getByTestId('order').click());
  await page.keyboard.press('Escape');
  await dialog('quota', () => button('Quota and copies').click());
  await dialog('class-thresholds', () => button('Thresholds by class').click());
  await view('map', () => page.getByTestId('view-mode').getByText('Map').click());
  await page.getByTestId('view-mode').getByText('Grid').click();
  await goTo(app, 'Evaluate');
  for (const tab of [
    'Classes',
    'Confusion',
    'Calibration',
    'Mistakes',
    'Slices',
    'Robustness',
    'Attacks',
    'Suspicious labels',
  ])
    await view(`evaluate-${tab.toLowerCase().replace(' ', '-')}`, () =>
      page.getByRole('tab', { name: tab }).click(),
    );
  await view('evaluate-doubted-labels', () => page.getByText('By this model').click());
  await page.getByRole('tab', { name: 'Robustness' }).click();
  await view('evaluate-steadiness', () => page.getByText('From frame to frame', { exact: true }).click());
  await page.getByRole('tab', { name: 'Mistakes' }).click();
  await page.getByTestId('predictions').and(page.locator('[data-images]')).focus();
  await page.keyboard.press('Home');
  await dialog('evaluate-picker', () => page.keyboard.press('/'));
  await view('evaluate-large', () => page.keyboard.press(' '));
  await page.keyboard.press('Escape');
  await view('evaluate-test-sets', () => page.getByRole('tab', { name: 'Test sets' }).click());
  await dialog('hard-set', () => button('Make a set of hard images …').click());
  await dialog('delete-set', () => button(/^Delete the set/).click());
  await page.getByRole('tab', { name: 'Classes' }).click();
  await view('evaluate-table', () => page.getByText('Table', { exact: true }).click());
}

/** Makes one of each kind that the import dialog distinguishes: classes, splits, lists of both kinds, and a file that is not a source. */
async function sources(place: string): Promise<string[]> {
  await writePictures(place, [
    'birds/heron/1.png',
    'birds/wren/2.png',
    'tree/train/cat/3.png',
    'tree/val/cat/4.png',
  ]);
  writeFileSync(join(place, 'labels.csv'), 'path,label\nbirds/heron/1.png,heron\n');
  writeFileSync(
    join(place, 'instances_val2017.json'),
    JSON.stringify({
      images: [{ id: 1, file_name: 'birds/heron/1.png' }],
      annotations: [{ id: 1, image_id: 1, category_id: 1 }],
      categories: [{ id: 1, name: 'heron' }],
    }),
  );
  writeFileSync(join(place, 'photos.zip'), 'PK');
  return ['birds', 'tree', 'labels.csv', 'instances_val2017.json', 'photos.zip'].map((name) =>
    join(place, name),
  );
}

/** Waits until nothing has changed for a moment, nothing moves, and every picture in sight is loaded. */
export async function settled(app: StudioApp): Promise<void> {
  await app.page.evaluate(quiet, { momentMs: 150, mostMs: 3000 });
  await still(app);
}

/** Resolves in the page when the document has not changed for a moment and shows nothing as being loaded, or after the longest wait. */
function quiet({ momentMs, mostMs }: { momentMs: number; mostMs: number }): Promise<void> {
  return new Promise((resolve) => {
    const began = performance.now();
    let changed = began;
    const observer = new MutationObserver(() => {
      changed = performance.now();
    });
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    const look = setInterval(() => {
      const now = performance.now();
      const isLoading = document.querySelector('.mantine-Loader-root, .mantine-Skeleton-root') !== null;
      if ((isLoading || now - changed < momentMs) && now - began < mostMs) return;
      clearInterval(look);
      observer.disconnect();
      resolve();
    }, 20);
  });
}

async function still({ page }: StudioApp): Promise<void> {
  await page.waitForFunction(
    () =>
      [...document.images].every((image) => image.complete) &&
      document
        .getAnimations()
        .every((each) => each.playState !== 'running' || each.effect?.getTiming().iterations === Infinity),
    undefined,
    { timeout: 10_000 },
  );
}
