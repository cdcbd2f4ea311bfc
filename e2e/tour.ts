import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answerDialogs, type StudioApp } from './app';
import { writePictures } from './pictures';
import { goTo } from './steps';

/** The places of the rail, in its order. */
const screens = ['Data', 'Label', 'Recipe', 'Runs', 'Review', 'Evaluate', 'Export'] as const;

export type Theme = 'dark' | 'light';

/** Switches to a theme, as if it had been chosen at an earlier start. */
export async function switchTheme({ page }: StudioApp, theme: Theme): Promise<void> {
  await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), theme);
  await page.reload();
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
  await page.getByRole('main').first().waitFor();
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

/** Opens the dialogs that ask before work begins, and calls `visit` with each; what is offered to them lies in `place` afterwards. */
export async function tourDialogs(
  app: StudioApp,
  place: string,
  visit: (dialog: string) => Promise<void>,
): Promise<void> {
  const show = async (name: string, screen: string, button: string) => {
    await goTo(app, screen);
    await app.page.getByRole('button', { name: button }).first().click();
    const dialog = app.page.getByRole('dialog', { name: button });
    await dialog.waitFor();
    await settled(app);
    await visit(name);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await answerDialogs(app, await sources(place));
  await show('import', 'Data', 'Add images');
  await show('new-experiment', 'Runs', 'New experiment');
}

/** One of each that the import dialog tells apart: classes, splits, lists of both sorts, and a file that is no source. */
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

/** Waits until nothing moves and every picture in sight is there. */
async function settled({ page }: StudioApp): Promise<void> {
  await page.waitForTimeout(300);
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
