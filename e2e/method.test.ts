import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, untilIdle } from './program/steps';
import { makeSmallProject, startExperiment } from './projects/small-project';

/** A training that shares its machine with others may be slow. */
const patience = 300_000;

describeApp('another method than Noisy Student', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-method-'));
    app = await launchStudio({ width: 1440, height: 900 });
    await makeSmallProject(app, place);
  }, patience);
  afterAll(() => leave(app, place));

  it('is chosen by its name, with what it does and when it fits beside it', async () => {
    const { page } = app;
    const method = page.locator('[id="setting-method"]');
    expect(await method.inputValue()).toBe('Noisy Student');
    await method.click();
    const fixmatch = page.getByRole('option', { name: /^FixMatch/ });
    await fixmatch.filter({ hasText: /learns from labelled images and the pool at once/ }).waitFor();
    await fixmatch.filter({ hasText: /Use it with few labels/ }).click();
    expect(await method.inputValue()).toBe('FixMatch');
    await page.getByText('Noisy Student → FixMatch').waitFor();
  });

  it('reads its own settings and not those of students', async () => {
    const { page } = app;
    await page.getByLabel('Find a setting').fill('consistency threshold');
    expect(await page.locator('[id="setting-consistency.threshold"]').isDisabled()).toBe(false);
    await page.getByLabel('Find a setting').fill('iterations');
    expect(await page.locator('[id="setting-iterations"]').isDisabled()).toBe(true);
    await page.getByText('Not used: this method trains only one model.').first().waitFor();
  });

  it(
    'says before it starts what it learns from, and trains one model without a review',
    async () => {
      const { page } = app;
      await goTo(app, 'Runs');
      await page.getByRole('button', { name: 'New experiment' }).first().click();
      const dialog = page.getByRole('dialog', { name: 'New experiment' });
      await dialog.getByText(/^Train the model small/).waitFor();
      await dialog.getByText('It learns from the pool at the same time').waitFor();
      await dialog.getByText('361 images').waitFor();
      expect(await dialog.getByRole('switch', { name: /Pause for review/ }).isDisabled()).toBe(true);
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await startExperiment(app);
      await page.getByRole('row', { name: /Model.*done/ }).waitFor({ timeout: patience });
      await untilIdle(app, patience);
      expect(await page.getByRole('row', { name: /Teacher|Student/ }).count()).toBe(0);
    },
    2 * patience,
  );
});
