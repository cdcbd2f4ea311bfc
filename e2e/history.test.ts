import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gridProject } from '../bench/grid-project';
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
} from './program/steps';
import { writePictures } from './projects/pictures';

const pictures = Array.from({ length: 12 }, (_, i) => `${i}.png`);
const images = 400;

/** A list of what Ctrl+Z would undo, from which a person can go to any point. */
describeApp('the history of undo as a list', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-history-'));
    await writePictures(join(place, 'pool'), pictures);
    app = await launchStudio();
    await makeProject(app, place, 'History');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '12');
  });
  afterAll(() => leave(app, place));

  const list = () => app.page.getByTestId('history-list');
  /** The lines of the list; the current one has a mark before it. */
  const lines = () =>
    list()
      .getByRole('menuitem')
      .evaluateAll((all) =>
        all.map((each) => `${each.getAttribute('aria-current') ? '* ' : ''}${each.textContent}`),
      );
  const open = () => app.page.getByTestId('history').click();
  const goBackTo = async (line: string) => {
    await open();
    await list().getByRole('menuitem', { name: line }).click();
    await list().waitFor({ state: 'detached' });
  };
  const expectClasses = (...classes: string[]) =>
    expect.poll(() => app.page.getByTestId('label-class').allTextContents()).toEqual(classes);

  it('names each labelling step with its images, and goes back and forth', async () => {
    const { page } = app;
    await goTo(app, 'Label');
    await page.getByTestId('label-grid').and(page.locator('[data-images="12"]')).focus();
    await open();
    await list().getByText('Nothing has been done yet.').waitFor();
    await press(app, 'Escape');
    await page.getByTestId('label-grid').focus();
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight');
    await page.keyboard.type('fox');
    await press(app, 'Enter');
    await expectClasses('fox13');
    await page.keyboard.type('owl');
    await press(app, 'Enter');
    await expectClasses('fox13', 'owl21');
    await press(app, '2', '1');
    await expectClasses('fox14', 'owl22');

    await open();
    await expect
      .poll(lines)
      .toEqual([
        '* 1 image labelled fox',
        '1 image labelled owl',
        '1 image labelled owl',
        '3 images labelled fox',
        'Before all of these',
      ]);
    await lookAtIt(app, 'history-label');
    await list().getByRole('menuitem', { name: '3 images labelled fox' }).click();
    await expectClasses('fox13', 'owl20');
    await open();
    await expect
      .poll(lines)
      .toEqual([
        '1 image labelled fox',
        '1 image labelled owl',
        '1 image labelled owl',
        '* 3 images labelled fox',
        'Before all of these',
      ]);
    await lookAtIt(app, 'history-back');
    await press(app, 'Escape');
    await goBackTo('Before all of these');
    await expectClasses('fox10', 'owl20');
    await goBackTo('1 image labelled fox');
    await expectClasses('fox14', 'owl22');
  });

  it('names the decisions of a review too', { timeout: 120_000 }, async () => {
    const { page } = app;
    await closeProject(app);
    await openProject(app, await gridProject(join(place, 'grid'), images, () => {}));
    await goTo(app, 'Review');
    await page.locator(`[data-testid=grid][data-images="${images}"]`).focus();
    const decided = (decision: string, number: number) =>
      expect
        .poll(() => page.getByTestId(`facet-decisions-${decision}-count`).textContent())
        .toBe(String(number));
    await press(app, 'Home', 'x', 'x', 'Shift+ArrowRight', 'o');
    await decided('exclude', 2);
    await decided('ood', 2);
    await open();
    await expect
      .poll(lines)
      .toEqual([
        '* 2 images marked out of domain',
        '1 image excluded',
        '1 image excluded',
        'Before all of these',
      ]);
    await lookAtIt(app, 'history-review');
    await list().getByRole('menuitem', { name: 'Before all of these' }).click();
    await decided('exclude', 0);
    await decided('ood', 0);
    await goBackTo('2 images marked out of domain');
    await decided('exclude', 2);
    await decided('ood', 2);
  });
});
