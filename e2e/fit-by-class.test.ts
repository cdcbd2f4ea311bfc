import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press } from './program/steps';
import { trainedProject } from './projects/trained-project';

describeApp('thresholds of the classes are fitted to a share of right labels in Review', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-fit-'));
    const { folder } = await trainedProject(place);
    app = await launchStudio();
    await openProject(app, folder);
    await goTo(app, 'Review');
  }, 300_000);
  afterAll(() => leave(app, place));

  it('shown before they are applied, and taken back as one step', async () => {
    const { page } = app;
    const told = page.getByTestId('threshold-classes');
    await told.filter({ hasText: 'The same for all classes' }).waitFor();
    const total = page.getByTestId('balance-total');
    const before = await total.textContent();
    await page.getByTestId('threshold-classes-set').click();
    const share = page.getByTestId('threshold-fit-share');
    expect(await share.inputValue()).toBe('90 %');
    await share.fill('95');
    await page.getByTestId('threshold-fit').click();
    await page.getByTestId('threshold-fit-total').waitFor();
    await lookAtIt(app, 'fit-by-class');
    // The proposal was only looked at, so nothing is stored yet.
    await page.keyboard.press('Escape');
    await told.filter({ hasText: 'The same for all classes' }).waitFor();
    await expect.poll(() => total.textContent()).toBe(before);

    await page.getByTestId('threshold-classes-set').click();
    await share.fill('95');
    await page.getByTestId('threshold-fit').click();
    await page.getByTestId('threshold-fit-apply').click();
    await page.getByTestId('threshold-fit-total').waitFor({ state: 'detached' });
    await told.filter({ hasText: /asks? for more/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('grid').focus();
    await press(app, 'Control+z');
    await told.filter({ hasText: 'The same for all classes' }).waitFor();
    await expect.poll(() => total.textContent()).toBe(before);
  });
});
