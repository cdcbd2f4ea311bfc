import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { gridProject } from '../bench/grid-project';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press } from './program/steps';

const images = 400;

/** A key must never make a decision about another image than the one that the person means. */
describeApp('decisions of the review are about the images that are meant', () => {
  let app: StudioApp;
  let place: string;
  /** What is selected before any key is pressed or anything is clicked. */
  let selectedFirst: string | null;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-right-decision-'));
    const project = await gridProject(join(place, 'grid'), images, () => {});
    app = await launchStudio();
    await openProject(app, project);
    await goTo(app, 'Review');
    selectedFirst = await app.page.getByTestId('count-selected').textContent({ timeout: 10_000 });
  }, 120_000);
  afterAll(() => leave(app, place));

  it('begin with the first image, which is framed and inspected', () => {
    expect(selectedFirst).toBe('1 selected');
  });

  /** Resets the review: nothing is decided, filtered or selected. */
  beforeEach(async () => {
    const { page } = app;
    const clear = page.getByRole('button', { name: 'Clear', exact: true });
    while ((await clear.count()) > 0) await clear.first().click();
    await shows(images);
    await page.getByTestId('grid').focus();
    await press(app, 'Home', 'Control+a', 'r');
    await decided({ accept: 0, ood: 0, exclude: 0, relabel: 0 });
    await press(app, 'Home', 'F5', 'Escape');
    await expect.poll(() => page.getByTestId('count-selected').count()).toBe(0);
  });

  const shows = (shown: number) => app.page.locator(`[data-testid=grid][data-images="${shown}"]`).waitFor();
  const decided = (counts: Readonly<Record<string, number>>) =>
    expect
      .poll(async () => {
        const found: Record<string, number> = {};
        for (const decision of Object.keys(counts))
          found[decision] = Number(
            await app.page.getByTestId(`facet-decisions-${decision}-count`).textContent(),
          );
        return found;
      })
      .toEqual(counts);
  /** Positions of the tiles with this decision. */
  const at = (decision: string) =>
    app.page
      .getByTestId('tile')
      .and(app.page.locator(`[data-decision="${decision}"]`))
      .evaluateAll((tiles) => tiles.map((tile) => Number(tile.getAttribute('aria-posinset')) - 1).sort());
  const selected = (number: number) =>
    app.page
      .getByTestId('count-selected')
      .filter({ hasText: new RegExp(`^${number} `) })
      .waitFor();

  it('after an undo the next key is about the image whose decision was taken back', async () => {
    await press(app, 'Home', 'ArrowRight', 'ArrowRight', 'x', 'Control+z', 'o');
    await decided({ exclude: 0, ood: 1 });
    await expect.poll(() => at('ood')).toEqual([2]);
    await press(app, 'Control+z', 'ArrowRight', 'ArrowRight', 'Control+Shift+z', 'a');
    await decided({ ood: 0, accept: 1 });
    await expect.poll(() => at('accept')).toEqual([2]);
  });

  it('and so in the large view, where keys are about the one image that is seen', async () => {
    const large = app.page.getByTestId('large-view');
    // If more than four images are selected, the large view shows the one with the focus.
    const range = Array.from({ length: 4 }, () => 'Shift+ArrowRight');
    await press(app, 'Home', ...range, ' ', 'x');
    await decided({ exclude: 1 });
    await large.getByText(`6 of ${images}`, { exact: true }).waitFor();
    await press(app, 'Control+z', 'o');
    await decided({ exclude: 0, ood: 1 });
    await press(app, 'Escape');
    await expect.poll(() => at('ood')).toEqual([4]);
  });

  it('an undo about images that the filter hides by now shows them again', async () => {
    const { page } = app;
    await page.getByTestId('facet-decisions-none').click();
    await shows(images);
    await page.getByTestId('grid').focus();
    await press(app, 'Home', 'x', 'F5');
    await shows(images - 1);
    await press(app, 'Control+z', 'o');
    await shows(images);
    await decided({ exclude: 0, ood: 1 });
    await expect.poll(() => at('ood')).toEqual([0]);
  });

  it('select all takes what still fits the filter, and no more', async () => {
    const { page } = app;
    await page.getByTestId('facet-decisions-none').click();
    await shows(images);
    await page.getByTestId('grid').focus();
    await press(app, 'Home', 'x', 'o', 'Control+a', 'a');
    await decided({ exclude: 1, ood: 1, accept: images - 2 });
    await page
      .getByTestId('notice')
      .filter({ hasText: `${images - 2} images accepted` })
      .waitFor();
  });

  it('a key decides about nothing where nothing is selected, and behind the last image', async () => {
    const { page } = app;
    await press(app, 'x');
    await press(app, 'End', 'a', 'x');
    await decided({ accept: 1, exclude: 0 });
    await page.getByTestId('facet-states-kept').click();
    await expect.poll(() => page.getByTestId('count-selected').count()).toBe(0);
    await page.getByTestId('grid').focus();
    await press(app, 'x');
    await decided({ accept: 1, exclude: 0 });
  });

  it('what stays selected under another filter is brought into sight', async () => {
    const { page } = app;
    await page.getByTestId('grid').focus();
    await press(app, 'End');
    await selected(1);
    await page.getByTestId('group-by-class').click();
    await page.locator('[data-testid=tile][aria-selected=true]').waitFor();
    const row = page.locator('[data-testid=tile][aria-selected=true]');
    const [tile, grid] = [await row.boundingBox(), await page.getByTestId('grid').boundingBox()];
    if (!tile || !grid) throw new Error('Nothing is shown.');
    expect(tile.y).toBeGreaterThanOrEqual(grid.y);
    expect(tile.y + tile.height).toBeLessThanOrEqual(grid.y + grid.height);
    await page.getByTestId('group-by-class').click();
  });
});
