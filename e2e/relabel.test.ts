import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press, untilIdle } from './program/steps';
import { trainedProject } from './projects/trained-project';

const patience = 300_000;

describeApp('labels that are wrong are mended where the mistakes are seen', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-relabel-'));
    const { folder } = await trainedProject(place);
    app = await launchStudio({ width: 1440, height: 900 });
    await openProject(app, folder);
  }, patience);
  afterAll(() => leave(app, place));

  const openMistakes = async () => {
    await goTo(app, 'Evaluate');
    await app.page.getByRole('tab', { name: 'Mistakes' }).click();
    await app.page.getByTestId('predictions').and(app.page.locator('[data-images]')).waitFor();
  };

  it('gives mistakes another label, one or many, with undo, and says that the figures are of before', async () => {
    const { page } = app;
    await openMistakes();
    const grid = page.getByTestId('predictions');
    const tiles = grid.getByRole('option');
    const changed = page.getByTestId('labels-changed');
    await grid.focus();
    await press(app, 'Home');
    await expect.poll(() => tiles.first().getAttribute('aria-selected')).toBe('true');
    const [, said, label] = /^(.+) with .*, label (.+)$/.exec(
      (await tiles.first().getAttribute('aria-label')) ?? '',
    ) as RegExpExecArray;
    // The model was right: the image gets its class, and the next image is shown.
    await press(app, 'Enter');
    await tiles.first().getByText(`now ${said}`).waitFor();
    await expect.poll(() => tiles.nth(1).getAttribute('aria-selected')).toBe('true');
    await changed.getByText(/^Since this was measured, 1 image has been added, relabelled/).waitFor();
    await page
      .getByTestId('labels-then')
      .getByText(/^These figures use the labels of/)
      .waitFor();
    await lookAtIt(app, 'mistakes-relabelled');

    // The same works in the large view, by the name of the class.
    await press(app, ' ');
    const large = page.getByTestId('large-view');
    await large.waitFor();
    await press(app, '/');
    const picker = page.getByTestId('class-picker');
    await picker.getByRole('combobox').fill('Bag');
    await press(app, 'Enter');
    await picker.getByRole('combobox').waitFor({ state: 'detached' });
    await changed.getByText(/ 2 images have been/).waitFor();
    await lookAtIt(app, 'mistakes-large');
    await press(app, 'Control+z');
    await changed.getByText(/ 1 image has been/).waitFor();
    await press(app, 'Escape');
    await large.waitFor({ state: 'detached' });
    await press(app, 'Control+z');
    await changed.waitFor({ state: 'detached' });
    await expect.poll(() => tiles.first().getAttribute('aria-label')).toMatch(new RegExp(`label ${label}$`));

    // For several images at once the program asks first, and they are undone at once.
    await grid.focus();
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', '/');
    await picker.getByRole('combobox').fill('Bag');
    await press(app, 'Enter');
    await page.getByRole('dialog', { name: 'Change other labels to Bag?' }).waitFor();
    await page.getByRole('button', { name: /^Change \d labels?$/ }).click();
    await page
      .getByTestId('notice')
      .filter({ hasText: /labelled Bag/ })
      .waitFor();
    await page.getByTestId('notice-undo').click();
    await changed.waitFor({ state: 'detached' });

    // Accepting the predictions of several classes is one act.
    await grid.focus();
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
    await changed.getByText(/ 4 images have been/).waitFor();
    await page.getByTestId('history').click();
    const steps = page.getByTestId('history-list').getByRole('menuitem');
    await steps
      .first()
      .filter({ hasText: /4 predictions accepted|4 images labelled/ })
      .waitFor();
    await lookAtIt(app, 'mistakes-history');
    await steps.filter({ hasText: 'Before all of these' }).click();
    await changed.waitFor({ state: 'detached' });
  });

  it('excludes a mistake that nothing should be measured on, says so, and takes that back', async () => {
    const { page } = app;
    await openMistakes();
    const tiles = page.getByTestId('predictions').getByRole('option');
    const changed = page.getByTestId('labels-changed');
    await page.getByTestId('predictions').focus();
    await press(app, 'Home', 'Control+Delete');
    await tiles.first().getByText('Excluded').waitFor();
    await expect.poll(() => tiles.nth(1).getAttribute('aria-selected')).toBe('true');
    await changed.getByText(/ 1 image has been/).waitFor();
    await lookAtIt(app, 'mistakes-excluded');
    await press(app, 'Home');
    await page.getByTestId('action-exclude').getByText('Use again').click();
    await changed.waitFor({ state: 'detached' });
    await press(app, 'Control+z');
    await page.getByText('Undone: 1 image used again').waitFor();
    await press(app, 'Control+z');
    await page.getByText('Undone: 1 image excluded').waitFor();
    await changed.waitFor({ state: 'detached' });
  });

  it('measures again what was relabelled', { timeout: patience }, async () => {
    const { page } = app;
    await openMistakes();
    const grid = page.getByTestId('predictions');
    const before = Number(await grid.getAttribute('data-images'));
    await grid.focus();
    await press(app, 'Home', 'Enter');
    const changed = page.getByTestId('labels-changed');
    await changed.getByRole('button', { name: 'Measure again' }).click();
    await changed.waitFor({ state: 'detached', timeout: 120_000 });
    await untilIdle(app, patience);
    // An image for which the model was right is not a mistake any more.
    await expect.poll(async () => Number(await grid.getAttribute('data-images'))).toBe(before - 1);
    await press(app, 'Control+z');
    await changed.waitFor();
    await changed.getByRole('button', { name: 'Measure again' }).click();
    await expect
      .poll(async () => Number(await grid.getAttribute('data-images')), { timeout: patience })
      .toBe(before);
    await untilIdle(app, patience);
  });
});
