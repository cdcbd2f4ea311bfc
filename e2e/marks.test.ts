import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, expectCount, goTo, leave, makeProject, openProject, press } from './program/steps';
import { measuredProject } from './projects/measured-project';
import { writePictures } from './projects/pictures';

const pictures = Array.from({ length: 12 }, (_, i) => `${i}.png`);

describeApp('tags, stars and notes in Label', () => {
  let app: StudioApp;
  let place: string;
  const tile = (at: number) => app.page.locator(`#tile-${at}`);
  const hasFocus = (field: Locator) => field.evaluate((each) => each === document.activeElement);
  const said = (at: number) => tile(at).getAttribute('aria-label');
  const shown = (images: number) =>
    app.page
      .getByTestId('label-selected')
      .filter({ hasText: new RegExp(`^${images} images?`) })
      .waitFor();

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-marks-'));
    await writePictures(join(place, 'data', 'fox'), pictures.slice(0, 4));
    await writePictures(join(place, 'pool'), pictures);
    app = await launchStudio();
    await makeProject(app, place, 'Marks');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '12');
    await goTo(app, 'Label');
    await app.page.getByTestId('label-grid').and(app.page.locator('[data-images]')).focus();
  });
  afterAll(() => leave(app, place));

  it('are given by keyboard to one image or many, and taken back with labels', async () => {
    const { page } = app;
    await press(app, 'Home', '*');
    await expect.poll(() => said(0)).toContain('starred');
    await press(app, 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', '#');
    const dialog = page.getByTestId('tag-dialog');
    await dialog.getByText('Tag 4 images').waitFor();
    // A person types at once, so the field has the focus although the tags came after the dialog.
    await expect.poll(() => hasFocus(dialog.getByRole('combobox'))).toBe(true);
    await page.keyboard.type('night');
    await dialog.getByText('New tag “night”').waitFor();
    await lookAtIt(app, 'marks-tag-dialog');
    await press(app, 'Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('4 images tagged “night”').waitFor();
    await expect.poll(() => said(3)).toContain('1 tag');
    await expect.poll(() => said(0)).toContain('starred, 1 tag');
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    await expect.poll(focused).toBe('label-grid');
    // A label that was given later is undone before the tags, because they share one history.
    await page.keyboard.type('fox');
    await press(app, 'Enter');
    await page.getByText('4 images labelled fox').waitFor();
    await press(app, 'Control+z');
    await page.getByText('Undone: 4 images labelled fox').waitFor();
    await press(app, 'Control+z');
    await page.getByText('Undone: 4 images tagged “night”').waitFor();
    await expect.poll(() => said(3)).not.toContain('tag');
    await press(app, 'Control+Shift+z');
    await page.getByText('Redone: 4 images tagged “night”').waitFor();
    await expect.poll(() => said(3)).toContain('1 tag');
    await lookAtIt(app, 'marks-grid');
  });

  it('are written and seen in the large view', async () => {
    const { page } = app;
    await press(app, 'Home', ' ');
    const large = page.getByTestId('large-view');
    await large.waitFor();
    await press(app, '"');
    const dialog = page.getByTestId('note-dialog');
    await expect.poll(() => hasFocus(dialog.getByRole('textbox', { name: 'Note' }))).toBe(true);
    await page.keyboard.type('Ask Ada.');
    await press(app, 'Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await press(app, 'Alt+Enter');
    const facts = page.getByTestId('file-facts');
    await facts.getByText('Ask Ada.').waitFor();
    await facts.getByText('night').waitFor();
    await facts.getByText('★').waitFor();
    await lookAtIt(app, 'marks-large');
    // A button above the image removes the star.
    await large.getByTestId('action-star').click();
    await facts.getByText('★').waitFor({ state: 'detached' });
    await large.getByTestId('action-star').click();
    await facts.getByText('★').waitFor();
    // The first Escape would close the tooltip of the button under the mouse.
    await page.mouse.move(640, 300);
    await page.getByRole('tooltip').waitFor({ state: 'detached' });
    await press(app, 'Escape');
    await large.waitFor({ state: 'detached' });
  });

  it('are given and taken away by mouse', async () => {
    const { page } = app;
    await tile(6).click();
    await tile(6).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Tags' }).click();
    const dialog = page.getByTestId('tag-dialog');
    const option = dialog.getByTestId('tag-option').filter({ hasText: 'night' });
    await option.click();
    await option.getByRole('img', { name: 'all have it' }).waitFor();
    await expect.poll(() => said(6)).toContain('1 tag');
    await option.click();
    await option.getByRole('img', { name: 'none has it' }).waitFor();
    await press(app, 'Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => said(6)).not.toContain('tag');
    await page.getByTestId('action-star').click();
    await expect.poll(() => said(6)).toContain('starred');
  });

  it('filter what is shown, and a filter is saved, chosen, renamed and deleted', async () => {
    const { page } = app;
    expect(await problemsIn(app, 'label-marks')).toEqual([]);
    await page.getByTestId('picture-filter').click();
    const menu = page.getByTestId('filter-menu');
    await menu.getByRole('checkbox', { name: 'Starred' }).check();
    await shown(2);
    await menu.getByPlaceholder('Any').first().click();
    await menu.getByRole('option', { name: 'night' }).click();
    await shown(1);
    await menu.getByRole('textbox', { name: 'Name of the filter' }).fill('mine');
    await lookAtIt(app, 'marks-filter');
    expect(await problemsIn(app, 'label-filter')).toEqual([]);
    await menu.getByRole('button', { name: 'Save' }).click();
    await menu.getByTestId('saved-filter').filter({ hasText: 'mine' }).waitFor();
    await menu.getByRole('button', { name: 'Clear filter' }).click();
    await shown(12);
    await menu.getByRole('button', { name: 'Rename mine' }).click();
    await menu.getByRole('textbox', { name: 'Name of the filter' }).fill('starred nights');
    await press(app, 'Enter');
    await menu.getByRole('button', { name: 'starred nights', exact: true }).click();
    await shown(1);
    await page.getByRole('button', { name: 'Filter: 2 conditions' }).click();
    await menu.getByRole('button', { name: 'Delete starred nights' }).click();
    await menu.getByTestId('saved-filter').waitFor({ state: 'detached' });
    await menu.getByRole('textbox', { name: 'Folder' }).fill('nowhere');
    await page.getByText('No image fits the filter').waitFor();
    await menu.getByRole('button', { name: 'Clear filter' }).click();
    await shown(12);
    await press(app, 'Escape');
    await menu.waitFor({ state: 'detached' });
  });

  it('a click on a class or a split in Data shows its images', async () => {
    const { page } = app;
    await page.getByTestId('label-grid').focus();
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await page.keyboard.type('fox');
    await press(app, 'Enter');
    await page.getByText('3 images labelled fox').waitFor();
    await goTo(app, 'Data');
    await page.getByTestId('browse-class').click();
    await page.getByRole('heading', { name: 'Label', level: 1 }).waitFor();
    await shown(3);
    await goTo(app, 'Data');
    await page.getByTestId('count-unlabelled').click();
    await shown(9);
    await goTo(app, 'Data');
    await page.getByTestId('count-labelled-train').click();
    await shown(3);
  });
});

describeApp('tags, stars and notes in Review', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-marks-review-'));
    const folder = await measuredProject(join(place, 'grid'), 60);
    app = await launchStudio();
    await openProject(app, folder);
    await goTo(app, 'Review');
    await app.page.getByTestId('grid').and(app.page.locator('[data-images]')).focus();
  });
  afterAll(() => leave(app, place));

  it('are given by key, filtered by, and undone among decisions', async () => {
    const { page } = app;
    const tile = (at: number) => page.locator(`#tile-${at}`);
    const said = (at: number) => tile(at).getAttribute('aria-label');
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', '*');
    await page.getByText('3 images starred').waitFor();
    await expect.poll(() => said(2)).toContain('starred');
    await press(app, 'x');
    await expect.poll(() => tile(2).getAttribute('data-decision')).toBe('exclude');
    await press(app, 'Control+z');
    await expect.poll(() => tile(2).getAttribute('data-decision')).toBe('none');
    expect(await said(2)).toContain('starred');
    await press(app, 'Control+z');
    await expect.poll(() => said(2)).not.toContain('starred');
    await page.getByText('Undone: 3 images starred').waitFor();
    await press(app, 'Control+Shift+z');
    await expect.poll(() => said(2)).toContain('starred');
    expect(await problemsIn(app, 'review-marks')).toEqual([]);
    await page.getByTestId('picture-filter').click();
    await page.getByTestId('filter-menu').getByRole('checkbox', { name: 'Starred' }).check();
    await page.getByTestId('grid').and(page.locator('[data-images="3"]')).waitFor();
    await lookAtIt(app, 'marks-review');
    expect(await problemsIn(app, 'review-filter')).toEqual([]);
  });
});
