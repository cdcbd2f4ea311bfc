import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press } from './program/steps';
import { trainedProject } from './projects/trained-project';

describeApp('what a person rejects teaches the flag of the labelling that is shown', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-taught-'));
    const { folder } = await trainedProject(place);
    app = await launchStudio();
    await openProject(app, folder);
    await goTo(app, 'Review');
  }, 300_000);
  afterAll(() => leave(app, place));

  const teach = () => app.page.getByTestId('flag-teach');
  const said = (words: RegExp) => app.page.getByText(words).first().waitFor();

  it('not by four images, but by six, and undo takes it back', async () => {
    const { page } = app;
    const rejected = page.getByTestId('facet-decisions-ood-count');
    await page.getByTestId('grid').and(page.locator('[data-images]')).focus();
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'o');
    await expect.poll(() => rejected.textContent()).toBe('4');
    await teach().click();
    await said(/^Images marked out of domain: 4\. The flag learns from 5/);
    expect(await page.getByTestId('flag-taught').count()).toBe(0);

    await press(app, 'Home', ...Array.from({ length: 5 }, () => 'Shift+ArrowRight'), 'o');
    await expect.poll(() => rejected.textContent()).toBe('6');
    await teach().click();
    await page.getByTestId('flag-taught').waitFor();
    await lookAtIt(app, 'flag-taught');
    await page.getByTestId('grid').focus();
    await press(app, 'Control+z');
    await page.getByTestId('flag-taught').waitFor({ state: 'detached' });
    await said(/^Undone: more like these flagged/);
    expect(await rejected.textContent()).toBe('6');
  });
});
