import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withSpaces } from '../src/core/words/shares';
import { importSource } from '../src/studio/import';
import { writeKinds } from '../src/studio/likeness/kinds.fixture';
import { createProject } from '../src/studio/project/folder/project';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press } from './program/steps';

const each = 12;
const all = 3 * each;

describeApp('images that look alike, before there is any model', () => {
  let app: StudioApp;
  let place: string;
  /** The kind of each image by its id. */
  let kindOf: ReadonlyMap<number, string>;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-likeness-'));
    await writeKinds(join(place, 'pool'), each);
    const project = createProject(join(place, 'Likeness'));
    await importSource(project, { path: join(place, 'pool'), kind: 'pool', split: 'unlabelled' });
    const { images } = project.catalog;
    kindOf = new Map(images.byIds(images.ids()).map(({ id, path }) => [id, path.split('/')[0]]));
    project.close();
    const env = { XDG_CACHE_HOME: join(place, 'cache'), XDG_DATA_HOME: join(place, 'data') };
    app = await launchStudio({ env });
    await openProject(app, join(place, 'Likeness'));
    await goTo(app, 'Label');
    await grid(all).focus();
  });
  afterAll(() => leave(app, place));

  const grid = (images: number) =>
    app.page.getByTestId('label-grid').and(app.page.locator(`[data-images="${images}"]`));

  /** The kinds of the first images of the grid. */
  const kindsShown = async (most: number) => {
    const ids = await app.page.getByTestId('tile').evaluateAll((tiles) =>
      tiles
        .filter((tile) => (tile as HTMLElement).style.display !== 'none')
        .sort((a, b) => Number(a.ariaPosInSet) - Number(b.ariaPosInSet))
        .map((tile) => Number((tile as HTMLElement).dataset.row)),
    );
    return ids.slice(0, most).map((id) => kindOf.get(id));
  };

  const selected = (images: number) =>
    app.page
      .getByTestId('label-selected')
      .filter({ hasText: `${images} selected` })
      .waitFor();
  const said = (words: string) => app.page.getByTestId('notice').getByText(words).waitFor();
  const cluster = (number: number) => app.page.locator(`[data-testid="cluster"][data-number="${number}"]`);
  /** Waits until the line of a cluster contains these words. */
  const saysOf = (number: number, words: string) =>
    expect
      .poll(async () => withSpaces((await cluster(number).getAttribute('aria-label')) ?? ''))
      .toContain(words);
  const imagesOf = async (number: number) =>
    Number(/, (\d+) images?,/.exec((await cluster(number).getAttribute('aria-label')) ?? '')?.[1]);

  it('= shows those first that look like the selected one, and says what they are compared by', async () => {
    const { page } = app;
    for (const _ of [1, 2]) {
      await press(app, 'Home', 'ArrowRight', 'ArrowRight');
      const [, , kind] = await kindsShown(3);
      await press(app, '=');
      await page.getByText('Compared by colours and layout.').waitFor();
      await expect.poll(() => kindsShown(each)).toEqual(Array(each).fill(kind));
      await selected(1);
      await page.getByTestId('label-panel').waitFor();
      await press(app, 'End', 'ArrowLeft');
    }
    expect(await page.getByLabel('Order', { exact: true }).first().inputValue()).toBe(
      'Most similar to the selected',
    );
    await page.getByTestId('basis-other').filter({ hasText: 'Compare by a pretrained network' }).waitFor();
  });

  it('what is best labelled next comes first: an image of each kind, and why', async () => {
    const { page } = app;
    const order = page.getByLabel('Order', { exact: true }).first();
    await order.click();
    await page.getByRole('option', { name: 'Suggested next' }).click();
    await page.getByText('Typical images come first').waitFor();
    expect(await order.inputValue()).toBe('Suggested next');
    await expect.poll(async () => new Set(await kindsShown(8)).size).toBe(3);
    await page.getByText('0 labels per class so far. From 10 on').waitFor();
    await lookAtIt(app, 'likeness-next');
    await page.getByTestId('basis-other').waitFor();
  });

  it('words of names and folders are searched, whatever the order is', async () => {
    const { page } = app;
    await press(app, 'Control+f');
    await page.keyboard.type('WALL pool');
    await grid(each).waitFor();
    await expect.poll(async () => new Set(await kindsShown(each))).toEqual(new Set(['wall']));
    await page.keyboard.type(' nothing');
    await page.getByText('No image has this name').waitFor();
    await press(app, 'Escape');
    await grid(all).waitFor();
  });

  it('a cluster is shown whole and selected; a class is given to all of it, and one undo takes that back', async () => {
    const { page } = app;
    await press(app, 'Control+Shift+a');
    await cluster(0).waitFor();
    const images = await imagesOf(0);
    expect(images).toBeGreaterThan(2);
    await cluster(0).click();
    await grid(images).waitFor();
    await selected(images);
    await expect.poll(async () => new Set(await kindsShown(images)).size).toBe(1);
    await saysOf(0, '0 % labelled');
    await page.keyboard.type('fox');
    await press(app, 'Enter');
    await said(`${images} images labelled fox`);
    await saysOf(0, '100 % labelled, probably fox');
    await selected(images);
    await press(app, 'Control+z');
    await saysOf(0, '0 % labelled');
    await press(app, 'Control+Shift+z');
    await saysOf(0, '100 % labelled');
  });

  it('Alt and an arrow goes to the next one, Shift Enter gives the proposed class, and other labels are asked about', async () => {
    const { page } = app;
    await press(app, 'Alt+ArrowDown');
    const images = await imagesOf(1);
    await grid(images).waitFor();
    await selected(images);
    // One label is enough for a proposal.
    await press(app, 'Home');
    await selected(1);
    await page.keyboard.type('owl');
    await press(app, 'Enter');
    await saysOf(1, 'probably owl');
    await lookAtIt(app, 'label-clusters');
    await press(app, 'Shift+Enter');
    await said(`${images - 1} image`);
    await saysOf(1, '100 % labelled');
    await press(app, 'Control+z');
    await saysOf(1, `${Math.floor(100 / images)} % labelled`);
    // Key 1 is the first class, fox; the program asks before it changes the label owl.
    await press(app, 'Control+a', '1');
    const dialog = page.getByRole('dialog', { name: 'Change other labels to fox?' });
    await dialog.getByText(`1 of ${images} images has a label that would be changed:`).waitFor();
    await dialog.getByRole('button', { name: /^Only the other/ }).click();
    await saysOf(1, '100 % labelled');
    await saysOf(1, 'probably fox');
    await press(app, 'Control+z', 'Alt+ArrowUp');
    await grid(await imagesOf(0)).waitFor();
  });

  it('what is open leaves the clusters, and they are there again at once', async () => {
    const { page } = app;
    const labelled = (await imagesOf(0)) + 1;
    await page.getByRole('button', { name: 'All unlabelled images' }).click();
    await grid(all - labelled).waitFor();
    await page.getByTestId('label-class').first().waitFor();
    await press(app, 'Control+Shift+a');
    await cluster(0).waitFor();
    expect(await page.getByTestId('comparing').count()).toBe(0);
    await page.getByTestId('label-panel').getByText('Classes').click();
    await page.getByTestId('label-class').first().waitFor();
  });
});
