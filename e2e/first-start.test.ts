import { afterAll, beforeAll, it } from 'vitest';
import { launchStudio, type StudioApp } from './app';
import { describeApp } from './describe-app';
import { expectCount, untilIdle } from './steps';

describeApp('the first start', () => {
  let app: StudioApp;
  beforeAll(async () => {
    app = await launchStudio();
  });
  afterAll(() => app.close());

  it('opens the demo project, which ends with all its images imported', { timeout: 330_000 }, async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Open the demo project' }).click();
    await page.getByTestId('job-progress').first().waitFor();
    await untilIdle(app, 300_000);
    await page.getByText('Something went wrong').waitFor({ state: 'detached' });
    await expectCount(app, 'labelled-train', '500');
    // A few images of Fashion-MNIST are there twice, and put aside.
    await expectCount(app, 'unlabelled', '14,[34]\\d\\d');
    await expectCount(app, 'test', '(10,000|9,9\\d\\d)');
  });
});
