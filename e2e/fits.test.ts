import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProject as openCatalog } from '../src/studio/project/folder/project';
import { buttonsOutOfSight, clippedWords, lostFocus } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { settled, tour, tourDialogs, tourEverything } from './looking/tour';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject } from './program/steps';
import { measuredProject } from './projects/measured-project';

const long =
  'a first try with the photographs of the northern meadows, cleaned twice, larger batches, '.repeat(2);
const longClass = 'Bag, clutch, suitcase and everything else that carries something, seen from the front';

/** Every text in the window can be read to its end. */
describeApp('every word fits into the window', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-fits-'));
    const folder = await measuredProject(join(place, 'grid'), 300);
    const project = openCatalog(folder);
    project.catalog.experiments.rename(1, long.trim());
    project.catalog.meta.set('name', long.trim());
    for (const { id, name } of project.catalog.classes.list())
      if (name === 'Bag') project.catalog.classes.update(id, { name: longClass });
    project.close();
    // The program starts without the weights of this machine, so that what is shown is the same everywhere.
    app = await launchStudio({ env: { XDG_CACHE_HOME: join(place, 'cache') } });
    await openProject(app, folder);
  });
  afterAll(() => leave(app, place));

  const setSize = (width: number, height: number, zoom: number) =>
    app.electron.evaluate(
      ({ BrowserWindow }, [w, h, factor]) => {
        const [window] = BrowserWindow.getAllWindows();
        window.setContentSize(w, h);
        window.webContents.setZoomFactor(factor);
      },
      [width, height, zoom] as const,
    );

  it.each([
    [1280, 800, 1],
    [960, 640, 1],
    [1280, 800, 1.5],
    [1920, 1080, 1],
  ])('at %i x %i, %f times as large', { timeout: 360_000 }, async (width, height, zoom) => {
    await setSize(width, height, zoom);
    const found: string[] = [];
    const visit = async (shown: string) => {
      const lost = [
        ...(await clippedWords(app.page)),
        ...(await buttonsOutOfSight(app.page)),
        ...(await lostFocus(app.page)),
      ];
      found.push(...lost.map((words) => `${shown}: ${words}`));
    };
    await tour(app, visit);
    if (width <= 1280) {
      await tourDialogs(app, place, visit);
      await tourEverything(app, visit);
    }
    await setSize(1280, 800, 1);
    expect(found).toEqual([]);
  });

  it.each([960, 1280, 1920])('with the numbers of millions of images, %i wide', async (width) => {
    const { page } = app;
    await setSize(width, 800, 1);
    await goTo(app, 'Review');
    await page.getByTestId('grid').and(page.locator('[data-images]')).focus();
    await page.keyboard.press('Home');
    await page.getByTestId('count-selected').waitFor();
    await page.evaluate(() => {
      for (const [name, words] of [
        ['count-shown', '1,999,999 of 2,000,000 images'],
        ['count-selected', '1,999,999 selected'],
      ])
        for (const each of document.querySelectorAll(`[data-testid=${name}]`)) each.textContent = words;
    });
    const found = await clippedWords(page);
    // A number that ends in an ellipsis would be read as another number.
    for (const shown of ['count-shown', 'count-selected'])
      if (await page.getByTestId(shown).evaluate((each) => each.scrollWidth > each.clientWidth + 1))
        found.push(`${shown} is cut off`);
    await lookAtIt(app, `review-millions-${width}`);
    await setSize(1280, 800, 1);
    expect(found).toEqual([]);
  });

  it.each([960, 1280, 1366])('with millions of images in Label, %i wide', async (width) => {
    const { page } = app;
    await setSize(width, 800, 1);
    // The counts that another size replaced are drawn anew.
    await goTo(app, 'Data');
    await goTo(app, 'Label');
    await page.getByTestId('label-grid').and(page.locator('[data-images]')).focus();
    await page.keyboard.press('Home');
    await page
      .getByTestId('label-selected')
      .filter({ hasText: /1 selected/ })
      .waitFor();
    await page.evaluate(() => {
      for (const each of document.querySelectorAll('[data-testid=label-selected]'))
        each.textContent = '1,999,999 images  ·  1,999,999 selected';
    });
    const found = await clippedWords(page);
    await lookAtIt(app, `label-millions-${width}`);
    await setSize(1280, 800, 1);
    expect(found).toEqual([]);
  });

  it('in Korean as well', { timeout: 180_000 }, async () => {
    const { page } = app;
    await goTo(app, 'Data');
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitemradio', { name: '한국어' }).click();
    const found: string[] = [];
    for (const [i, screen] of [
      '데이터',
      '라벨링',
      '레시피',
      '실행',
      '검토',
      '평가',
      '연구',
      '내보내기',
      '예측',
    ].entries()) {
      await page.keyboard.press(`Control+${i + 1}`);
      await page.getByRole('heading', { name: screen, level: 1 }).waitFor();
      await settled(app);
      found.push(...(await clippedWords(page)).map((words) => `${screen}: ${words}`));
    }
    await page.keyboard.press('Control+6');
    const tabs = page.getByRole('tab');
    await tabs.first().waitFor();
    const names = await tabs.allTextContents();
    expect(names.length).toBeGreaterThan(7);
    for (const [i, name] of names.entries()) {
      await tabs.nth(i).click();
      await settled(app);
      found.push(...(await clippedWords(page)).map((words) => `평가, ${name}: ${words}`));
    }
    const letters = '데이터라벨링검토평가';
    const fromPackage = (text: string) => document.fonts.check('13px "Noto Sans KR Variable"', text);
    expect(await page.evaluate(fromPackage, letters)).toBe(true);
    await lookAtIt(app, 'korean');
    expect(found).toEqual([]);
  });
});
