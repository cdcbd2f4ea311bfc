import { mkdtempSync, renameSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerDialogs, launchStudio, type StudioApp } from './program/app';
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
import { measuredProject } from './projects/measured-project';
import { writePictures } from './projects/pictures';

const images = 400;

/** Screens follow what is done on other screens, without being opened again. */
describeApp('what is shown stays in step with the project', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-in-step-'));
    const project = await measuredProject(join(place, 'grid'), images);
    app = await launchStudio({ width: 1440, height: 900 });
    await openProject(app, project);
  }, 120_000);
  afterAll(() => leave(app, place));

  const inFacet = async (name: string) => {
    const row = app.page
      .locator('[data-testid^="facet-classIds-"]')
      .and(app.page.locator(`[title="${name}"]`));
    return Number(((await row.textContent()) ?? '').slice(name.length).replace(',', ''));
  };
  const openTab = async (name: string) => {
    await goTo(app, 'Evaluate');
    await app.page.getByRole('tab', { name }).click();
  };

  it('a relabelled image does not keep how sure the model was of another class', async () => {
    const { page } = app;
    await goTo(app, 'Review');
    await page
      .getByTestId('grid')
      .and(page.locator(`[data-images="${images}"]`))
      .focus();
    await press(app, 'Home', '/');
    await page.keyboard.type('Bag');
    await press(app, 'Enter', 'Home');
    const tile = page.locator('[data-testid=tile][aria-posinset="1"][data-decision=relabel]');
    await expect.poll(() => tile.getAttribute('aria-label')).toBe('Bag, Kept, Relabelled');
    expect(await tile.textContent()).toBe('Bag');
    await page.getByTestId('inspector-class').filter({ hasText: 'Bag' }).waitFor();
    expect(await page.getByTestId('inspector-confidence').count()).toBe(0);
    await press(app, ' ');
    const large = page.getByTestId('large-view');
    await large.getByText('Relabelled').waitFor();
    expect(await large.getByTestId('large-confidence').count()).toBe(0);
    await press(app, 'r');
    await large.getByTestId('large-confidence').waitFor();
    await press(app, 'Escape');
    await page.getByTestId('inspector-confidence').waitFor();
  });

  it('a merge of classes is seen on every screen, and no class is left without a name', async () => {
    const { page } = app;
    await goTo(app, 'Review');
    const both = (await inFacet('Shirt')) + (await inFacet('T-shirt-top'));
    // A filter by a class that is removed must not stay.
    await page.locator('[data-testid^="facet-classIds-"][title="Shirt"]').click();
    await goTo(app, 'Data');
    await page.getByRole('button', { name: /^Shirt/ }).click();
    await page.getByRole('button', { name: 'Merge …' }).click();
    await page.getByRole('combobox', { name: /becomes part of/ }).fill('T-shirt');
    await page.getByRole('option', { name: 'T-shirt-top' }).click();
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });

    await goTo(app, 'Review');
    await page
      .getByTestId('grid')
      .and(page.locator(`[data-images="${images}"]`))
      .waitFor();
    await expect.poll(() => inFacet('T-shirt-top')).toBe(both);
    for (const row of await page.locator('[data-testid^="facet-"][title]').all())
      expect(await row.getAttribute('title')).not.toBe('');
    const balance = page.locator('[data-testid^="balance-"][title]');
    expect((await balance.allTextContents()).every((row) => /^\D+\d/.test(row))).toBe(true);
    expect(
      await page.getByTestId('tile').filter({ hasText: 'Shirt' }).filter({ hasNotText: 'T-shirt' }).count(),
    ).toBe(0);

    for (const tab of ['Classes', 'Confusion', 'Mistakes', 'Suspicious labels']) {
      await openTab(tab);
      if (tab === 'Suspicious labels') await page.getByText('By this model').click();
      await page.getByRole('tabpanel').getByText('T-shirt').first().waitFor();
      expect(await page.getByRole('tabpanel').textContent()).not.toMatch(/\?|undefined/);
    }
    await openTab('Classes');
    await page.getByRole('tabpanel').getByText('Shirt → T-shirt-top').waitFor();
  });

  it('a pool that is taken out is gone from the plan of the next student and from what is missing', async () => {
    const { page } = app;
    const plan = (name: string) => page.getByTestId(`plan-${name}`);
    await goTo(app, 'Review');
    await page.getByTestId('train-button').click();
    const kept = await plan('pseudo').textContent();
    expect(Number(kept)).toBeGreaterThan(100);
    await press(app, 'Escape');
    await goTo(app, 'Data');
    await page.getByRole('button', { name: 'Actions for pool' }).click();
    await page.getByRole('menuitem', { name: 'Remove from project …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await expectCount(app, 'unlabelled', '0');
    await page.getByText('Nothing is set aside').waitFor();

    await goTo(app, 'Review');
    await page
      .getByTestId('balance-total')
      .filter({ hasText: /^0 kept/ })
      .waitFor();
    await page.getByTestId('train-button').click();
    await page.getByTestId('train-problems').waitFor();
    expect(await plan('pseudo').textContent()).toBe('0');
    expect(await plan('seen').textContent()).toBe('0');
    expect(await plan('dropped').textContent()).toBe(String(images));
    for (const row of (await page.getByTestId('train-dialog').getByRole('row').all()).slice(1))
      expect((await row.getByRole('cell').allTextContents()).slice(2, 4)).toEqual(['0', '0']);
    await press(app, 'Escape');
    await closeProject(app);
  });

  it('a folder that is there again is shown again, and nothing says that it is missing', async () => {
    const { page } = app;
    const [pool, away] = [join(place, 'birds'), join(place, 'away')];
    await writePictures(pool, ['1.png', '2.png', '3.png']);
    await makeProject(app, place, 'Birds');
    // A new project begins on its own first screen, not on that of the last one.
    await page.getByRole('heading', { name: 'Data', level: 1 }).waitFor({ timeout: 2000 });
    await addFolders(app, [pool]);
    await expectCount(app, 'unlabelled', '3');
    renameSync(pool, away);
    const rescan = async () => {
      await goTo(app, 'Data');
      await page.getByRole('button', { name: 'Actions for birds' }).click();
      await page.getByRole('menuitem', { name: 'Look for new and changed files' }).click();
      await untilIdle(app);
    };
    await rescan();
    const notFound = page.getByText('not found', { exact: true });
    await notFound.waitFor();
    const broken = page.locator('[data-testid=tile][data-picture=broken]');
    await goTo(app, 'Label');
    await page.getByText('The files of birds are not found').waitFor();
    await expect.poll(() => broken.count()).toBe(3);

    renameSync(away, pool);
    await rescan();
    await notFound.waitFor({ state: 'detached' });
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
    await goTo(app, 'Label');
    await expect.poll(() => broken.count()).toBe(0);
    expect(await page.getByText('The files of birds are not found').count()).toBe(0);
  });

  it('so it is when the person comes back to the window, without a rescan', async () => {
    const { page } = app;
    const [pool, away] = [join(place, 'birds'), join(place, 'away')];
    renameSync(pool, away);
    await page.reload();
    await goTo(app, 'Label');
    const banner = page.getByText('The files of birds are not found');
    await banner.waitFor();
    renameSync(away, pool);
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await banner.waitFor({ state: 'detached' });
  });

  it('and while the window stays in front: a folder that goes and comes is told within seconds', async () => {
    const { page } = app;
    const [pool, away] = [join(place, 'birds'), join(place, 'away')];
    const banner = page.getByText('The files of birds are not found');
    expect(await banner.count()).toBe(0);
    renameSync(pool, away);
    await banner.waitFor({ timeout: 6000 });
    renameSync(away, pool);
    await banner.waitFor({ state: 'detached', timeout: 6000 });
    await goTo(app, 'Data');
    renameSync(pool, away);
    await page.getByText('not found', { exact: true }).waitFor({ timeout: 6000 });
    renameSync(away, pool);
    await page.getByText('not found', { exact: true }).waitFor({ state: 'detached', timeout: 6000 });
    await goTo(app, 'Label');
  });

  it('images that come while others are labelled are there without F5', async () => {
    const { page } = app;
    const more = join(place, 'more');
    await writePictures(
      more,
      Array.from({ length: 2500 }, (_, i) => `${i + 10}.png`),
    );
    await goTo(app, 'Data');
    await answerDialogs(app, [more]);
    await page.getByRole('button', { name: 'Add images', exact: true }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await goTo(app, 'Label');
    const grid = page.getByTestId('label-grid');
    const shown = Number(await grid.getAttribute('data-images'));
    await untilIdle(app);
    await page.getByTestId('new-images').getByRole('button', { name: 'Show' }).click();
    await expect.poll(async () => Number(await grid.getAttribute('data-images'))).toBeGreaterThan(shown);
    await page.getByTestId('new-images').waitFor({ state: 'detached' });
  });
});
