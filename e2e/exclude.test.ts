import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import {
  addFolders,
  closeProject,
  expectCount,
  goTo,
  leave,
  makeProject,
  openProject,
  press,
  untilIdle,
} from './program/steps';
import { writePictures } from './projects/pictures';

const pictures = Array.from({ length: 12 }, (_, i) => `${i}.png`);

describeApp('images that are excluded in Label, before there is a model', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-exclude-'));
    await writePictures(join(place, 'pool'), pictures);
    app = await launchStudio();
    await makeProject(app, place, 'Exclude');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '12');
  });
  afterAll(() => leave(app, place));

  const tile = (at: number) => app.page.locator(`#tile-${at}`);
  const said = (at: number) => tile(at).getAttribute('aria-label');
  const button = (name: string) => app.page.getByTestId('action-exclude').and(app.page.getByLabel(name));
  const view = () => app.page.getByTestId('view-excluded');

  it('stay where they are seen, are skipped, and are taken back and again excluded in the order of labels', async () => {
    const { page } = app;
    await goTo(app, 'Label');
    await page.getByTestId('label-grid').and(page.locator('[data-images]')).focus();
    await expect.poll(() => said(0)).toContain('no label');
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await button('Exclude').waitFor();
    await press(app, 'Control+Delete');
    await page.getByText('3 images excluded').waitFor();
    for (const at of [0, 1, 2]) await expect.poll(() => said(at)).toContain('Excluded');
    await expect.poll(() => tile(3).getAttribute('aria-selected')).toBe('true');
    await view().getByText('3').waitFor();
    await page.keyboard.type('fox');
    await press(app, 'Enter');
    await expect.poll(() => said(3)).toContain('fox');
    await lookAtIt(app, 'exclude-grid');
    await press(app, 'Control+z', 'Control+z');
    await page.getByText('Undone: 3 images excluded').waitFor();
    await expect.poll(() => said(0)).toContain('no label');
    await press(app, 'Control+Shift+z');
    await page.getByText('Redone: 3 images excluded').waitFor();
    await expect.poll(() => said(0)).toContain('Excluded');
    await press(app, 'Control+Shift+z');
    await expect.poll(() => said(3)).toContain('fox');
  });

  it('are excluded one by one in the large view, which goes on and says so', async () => {
    const { page } = app;
    await press(app, 'Escape', 'End', ' ');
    const large = page.getByTestId('large-view');
    await large.waitFor();
    await press(app, 'Control+Backspace');
    await large.getByText('1 image excluded').waitFor();
    await press(app, 'Escape');
    await expect.poll(() => said(11)).toContain('Excluded');
    await page.getByTestId('history').click();
    const steps = page.getByTestId('history-list').getByRole('menuitem');
    await expect.poll(() => steps.allTextContents()).toContainEqual('3 images excluded');
    await lookAtIt(app, 'exclude-history');
    await press(app, 'Escape');
  });

  it('leave the next image chosen wherever they are shown, so that the key can be pressed again', async () => {
    const { page } = app;
    await page.getByTestId('view-labelled').click();
    await page.getByTestId('label-grid').and(page.locator('[data-images="1"]')).focus();
    await press(app, 'Home', 'Control+Delete');
    await expect.poll(() => said(0)).toContain('Excluded');
    await press(app, 'Control+z');
    await expect.poll(() => said(0)).not.toContain('Excluded');
    await view().click();
    await page.getByTestId('label-grid').and(page.locator('[data-images="4"]')).focus();
    await press(app, 'Home', 'Control+Delete', 'Control+Delete');
    await expect.poll(() => said(1)).toContain('no label');
    await expect.poll(() => said(0)).toContain('no label');
    await expect.poll(() => tile(2).getAttribute('aria-selected')).toBe('true');
    expect(await page.getByTestId('new-images').count()).toBe(0);
    await press(app, 'Control+z', 'Control+z');
    await page.getByTestId('view-excluded').getByText('4').waitFor();
  });

  it('are counted and listed apart, stay excluded over a rescan and a restart, and are used again', async () => {
    const { page } = app;
    await goTo(app, 'Data');
    await expectCount(app, 'unlabelled', '7');
    await expect.poll(() => page.getByTestId('count-aside').textContent()).toBe('4');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '7');
    await page.getByText('A person excluded it.').first().waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await lookAtIt(app, 'exclude-aside');
    expect(await problemsIn(app, 'excluded')).toEqual([]);
    await closeProject(app);
    await openProject(app, join(place, 'Exclude'));
    await goTo(app, 'Data');
    await page.getByRole('button', { name: 'Use again' }).first().click();
    await expectCount(app, 'unlabelled', '8');
    await goTo(app, 'Label');
    await view().click();
    await page.getByTestId('label-selected').filter({ hasText: '3 images' }).waitFor();
    await page.getByTestId('label-grid').and(page.locator('[data-images="3"]')).focus();
    await expect.poll(() => said(0)).toContain('Excluded');
    await press(app, 'Control+a');
    await button('Use again').waitFor();
    await lookAtIt(app, 'exclude-view');
    expect(await problemsIn(app, 'excluded')).toEqual([]);
    await press(app, 'Control+Delete');
    await page.getByText('3 images used again').waitFor();
    await untilIdle(app);
    await goTo(app, 'Data');
    await expectCount(app, 'unlabelled', '11');
  });
});
