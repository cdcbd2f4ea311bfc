import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type DemoData, writeDemoData } from '../src/studio/demo/write-demo-data';
import { lookAtIt } from './looking/look';
import { answerDialogs, launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { expectCount, goTo, leave, openProject, untilIdle } from './program/steps';
import { trainedProject } from './projects/trained-project';

/** A training that shares its machine with others may be slow. */
const patience = 300_000;

/** A named test set from a folder, and one of hard images that a model gets wrong. */
describeApp('named test sets', () => {
  let app: StudioApp;
  let place: string;
  let data: DemoData;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-sets-'));
    const { folder } = await trainedProject(place);
    const counts = { labelledPerClass: 1, testPerClass: 1, pool: 1, digits: 1 };
    data = await writeDemoData(join(place, 'data'), { seed: 4, counts });
    app = await launchStudio({ width: 1440, height: 900 });
    await openProject(app, folder);
  }, patience);
  afterAll(() => leave(app, place));

  it('a folder is added as one, and stands apart from the test split', async () => {
    const { page } = app;
    await goTo(app, 'Data');
    await answerDialogs(app, [data.test]);
    await page.getByRole('button', { name: 'Add images', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add images' });
    await dialog.getByRole('combobox').click();
    await page.getByRole('option', { name: /^Named test set/ }).click();
    const name = dialog.getByLabel('Name of the test set');
    await name.fill(' ');
    await expect.poll(() => dialog.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true);
    await name.fill('Other camera');
    await lookAtIt(app, 'import-set');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await untilIdle(app);
    await expectCount(app, 'extra-test', '10');
    await expectCount(app, 'test', '60');
    await page.getByText('Test set: Other camera').waitFor();
    await lookAtIt(app, 'data-set');
  });

  it('models are measured on it in one act, and a figure opens the mistakes behind it', async () => {
    const { page } = app;
    await goTo(app, 'Evaluate');
    await page.getByRole('tab', { name: 'Test sets' }).click();
    await page.getByRole('button', { name: 'Measure the missing ones' }).click();
    const row = page
      .getByRole('table', { name: 'Models on test sets' })
      .getByRole('row', { name: /^Teacher/ });
    // The row shows accuracy and interval on the test images and on the set.
    await expect
      .poll(() => row.getByRole('cell').allTextContents(), { timeout: patience })
      .toEqual([
        expect.stringMatching(/^[\d.]+\s%[\d.]+–[\d.]+\s%$/),
        expect.stringMatching(/^[\d.]+\s%[\d.]+–[\d.]+\s%$/),
      ]);
    for (const metric of ['Macro F1', 'Expected calibration error'])
      await page.getByText(metric).last().click();
    await page.getByText('Accuracy', { exact: true }).last().click();
    await row.getByRole('button').last().click();
    await page.getByRole('tab', { name: 'Mistakes', selected: true }).waitFor();
    await expect
      .poll(() => page.getByRole('combobox', { name: 'Evaluation split' }).inputValue())
      .toBe('Other camera');
    await page
      .getByText(/of 10 predictions|of 10 images|No mistake/)
      .first()
      .waitFor();
  });

  it('hard images are frozen: their baseline is at 0 %, and the window says why', async () => {
    const { page } = app;
    await page.getByRole('tab', { name: 'Test sets' }).click();
    await page.getByRole('button', { name: 'Make a set of hard images …' }).click();
    const dialog = page.getByRole('dialog', { name: 'A set of hard images' });
    const counted = dialog.getByTestId('hard-count');
    // The model has low confidence, but the dialog begins with a limit that leaves some images all the same.
    await expect.poll(() => counted.textContent()).toMatch(/^[1-9]\d* of 60 test images$/);
    await dialog.getByRole('slider').press('Home');
    await expect.poll(() => counted.textContent()).toMatch(/^\d+ of 60 test images$/);
    const held = Number.parseInt((await counted.textContent()) ?? '', 10);
    expect(held).toBeGreaterThan(0);
    await lookAtIt(app, 'hard-set-dialog');
    await dialog.getByRole('button', { name: 'Make the set' }).click();
    await dialog.waitFor({ state: 'detached' });
    const table = page.getByRole('table', { name: 'Models on test sets' });
    const column = table.getByRole('columnheader', { name: /^Hard images/ });
    await expect
      .poll(() => column.textContent(), { timeout: patience })
      .toMatch(new RegExp(`${held} images?`));
    const row = table.getByRole('row', { name: /^Teacher/ });
    await expect
      .poll(() => row.getByRole('cell').allTextContents(), { timeout: patience })
      .toContainEqual(expect.stringMatching(/^0\.0\s%.*by construction/));
    await page.getByText(/is at 0\s% on "Hard images" by construction/).waitFor();
    await untilIdle(app, patience);
    await lookAtIt(app, 'sets');
    // The name is now taken.
    await page.getByRole('button', { name: 'Make a set of hard images …' }).click();
    await dialog.getByRole('slider').press('Home');
    await dialog.getByRole('button', { name: 'Make the set' }).click();
    await dialog.getByText('There is already a test set').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Delete the set “Hard images”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the set' }).click();
    await expect.poll(() => column.count()).toBe(0);
  });
});
