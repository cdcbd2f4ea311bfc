import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, closeProject, expectCount, goTo, leave, makeProject, press } from './program/steps';
import { writePictures } from './projects/pictures';

const images = 24;
const pictures = Array.from({ length: images }, (_, i) => `${i}.png`);
const unlabelled = { fox: 0, owl: 0 };

/** A key must never give a label to another image than the one that the person means. */
describeApp('labels go to the images that are meant', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-right-image-'));
    await writePictures(join(place, 'pool'), pictures);
    app = await launchStudio();
  });
  afterAll(() => leave(app, place));

  let projects = 0;
  /** Each test begins with a project without labels, with two classes whose keys are 1 and 2. */
  beforeEach(async () => {
    const { page } = app;
    if (projects > 0) await closeProject(app);
    await makeProject(app, place, `Project ${++projects}`);
    await goTo(app, 'Data');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', String(images));
    for (const name of ['fox', 'owl']) {
      await page.getByRole('button', { name: 'New class' }).click();
      await page.getByRole('dialog').getByLabel('Name').fill(name);
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    await goTo(app, 'Label');
    await shows(images);
    await page.getByTestId('label-grid').focus();
    await press(app, 'Home');
  });
  afterEach(() => app.page.keyboard.press('Escape'));

  /** Waits until `shown` images are shown. */
  const shows = (shown: number) =>
    app.page.locator(`[data-testid=label-grid][data-images="${shown}"]`).waitFor();
  /** Waits until each class has this number of images. */
  const labels = (counts: { readonly fox: number; readonly owl: number }) =>
    expect
      .poll(async () => {
        const rows = await app.page.getByTestId('label-class').allTextContents();
        return Object.fromEntries(rows.map((row) => [row.slice(0, 3), Number(row.slice(4))]));
      })
      .toEqual(counts);
  /** Positions of the tiles with this label. */
  const at = (label: string) =>
    app.page.getByTestId('tile').evaluateAll(
      (tiles, name) =>
        tiles
          .filter((tile) => tile.getAttribute('aria-label') === name)
          .map((tile) => Number(tile.getAttribute('aria-posinset')) - 1)
          .sort((a, b) => a - b),
      label,
    );
  const selected = (number: number) =>
    app.page
      .getByTestId('label-selected')
      .filter({ hasText: `${number} selected` })
      .waitFor();

  it('after an undo the next key is about the image whose label was taken back', async () => {
    await press(app, 'ArrowRight', 'ArrowRight', '1', 'Control+z', '2');
    await labels({ fox: 0, owl: 1 });
    await expect.poll(() => at('owl')).toEqual([2]);
  });

  it('after it was brought back, too', async () => {
    await press(app, 'ArrowRight', '1', 'Control+z', 'ArrowRight', 'ArrowRight', 'Control+Shift+z');
    await labels({ fox: 1, owl: 0 });
    await expect.poll(() => at('fox')).toEqual([1]);
    await press(app, '2');
    await labels({ fox: 0, owl: 1 });
    await expect.poll(() => at('owl')).toEqual([1]);
  });

  it.each([1, 2, 3])(
    'however fast keys follow each other, each is about the image under the focus then (%i)',
    async (seed) => {
      let state = seed;
      const pick = <T>(of: readonly T[]): T => {
        state = (state * 48271) % 0x7fffffff;
        return of[state % of.length];
      };
      const moves = { ArrowRight: 1, ArrowLeft: -1, Home: -images, End: images } as const;
      const names = { '1': 'fox', '2': 'owl' } as const;
      const meant: (string | null)[] = pictures.map(() => null);
      const keys: string[] = [];
      let focus = 0;
      for (let i = 0; i < 18; i++) {
        const key = pick(['1', '2', '1', '2', 'ArrowRight', 'ArrowLeft', 'Home', 'End'] as const);
        keys.push(key);
        if (key in moves) {
          focus = Math.min(images - 1, Math.max(0, focus + moves[key as keyof typeof moves]));
          continue;
        }
        meant[focus] = names[key as keyof typeof names];
        // The focus moves to the next image without a label.
        const open = [...meant.keys()].filter((at) => meant[at] === null);
        focus = open.find((at) => at > focus) ?? open[0];
      }
      // All keys arrive in one turn of the window's event loop, so nothing is drawn in between.
      await app.page.evaluate((pressed) => {
        for (const key of pressed) {
          const code = /^\d$/.test(key) ? `Digit${key}` : key;
          const event = { key, code, bubbles: true, cancelable: true };
          document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', event));
        }
      }, keys);
      const places = (name: string) => [...meant.keys()].filter((at) => meant[at] === name);
      await expect.poll(() => at('fox')).toEqual(places('fox'));
      await expect.poll(() => at('owl')).toEqual(places('owl'));
      await labels({ fox: places('fox').length, owl: places('owl').length });
    },
  );

  it('a step over several images chooses all of them again', async () => {
    await press(app, 'Shift+ArrowRight', 'Shift+ArrowRight', '1', 'Control+z');
    await labels(unlabelled);
    await selected(3);
    await press(app, '2');
    await labels({ fox: 0, owl: 3 });
    await expect.poll(() => at('owl')).toEqual([0, 1, 2]);
  });

  it('in the large view, which goes back to the image', async () => {
    const large = app.page.getByTestId('large-view');
    await press(app, 'ArrowRight', ' ', '1');
    await large.getByText(`3 of ${images}`, { exact: true }).waitFor();
    await press(app, 'Control+z', '2');
    await labels({ fox: 0, owl: 1 });
    await large.getByText(`3 of ${images}`, { exact: true }).waitFor();
    await press(app, 'Control+z');
    await large.getByText(`2 of ${images}`, { exact: true }).waitFor();
    await press(app, 'Escape');
    await expect.poll(() => at('owl')).toEqual([]);
  });

  it('the large view is about the one image that it shows, however many are selected', async () => {
    await press(app, 'Shift+ArrowRight', 'Shift+ArrowRight', ' ', '1');
    await labels({ fox: 1, owl: 0 });
    await press(app, 'Escape');
    await expect.poll(() => at('fox')).toEqual([2]);
  });

  it('an undo about images that are no longer shown brings them back', async () => {
    await press(app, '1', 'F5');
    await shows(images - 1);
    await press(app, 'Control+z', '2');
    await labels({ fox: 0, owl: 1 });
    await shows(images);
    await expect.poll(() => at('owl')).toEqual([0]);
  });

  it('behind the last image without a label nothing is chosen', async () => {
    await press(app, 'End', 'Shift+Home', '1');
    await labels({ fox: images, owl: 0 });
    await press(app, '2');
    await selected(0);
    await labels({ fox: images, owl: 0 });
  });

  it('a class is made without giving it, and a click on a class shows its images', async () => {
    const { page } = app;
    await press(app, '1');
    await labels({ fox: 1, owl: 0 });
    await page.getByTestId('label-class').filter({ hasText: 'owl' }).click();
    await labels({ fox: 1, owl: 0 });
    await shows(0);
    await page.getByTestId('label-class').filter({ hasText: 'fox' }).click();
    await shows(1);
    await page.getByTestId('view-unlabelled').click();
    await shows(images - 1);
    await page.getByRole('button', { name: 'New class' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('elk');
    await page.keyboard.press('Enter');
    await page.getByTestId('label-class').filter({ hasText: 'elk' }).waitFor();
    expect(await page.getByTestId('label-class').allTextContents()).toEqual(['fox11', 'owl20', 'elk30']);
    await page
      .getByTestId('view-unlabelled')
      .filter({ hasText: String(images - 1) })
      .waitFor();
  });

  it('select all takes what is without a label still, and no more', async () => {
    await press(app, '1', '2', 'Control+a');
    await selected(images - 2);
    await press(app, '1');
    await expect.poll(() => at('owl')).toEqual([1]);
    await app.page.getByTestId('view-unlabelled').filter({ hasText: '0' }).waitFor();
    await app.page.getByText(`${images - 2} images labelled fox`).waitFor();
  });

  it('labels of other classes are changed when that is asked and said yes to', async () => {
    const { page } = app;
    const dialog = page.getByRole('dialog');
    await press(app, '1', 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', '2');
    await dialog.getByText('1 of 3 images').waitFor();
    await dialog.getByText('fox').waitFor();
    await press(app, '1', 'Escape');
    await dialog.waitFor({ state: 'detached' });
    await selected(3);
    await press(app, '2');
    await dialog.getByRole('button', { name: 'Only the other 2' }).click();
    await expect.poll(() => at('owl')).toEqual([1, 2]);
    await expect.poll(() => at('fox')).toEqual([0]);
    await press(app, 'Home', 'Shift+ArrowRight', 'Shift+ArrowRight', '2');
    await dialog.getByRole('button', { name: 'Change 1 label' }).click();
    await expect.poll(() => at('owl')).toEqual([0, 1, 2]);
    await press(app, 'Control+z');
    await expect.poll(() => at('fox')).toEqual([0]);
  });

  it('a right click and Ctrl+K offer the same, about the images that are chosen', async () => {
    const { page } = app;
    await page.getByTestId('tile').nth(3).click({ button: 'right' });
    await selected(1);
    await page.getByRole('menuitem', { name: 'Label by class name' }).click();
    await page.getByRole('combobox', { name: 'Class' }).fill('owl');
    await press(app, 'Enter');
    await labels({ fox: 0, owl: 1 });
    const [position] = await at('owl');
    await press(app, 'Control+k');
    await page.getByPlaceholder('What do you want to do?').fill('Undo');
    await press(app, 'Enter');
    await labels(unlabelled);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByTestId('label-grid').focus();
    await press(app, '1');
    await labels({ fox: 1, owl: 0 });
    await expect.poll(() => at('fox')).toEqual([position]);
  });
});
