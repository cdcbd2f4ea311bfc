import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, expectCount, goTo, leave, makeProject, press } from './program/steps';
import { writePictures } from './projects/pictures';

/** Writes a photograph of 12 megapixels as a camera does: with a different colour at every place, and with metadata. */
async function writePhoto(file: string): Promise<void> {
  const [width, height] = [4000, 3000];
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 3) {
      pixels[at] = (x * 255) / width;
      pixels[at + 1] = (y * 255) / height;
      pixels[at + 2] = ((x >> 6) + (y >> 6)) % 2 ? 200 : 40;
    }
  const exif = {
    IFD0: { Make: 'Canon', Model: 'Canon EOS R5' },
    IFD2: { DateTimeOriginal: '2026:05:01 10:11:12' },
  };
  await sharp(pixels, { raw: { width, height, channels: 3 } })
    .withExif(exif)
    .jpeg({ quality: 90 })
    .toFile(file);
}

describeApp('the large view', () => {
  let app: StudioApp;
  let place: string;
  let pool: string;
  let before: string;

  const hash = () =>
    readdirSync(pool)
      .map((name) =>
        createHash('sha256')
          .update(readFileSync(join(pool, name)))
          .digest('hex'),
      )
      .join();
  const pane = () => app.page.getByTestId('zoom-pane').first();
  const share = async () => Number(await pane().getAttribute('data-share'));
  const whole = () => pane().locator('img[data-whole=shown]');
  /** The position and size of the picture on the page. */
  const box = async () => {
    const found = await pane().locator('img').first().boundingBox();
    if (!found) throw new Error('No picture is shown.');
    return found;
  };

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-large-'));
    pool = join(place, 'pool');
    await writePictures(pool, ['b.png', 'c.png', 'd.png', 'e.png', 'f.png']);
    await writePhoto(join(pool, 'a.jpg'));
    writeFileSync(join(pool, 'g.bmp'), bitmap());
    before = hash();
    app = await launchStudio();
    await makeProject(app, place, 'Large');
    await addFolders(app, [pool]);
    await expectCount(app, 'unlabelled', '7');
    await goTo(app, 'Label');
    await app.page.getByRole('combobox', { name: 'Order' }).click();
    await app.page.getByRole('option', { name: 'Import order' }).click();
    await app.page.getByTestId('label-grid').and(app.page.locator('[data-images="7"]')).focus();
  }, 120_000);
  afterAll(() => leave(app, place));

  it('zooms by the wheel at the pointer, by keys, to the actual size and back', async () => {
    const { page } = app;
    await press(app, 'Home', ' ');
    await page
      .getByTestId('zoom-share')
      .filter({ hasText: /^\d+\s%$/ })
      .waitFor();
    const fit = await share();
    expect(fit).toBeLessThan(0.3);
    expect(await whole().count()).toBe(0);
    const first = await box();
    const at = { x: first.x + first.width * 0.8, y: first.y + first.height * 0.3 };
    const place = ({ x, y, width, height }: typeof first) => [(at.x - x) / width, (at.y - y) / height];
    await page.mouse.move(at.x, at.y);
    for (let i = 0; i < 8; i++) await page.mouse.wheel(0, -120);
    await expect.poll(share).toBeGreaterThan(fit * 5);
    const [x, y] = place(await box());
    expect(x).toBeCloseTo(0.8, 2);
    expect(y).toBeCloseTo(0.3, 2);
    // At this size all of its pixels are shown, not those of a smaller picture.
    await whole().waitFor();
    expect(
      await whole().evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]),
    ).toEqual([4000, 3000]);
    await lookAtIt(app, 'zoomed');
    await press(app, '.');
    await expect.poll(share).toBeCloseTo(fit, 4);
    await press(app, '.');
    await page.getByTestId('zoom-share').filter({ hasText: '100 %' }).waitFor();
    await press(app, '+');
    await page.getByTestId('zoom-share').filter({ hasText: '150 %' }).waitFor();
    await press(app, '-');
    await page.getByTestId('zoom-share').filter({ hasText: '100 %' }).waitFor();
  });

  it('moves with the hand and by keys, no further than to its edges', async () => {
    const { page } = app;
    const first = await box();
    const middle = await pane().boundingBox();
    if (!middle) throw new Error('No pane is shown.');
    const [x, y] = [middle.x + middle.width / 2, middle.y + middle.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 60, y + 40, { steps: 4 });
    await page.mouse.up();
    const moved = await box();
    expect([moved.x - first.x, moved.y - first.y].map(Math.round)).toEqual([60, 40]);
    await press(app, 'Control+ArrowRight');
    await expect.poll(async () => Math.round((await box()).x - moved.x)).toBe(-80);
    for (let i = 0; i < 60; i++) await press(app, 'Control+ArrowLeft');
    await expect.poll(async () => Math.round((await box()).x - middle.x)).toBe(0);
    await page.mouse.dblclick(x, y);
    await expect.poll(share).toBeLessThan(0.3);
  });

  it('says what the file says of it, copies its path and shows it in its folder', async () => {
    const { page, electron } = app;
    await press(app, 'Alt+Enter');
    const facts = page.getByTestId('file-facts');
    for (const words of ['a.jpg', 'Canon EOS R5', '4,000 × 3,000', '12 MP', pool])
      await facts.getByText(words).first().waitFor();
    await facts.getByText(/May 1.*10:11/).waitFor();
    await lookAtIt(app, 'facts');
    await electron.evaluate(({ shell }) => {
      shell.showItemInFolder = (path) => void Object.assign(globalThis, { shown: path });
    });
    await facts.getByRole('button', { name: 'Show in folder' }).click();
    await expect
      .poll(() => electron.evaluate(() => (globalThis as { shown?: string }).shown))
      .toBe(join(pool, 'a.jpg'));
    await page.getByTestId('large-view').focus();
    await press(app, 'Control+Shift+c');
    await page.getByTestId('notice').getByText('Path copied').waitFor();
    expect(await electron.evaluate(({ clipboard }) => clipboard.readText())).toBe(join(pool, 'a.jpg'));
    await pane().click({ button: 'right' });
    const menu = page.getByRole('menu');
    for (const name of ['Zoom in', 'Copy path', 'Show in folder', 'Undo'])
      await menu.getByRole('menuitem', { name }).waitFor();
    await lookAtIt(app, 'menu');
    await press(app, 'Escape');
    await menu.waitFor({ state: 'detached' });
    await press(app, 'Alt+Enter');
    await facts.waitFor({ state: 'detached' });
  });

  it('shows what was given to the image that is gone by then', async () => {
    const { page } = app;
    await page.keyboard.type('fox');
    await press(app, 'Enter');
    await page.getByTestId('large-view').getByText('2 of 7').waitFor();
    const given = page.getByTestId('given');
    await given.getByText('fox').waitFor();
    await lookAtIt(app, 'given');
    await press(app, 'Control+z');
    await page.getByTestId('large-view').getByText('1 of 7').waitFor();
    await given.waitFor({ state: 'detached' });
    await press(app, '1');
    // The next image is shown once the label is stored; on a busy machine the arrow key would come too early.
    await page.getByTestId('large-view').getByText('2 of 7').waitFor();
    await press(app, 'ArrowLeft');
    await page.getByTestId('large-view').locator('b').getByText('fox').waitFor();
    await press(app, 'Escape');
  });

  it('shows two to four that are selected side by side, and acts are about the one that is marked', async () => {
    const { page } = app;
    await press(app, 'Home', 'ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowRight', ' ');
    const panes = page.getByTestId('compared');
    await expect.poll(() => panes.count()).toBe(4);
    const focused = () =>
      panes.evaluateAll((all) => all.findIndex((each) => (each as HTMLElement).dataset.focused === 'true'));
    // The focus is where the selection ended.
    expect(await focused()).toBe(3);
    await press(app, 'Home', 'ArrowRight');
    expect(await focused()).toBe(1);
    await press(app, '1');
    await panes.nth(1).getByText('fox').waitFor();
    expect(await focused()).toBe(2);
    await page.getByTestId('given').waitFor({ state: 'detached' });
    await panes.nth(0).click();
    expect(await focused()).toBe(0);
    await press(app, '+');
    const shares = () =>
      page
        .getByTestId('zoom-pane')
        .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset.share));
    await expect.poll(async () => new Set(await shares()).size).toBe(1);
    await lookAtIt(app, 'compared');
    await press(app, 'Escape');
    await page.getByTestId('label-selected').filter({ hasText: '4 selected' }).waitFor();
    await expect.poll(() => page.getByTestId('label-class').allTextContents()).toEqual(['fox12']);
  });

  it('shows all pixels of a file that the window cannot show by itself', async () => {
    await press(app, 'End', ' ', '.', '+', '+', '+');
    await expect
      .poll(() =>
        pane()
          .locator('img')
          .first()
          .evaluate((image: HTMLImageElement) => image.naturalWidth),
      )
      .toBe(1024);
    await whole().waitFor();
    expect(await whole().evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1500);
  });

  it('has touched no file', () => expect(hash()).toBe(before));
});

/** The bytes of a BMP file of 1500 x 4 pixels. */
function bitmap(): Buffer {
  const [width, height] = [1500, 4];
  const bytes = Buffer.alloc(54 + width * height * 3, 120);
  bytes.write('BM');
  bytes.writeUInt32LE(bytes.length, 2);
  bytes.fill(0, 6, 54);
  bytes.writeUInt32LE(54, 10);
  bytes.writeUInt32LE(40, 14);
  bytes.writeInt32LE(width, 18);
  bytes.writeInt32LE(height, 22);
  bytes.writeUInt16LE(1, 26);
  bytes.writeUInt16LE(24, 28);
  return bytes;
}
