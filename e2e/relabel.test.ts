import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './app';
import { describeApp } from './describe-app';
import { lookAtIt } from './look';
import { goTo, leave, openProject, press, untilIdle } from './steps';
import { trainedProject } from './trained-project';

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
    // The model was right: its class is given, and the next image comes up.
    await press(app, 'Enter');
    await tiles.first().getByText(`now ${said}`).waitFor();
    await expect.poll(() => tiles.nth(1).getAttribute('aria-selected')).toBe('true');
    await changed.getByText(/^The label or split of 1 image has changed/).waitFor();
    await page
      .getByTestId('labels-then')
      .getByText(/^These figures rest on the labels of/)
      .waitFor();
    await lookAtIt(app, 'mistakes-relabelled');

    // In the large view too, by name.
    await press(app, ' ');
    const large = page.getByTestId('large-view');
    await large.waitFor();
    await press(app, '/');
    const picker = page.getByTestId('class-picker');
    await picker.getByRole('combobox').fill('Bag');
    await press(app, 'Enter');
    await picker.getByRole('combobox').waitFor({ state: 'detached' });
    await changed.getByText(/of 2 images have changed/).waitFor();
    await lookAtIt(app, 'mistakes-large');
    await press(app, 'Control+z');
    await changed.getByText(/of 1 image has changed/).waitFor();
    await press(app, 'Escape');
    await large.waitFor({ state: 'detached' });
    await press(app, 'Control+z');
    await changed.waitFor({ state: 'detached' });
    await expect.poll(() => tiles.first().getAttribute('aria-label')).toMatch(new RegExp(`label ${label}$`));

    // Several at once are asked about, and taken back at once.
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

    // The predictions of several classes are one act.
    await grid.focus();
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Enter');
    await changed.getByText(/of 4 images have changed/).waitFor();
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
    // What the model was right about is no mistake any more.
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
