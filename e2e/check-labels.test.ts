import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, press, untilIdle } from './program/steps';
import { makeSmallProject } from './projects/small-project';

describeApp('labels are checked before there is any model', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-check-labels-'));
    app = await launchStudio();
    await makeSmallProject(app, place);
  }, 120_000);
  afterAll(() => leave(app, place));
  const lines = () => app.page.getByRole('list', { name: 'Suspicious labels' }).getByRole('listitem');

  it('is offered beside a first experiment', async () => {
    const { page } = app;
    await goTo(app, 'Evaluate');
    await page.getByText('No trained model yet').waitFor();
    await page.getByRole('button', { name: 'New experiment' }).waitFor();
    await lookAtIt(app, 'labels-before-models');
  });

  it('lists labels that the classifiers contradict, with the time of the check', {
    timeout: 120_000,
  }, async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Check labels' }).click();
    await page.getByText('Checking …').first().waitFor();
    await page.getByText(/^\d+ labels judged on .+; the classifiers agree with/).waitFor({ timeout: 60_000 });
    await untilIdle(app);
    await expect.poll(() => lines().count()).toBeGreaterThan(2);
    await lookAtIt(app, 'labels-checked-alone');
  });

  it('keys settle a line, and a settled one stays so after a look at another screen', async () => {
    const { page } = app;
    const given = /Suggested: (.+?) \(/.exec((await lines().first().textContent()) ?? '')?.[1];
    await lines().first().focus();
    await press(app, 'c', 'a');
    await lines().nth(0).getByText(`Now ${given}`).waitFor();
    await lines().nth(1).getByText('Label is right').waitFor();
    await goTo(app, 'Data');
    await goTo(app, 'Evaluate');
    await lines().nth(0).getByText(`Now ${given}`).waitFor();
    await lines().nth(2).focus();
    await press(app, 'Enter');
    await page.getByRole('dialog').or(page.getByTestId('large')).first().waitFor();
    await lookAtIt(app, 'labels-checked-large');
    await press(app, 'Escape');
  });
});
