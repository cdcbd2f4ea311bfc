import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { expectCount, goTo, makeProject, untilIdle } from './program/steps';

describeApp('the tour of the screens', () => {
  it('comes with the first project, goes through five screens, and does not come again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'e2e-tour-'));
    const app = await launchStudio({ folder, tour: true, motion: true });
    const card = app.page.getByTestId('tour');
    await makeProject(app, folder, 'First');
    for (const [i, title] of titles.entries()) {
      await card.getByText(title, { exact: true }).waitFor();
      await card.getByText(`${i + 1} of 5`).waitFor();
      await lookAtIt(app, `tour-${i + 1}`);
      if (i === 0) expect(await problemsIn(app, 'tour')).toEqual([]);
      if (i === 1) {
        await card.getByRole('button', { name: 'Back' }).click();
        await card.getByRole('button', { name: 'Next' }).click();
      }
      await card.getByRole('button', { name: i < 4 ? 'Next' : 'Done' }).click();
    }
    await card.waitFor({ state: 'detached' });
    await app.close();

    const again = await launchStudio({ folder, tour: true, motion: true });
    await again.page.getByRole('button', { name: /^First/ }).click();
    await again.page.getByText('No images yet').waitFor();
    expect(await again.page.getByTestId('tour').count()).toBe(0);
    await again.page.keyboard.press('Control+k');
    await again.page.getByRole('button', { name: 'Take the tour' }).click();
    await again.page.getByTestId('tour').getByRole('button', { name: 'Close the tour' }).click();
    await again.page.getByTestId('tour').waitFor({ state: 'detached' });
    await again.close();
    rmSync(folder, { recursive: true });
  });
});

/** The title of the card at each stop. */
const titles = [
  'Add your images',
  'Label a few',
  'Train a teacher',
  'Look, and correct it',
  'See what it is worth',
];

describeApp('the first start', () => {
  let app: StudioApp;
  beforeAll(async () => {
    // All of the demo is trained by the command, whose numbers docs/results.md has; here its steps matter.
    app = await launchStudio({ motion: true, env: { NOISY_STUDIO_DEMO: 'quick' } });
  });
  afterAll(() => app.close());

  it('opens the demo project, which ends with results to look at', { timeout: 630_000 }, async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Open the demo project' }).click();
    await page.getByTestId('job-progress').first().waitFor();
    await untilIdle(app, 600_000);
    await page.getByText('Something went wrong').waitFor({ state: 'detached' });
    // A tenth of the 500 images was held out for choosing the best weights.
    await expectCount(app, 'labelled-train', '450');
    await expectCount(app, 'validation', '50');
    // A few images occur twice in Fashion-MNIST, and are put aside.
    await expectCount(app, 'unlabelled', '1,(800|7\\d\\d)');
    await expectCount(app, 'test', '(1,000|99\\d)');
    await goTo(app, 'Runs');
    await page.getByText('Example', { exact: true }).first().waitFor();
    await lookAtIt(app, 'demo-runs');
    await goTo(app, 'Review');
    await page.getByTestId('grid').and(page.locator('[data-images]')).waitFor();
    await lookAtIt(app, 'demo-review');
    await goTo(app, 'Evaluate');
    await page
      .getByRole('main')
      .getByText(/\d\d\.\d\s%/)
      .first()
      .waitFor();
    await lookAtIt(app, 'demo-evaluate');
  });
});
