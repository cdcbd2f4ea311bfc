import { rmSync } from 'node:fs';
import { answerDialogs, type StudioApp } from './app';

/** Makes a project in `place` from the start screen. */
export async function makeProject(app: StudioApp, place: string, name: string): Promise<void> {
  const { page } = app;
  await page.getByRole('button', { name: 'New project' }).click();
  const dialog = page.getByRole('dialog', { name: 'New project' });
  await answerDialogs(app, [place]);
  await dialog.getByRole('button', { name: 'Choose …' }).click();
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('navigation', { name: 'Screens' }).waitFor();
}

/** Requests a project through the dialog of the start screen; the caller checks whether it opens. */
export async function askForProject(app: StudioApp, folder: string): Promise<void> {
  await answerDialogs(app, [folder]);
  await app.page.getByRole('button', { name: 'Open project' }).click();
}

export async function openProject(app: StudioApp, folder: string): Promise<void> {
  await askForProject(app, folder);
  await app.page.getByRole('navigation', { name: 'Screens' }).waitFor();
}

/**
 * Adds folders on the Data screen as the kind that the studio recognises, and waits until they are imported.
 */
export async function addFolders(app: StudioApp, folders: readonly string[]): Promise<void> {
  const { page } = app;
  await answerDialogs(app, folders);
  await page.getByRole('button', { name: 'Add images', exact: true }).first().click();
  await page
    .getByRole('dialog', { name: 'Add images' })
    .getByRole('button', { name: 'Add', exact: true })
    .click();
  await untilIdle(app);
}

export async function goTo({ page }: StudioApp, screen: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name: screen }).click();
  await page.getByRole('heading', { name: screen, level: 1 }).waitFor();
}

/** Waits until no job runs or waits. */
export async function untilIdle({ page }: StudioApp, timeout = 60_000): Promise<void> {
  await page.getByText('Nothing is running.').waitFor({ timeout });
}

/** Waits until the Data screen shows this number of usable images in a split; `images` may be a pattern. */
export async function expectCount({ page }: StudioApp, split: string, images: string): Promise<void> {
  const shown = page.getByTestId(`count-${split}`).filter({ hasText: new RegExp(`^${images}$`) });
  await shown.waitFor();
}

export async function closeProject({ page }: StudioApp): Promise<void> {
  await page.getByRole('banner').getByRole('button').first().click();
  await page.getByRole('menuitem', { name: 'Close project' }).click();
  await page.getByRole('button', { name: 'Open project' }).waitFor();
}

/** Presses keys one after the other, like a quick person. */
export async function press({ page }: StudioApp, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Ends the program and removes what a test made, even if the program did not start or does not end. */
export async function leave(app: StudioApp | undefined, place: string): Promise<void> {
  try {
    await app?.close();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}
