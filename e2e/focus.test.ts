import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, leave, makeProject } from './program/steps';
import { writePictures } from './projects/pictures';

/** After a dialog is closed, a person who uses the keyboard continues where it was opened. */
describeApp('a dialog gives the focus back', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-focus-'));
    await writePictures(place, ['birds/heron/0.png', 'birds/wren/1.png']);
    app = await launchStudio();
    await makeProject(app, place, 'Focus');
    await addFolders(app, [join(place, 'birds')]);
  });
  afterAll(() => leave(app, place));

  const button = (name: string | RegExp) => app.page.getByRole('button', { name }).first();
  const openRemoval = async () => {
    await button('Actions for birds').press('Enter');
    const menu = app.page.getByRole('menu');
    await expect.poll(() => menu.evaluate((each) => each.contains(document.activeElement))).toBe(true);
    await app.page.getByRole('menuitem', { name: 'Remove from project …' }).press('Enter');
  };

  it.each([
    ['a button', 'New class', () => button('New class').press('Enter')],
    ['a row', /^heron/, () => button(/^heron/).press('Enter')],
    ['a menu', 'Actions for birds', openRemoval],
  ])('to %s that opened it', async (_, opener, open) => {
    const { page } = app;
    await open();
    const dialog = page.locator('[role=dialog][aria-modal=true]').last();
    await dialog.waitFor();
    await expect.poll(() => dialog.evaluate((each) => each.contains(document.activeElement))).toBe(true);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const hasFocus = () => button(opener).evaluate((each) => each === document.activeElement);
    await expect.poll(hasFocus, { timeout: 5000 }).toBe(true);
  });
});
