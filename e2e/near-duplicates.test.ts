import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clippedWords } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, expectCount, goTo, leave, makeProject } from './program/steps';

/** A picture with large and small shapes, different for each number. */
async function scene(number: number): Promise<Buffer> {
  const at = (i: number, most: number) => ((number * 7919 + i * 104_729 + ((i * i * 31) % 977)) >>> 0) % most;
  const things = Array.from({ length: 40 }, (_, i) => {
    const size = 6 + at(i + 80, 16);
    return `<rect x="${at(i, 230)}" y="${at(i + 40, 230)}" width="${size}" height="${size}" fill="hsl(${at(i, 360)},70%,${20 + at(i + 9, 60)}%)"/>`;
  });
  const ground = `<rect width="240" height="240" fill="hsl(${(number * 67) % 360},40%,50%)"/><circle cx="${at(3, 240)}" cy="${at(4, 240)}" r="80" fill="hsl(${(number * 131) % 360},60%,35%)"/>`;
  const svg = `<svg width="240" height="240" xmlns="http://www.w3.org/2000/svg">${ground}${things.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

describeApp('near duplicates in the window', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-near-'));
    const put = (path: string, bytes: Buffer) => {
      const file = join(place, 'data', path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    };
    for (let i = 0; i < 8; i++) put(`train/${'ab'[i % 2]}/${i}.png`, await scene(i));
    const copies = await Promise.all([
      sharp(await scene(0))
        .jpeg({ quality: 50 })
        .toBuffer(),
      sharp(await scene(0))
        .resize(150)
        .jpeg()
        .toBuffer(),
      sharp(await scene(1))
        .linear(1, 20)
        .jpeg()
        .toBuffer(),
    ]);
    put('train/a/again.jpg', copies[0]);
    put('train/a/small.jpg', copies[1]);
    put('test/b/bright.jpg', copies[2]);
    app = await launchStudio();
    await makeProject(app, place, 'Near');
    await addFolders(app, [join(place, 'data')]);
    await expectCount(app, 'labelled-train', '9');
  });
  afterAll(() => leave(app, place));

  it('stand side by side by group, with what is left out for it in words', async () => {
    const { page } = app;
    await goTo(app, 'Label');
    await page.getByTestId('view-alike').click();
    await expect
      .poll(() => page.getByTestId('group').allTextContents())
      .toEqual(['3 near duplicates', '2 near duplicates']);
    await page
      .getByText('2 groups. 1 image is left out of training, because another of its group is held out.')
      .waitFor();
    // One more button than elsewhere is in the row below the images.
    await lookAtIt(app, 'near-duplicates');
    expect(await clippedWords(page)).toEqual([]);
  });

  it('are used again where a person says that they differ', async () => {
    const { page } = app;
    const grid = page.getByTestId('label-grid').and(page.locator('[data-images]'));
    await grid.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('-');
    await expect.poll(() => page.getByTestId('group').allTextContents()).toEqual(['3 near duplicates']);
    // Ctrl+Z undoes the last act.
    await page.keyboard.press('Control+z');
    await expect.poll(() => page.getByTestId('group').count()).toBe(2);
    await page.getByText('Undone: 1 image marked as different from its group').waitFor();
    await page.keyboard.press('Control+Shift+z');
    await expect.poll(() => page.getByTestId('group').count()).toBe(1);
    await goTo(app, 'Data');
    await expectCount(app, 'labelled-train', '10');
  });
});

describeApp('a draw among bursts alone', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-bursts-'));
    for (const [number, name] of ['a', 'b'].entries()) {
      mkdirSync(join(place, 'data', name), { recursive: true });
      for (let i = 0; i < 5; i++)
        writeFileSync(
          join(place, 'data', name, `${i}.jpg`),
          await sharp(await scene(number))
            .jpeg({ quality: 50 + 10 * i })
            .toBuffer(),
        );
    }
    app = await launchStudio();
    await makeProject(app, place, 'Bursts');
    await addFolders(app, [join(place, 'data')]);
    await expectCount(app, 'labelled-train', '10');
  });
  afterAll(() => leave(app, place));

  it('says that nothing could be held out, and why', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Split data' }).click();
    const dialog = page.getByRole('dialog', { name: 'Split data' });
    await dialog.getByRole('button', { name: 'Split', exact: true }).click();
    await page.getByText('Held out for validation: 0 of the 1 requested image.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    await expectCount(app, 'labelled-train', '10');
  });
});
