import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, expectCount, goTo, leave, makeProject, openProject, press } from './program/steps';
import { writePictures } from './projects/pictures';

const pictures = Array.from({ length: 12 }, (_, i) => `${i}.png`);

describeApp('labelling by keyboard, from no class at all', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-label-'));
    await writePictures(join(place, 'pool'), pictures);
    app = await launchStudio();
    await makeProject(app, place, 'Label');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '12');
    await openLabel();
  });
  afterAll(() => leave(app, place));

  async function openLabel() {
    await goTo(app, 'Label');
    await app.page.getByTestId('label-grid').and(app.page.locator('[data-images]')).focus();
  }

  /** Extends the selection to `images` images. */
  const select = async (images: number) => {
    for (let i = 1; i < images; i++) await press(app, 'Shift+ArrowRight');
    await app.page
      .getByTestId('label-selected')
      .filter({ hasText: `${images} selected` })
      .waitFor();
  };

  /** Waits until the classes shown are these, each with its name, key and number of images. */
  const expectClasses = (...classes: string[]) =>
    expect.poll(() => app.page.getByTestId('label-class').allTextContents()).toEqual(classes);

  it('a name that is typed makes a class, and the next image is chosen', async () => {
    await press(app, 'Home');
    await select(3);
    await app.page.keyboard.type('fox');
    await press(app, 'Enter');
    await expectClasses('fox13');
    await app.page.getByTestId('label-selected').filter({ hasText: '1 selected' }).waitFor();
    await select(2);
    await app.page.keyboard.type('owl');
    await press(app, 'Enter');
    await expectClasses('fox13', 'owl22');
  });

  it('its key gives it from then on, in the large view as well, which goes on to the next image', async () => {
    const { page } = app;
    await press(app, ' ');
    const large = page.getByTestId('large-view');
    const shows = (place: number) => large.getByText(`${place} of 12`, { exact: true }).waitFor();
    await shows(6);
    await large.getByText('no label').waitFor();
    await press(app, 'ArrowRight');
    await shows(7);
    await press(app, 'ArrowLeft');
    await press(app, '2');
    await expectClasses('fox13', 'owl23');
    await shows(7);
    await press(app, 'ArrowLeft');
    await large.getByText('owl').waitFor();
    await press(app, 'ArrowRight');
    await large
      .getByTestId('zoom-pane')
      .locator('img')
      .first()
      .evaluate((image: HTMLImageElement) => image.decode());
    await press(app, 'Escape');
    await large.waitFor({ state: 'hidden' });
    await select(6);
    await press(app, '1');
    await expectClasses('fox19', 'owl23');
    await app.page.getByTestId('view-unlabelled').filter({ hasText: '0' }).waitFor();
  });

  it('steps are taken back after a restart as well', async () => {
    await press(app, 'Control+z');
    await expectClasses('fox13', 'owl23');
    await app.close();
    app = await launchStudio();
    await openProject(app, join(place, 'Label'));
    await openLabel();
    await press(app, 'Control+z');
    await expectClasses('fox13', 'owl22');
    await press(app, 'Control+z');
    await expectClasses('fox13', 'owl20');
    for (const _ of [1, 2, 3]) await press(app, 'Control+Shift+z');
    await expectClasses('fox19', 'owl23');
  });

  it('a label is taken away, and the image is one of the pool again', async () => {
    await app.page.getByTestId('view-labelled').click();
    await app.page.getByTestId('label-grid').and(app.page.locator('[data-images="12"]')).focus();
    await press(app, 'Home');
    await press(app, 'Delete');
    await app.page.getByTestId('view-unlabelled').filter({ hasText: '1' }).waitFor();
    await goTo(app, 'Data');
    await expectCount(app, 'unlabelled', '1');
    await expectCount(app, 'labelled-train', '11');
  });

  it('an act on several images can be taken back where it is said, for as long as it is the last one', async () => {
    const { page } = app;
    await openLabel();
    await page.getByTestId('view-labelled').click();
    await page.getByTestId('label-grid').and(page.locator('[data-images="11"]')).focus();
    const labels = await page.getByTestId('label-class').allTextContents();
    const removeAll = async () => {
      await press(app, 'Control+a', 'Delete');
      await page.getByRole('dialog').getByRole('button', { name: 'Remove 11 labels' }).click();
      await page.getByTestId('notice').getByText('labels of 11 images removed').waitFor();
    };
    await removeAll();
    await expectClasses('fox10', 'owl20');
    await page.getByTestId('notice-undo').click();
    await expectClasses(...labels);
    await page.getByTestId('notice').getByText('Undone: labels of 11 images removed').waitFor();
    expect(await page.getByTestId('notice-undo').count()).toBe(0);
    // After another act, the button would undo that one, so it disappears.
    await page.getByTestId('label-grid').focus();
    await removeAll();
    await page.getByTestId('notice-undo').waitFor();
    await press(app, 'Home', '1');
    await page.getByTestId('notice-undo').waitFor({ state: 'detached' });
  });

  it('keys move in the grid again once an order was chosen from the list', async () => {
    const { page } = app;
    const grid = page.getByTestId('label-grid').and(page.locator('[data-images]'));
    await page.getByTestId('view-unlabelled').click();
    await page.getByTestId('label-grid').and(page.locator('[data-images="11"]')).waitFor();
    await page.getByRole('combobox', { name: 'Order' }).click();
    await page.getByRole('option', { name: 'Import order' }).click();
    await expect.poll(() => grid.evaluate((element) => element === document.activeElement)).toBe(true);
    // The keys are pressed again if the new order, which begins at its first image, arrives in between.
    const moved = async () => {
      await press(app, 'Home', 'ArrowRight', 'ArrowRight');
      return grid.getAttribute('aria-activedescendant');
    };
    await expect.poll(moved).toBe('tile-2');
  });
});
