import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gridProject } from '../bench/grid-project';
import { importSource } from '../src/studio/import';
import { writeFlawed } from '../src/studio/issues/flawed.fixture';
import { createProject } from '../src/studio/project/folder/project';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press, untilIdle } from './program/steps';

const images = 3 * 12 + 5;

describeApp('images that something is wrong with', () => {
  let app: StudioApp;
  let place: string;
  let nameOf: ReadonlyMap<number, string>;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-issues-'));
    await writeFlawed(join(place, 'pool'), 12);
    const project = createProject(join(place, 'Issues'));
    await importSource(project, { path: join(place, 'pool'), kind: 'pool', split: 'unlabelled' });
    const { images: all } = project.catalog;
    nameOf = new Map(all.byIds(all.ids()).map(({ id, path }) => [id, basename(path)]));
    project.close();
    app = await launchStudio({ env: { XDG_CACHE_HOME: join(place, 'cache') } });
    await openProject(app, join(place, 'Issues'));
    await goTo(app, 'Label');
    await app.page
      .getByTestId('label-grid')
      .and(app.page.locator(`[data-images="${images}"]`))
      .focus();
  });
  afterAll(() => leave(app, place));

  const first = async () => {
    const ids = await app.page.getByTestId('tile').evaluateAll((tiles) =>
      tiles
        .filter((tile) => (tile as HTMLElement).style.display !== 'none')
        .sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
        .map((tile) => Number((tile as HTMLElement).dataset.row)),
    );
    return nameOf.get(ids[0]);
  };

  it.each([
    [
      'Darkest',
      'dark.png',
      /brightest parts are dark come first\. \d images? (is|are) beyond the usual limit/,
    ],
    ['Lightest', 'light.png', /darkest parts are light come first\./],
    ['Most blurred', 'blurred.png', /few sharp edges come first\./],
    ['Least information', 'plain.png', /few different colours/],
    ['Oddest size', 'huge.png', /much smaller or larger than most come first\. 1 image is beyond/],
  ])('%s come first, and how many are beyond the usual limit', async (order, name, help) => {
    const { page } = app;
    const orders = page.getByLabel('Order', { exact: true }).first();
    await orders.click();
    if (order === 'Darkest') {
      await page.getByText('Image issues').scrollIntoViewIfNeeded();
      await lookAtIt(app, 'issue-orders');
    }
    await page.getByRole('option', { name: order }).click();
    await page.getByText(help).waitFor();
    await expect.poll(first).toBe(name);
    expect(await orders.inputValue()).toBe(order);
    if (order === 'Most blurred') await lookAtIt(app, 'issue-blurred');
  });

  it('Least typical ones are those unlike their cluster, by what a person chose', async () => {
    const { page } = app;
    await page.getByLabel('Order', { exact: true }).first().click();
    await page.getByRole('option', { name: 'Least typical' }).click();
    await page.getByText('Images that look least like the others of their cluster come first.').waitFor();
    await page.getByText('Compared by colours and layout.').waitFor();
  });

  it('those beyond the limit are selected at once, and excluded', async () => {
    const { page } = app;
    await page.getByLabel('Order', { exact: true }).first().click();
    await page.getByRole('option', { name: 'Oddest size' }).click();
    await expect.poll(first).toBe('huge.png');
    await page.getByRole('button', { name: 'Select these' }).click();
    await page.getByTestId('label-selected').filter({ hasText: '1 selected' }).waitFor();
    await lookAtIt(app, 'issue-selected');
    await press(app, 'Control+Delete');
    await page.getByText('1 image excluded').waitFor();
    await press(app, 'Control+z');
    await page.getByText('Undone: 1 image excluded').waitFor();
  });

  it('a class is given to a flawed image like to any other', async () => {
    const { page } = app;
    await page.getByLabel('Order', { exact: true }).first().click();
    await page.getByRole('option', { name: 'Darkest' }).click();
    await expect.poll(first).toBe('dark.png');
    await press(app, 'Home');
    await page.keyboard.type('fox');
    await press(app, 'Enter');
    await expect
      .poll(() => page.getByTestId('label-class').filter({ hasText: 'fox' }).textContent())
      .toContain('1');
  });
});

describeApp('issues of images in Review', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-issues-review-'));
    const project = await gridProject(join(place, 'grid'), 200, () => {});
    app = await launchStudio();
    await openProject(app, project);
    await goTo(app, 'Review');
    await app.page.getByTestId('tile').first().waitFor();
  }, 120_000);
  afterAll(() => leave(app, place));

  /**
   * The brightness, 0 to 255, that 99 of 100 pixels of the first image stay below. Rows that arrived later may have moved the image out of
   * sight.
   */
  const brightness = async () => {
    await app.page.getByTestId('grid').focus();
    await press(app, 'Home');
    const first = app.page.locator('[data-testid=tile][aria-posinset="1"] img');
    return first.evaluate(
      (image) => {
        const canvas = document.createElement('canvas');
        [canvas.width, canvas.height] = [28, 28];
        const context = canvas.getContext('2d') as CanvasRenderingContext2D;
        context.drawImage(image as HTMLImageElement, 0, 0, 28, 28);
        const reds = context.getImageData(0, 0, 28, 28).data.filter((_, at) => at % 4 === 0);
        return reds.sort()[Math.floor(0.99 * reds.length)];
      },
      null,
      { timeout: 2000 },
    );
  };

  it('put those that have it most in front, and, turned, those that have it least', async () => {
    const { page } = app;
    await page.getByTestId('order').click();
    await page.getByRole('option', { name: 'Darkness' }).click();
    await expect.poll(() => page.getByTestId('order').inputValue()).toBe('Darkness');
    await untilIdle(app);
    await page.getByRole('button', { name: 'Highest first' }).waitFor();
    await expect.poll(brightness, { timeout: 20_000 }).toBeLessThan(200);
    await page.getByTestId('direction').click();
    await page.getByRole('button', { name: 'Lowest first' }).waitFor();
    await expect.poll(brightness, { timeout: 20_000 }).toBeGreaterThan(240);
  });

  it('are decided about like any other order', async () => {
    const { page } = app;
    await page.getByTestId('order').click();
    await page.getByRole('option', { name: 'Blur' }).click();
    await expect.poll(() => page.getByTestId('order').inputValue()).toBe('Blur');
    await page.getByRole('button', { name: 'Highest first' }).waitFor();
    await page.getByTestId('grid').focus();
    await press(app, 'Home', 'x');
    await expect.poll(() => page.getByTestId('facet-decisions-exclude-count').textContent()).toBe('1');
    await press(app, 'Control+z');
    await expect.poll(() => page.getByTestId('facet-decisions-exclude-count').textContent()).toBe('0');
  });
});
