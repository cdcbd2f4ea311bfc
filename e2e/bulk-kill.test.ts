import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { gridProject } from '../bench/grid-project';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, openProject } from './program/steps';

const images = 100_000;

describeApp('100,000 decisions at once, and a power cut', () => {
  let place: string;
  let project: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-bulk-'));
    project = await gridProject(join(place, 'grid'), images, () => {});
  });
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  /** Starts the program on its state folder, and opens the review. */
  const openReview = async (): Promise<StudioApp> => {
    const app = await launchStudio({ folder: place });
    await openProject(app, project);
    await goTo(app, 'Review');
    await app.page
      .getByTestId('grid')
      .and(app.page.locator(`[data-images="${images}"]`))
      .waitFor();
    await app.page.getByTestId('grid').focus();
    return app;
  };
  const count = async ({ page }: StudioApp, decision: string) => {
    const text = await page.getByTestId(`facet-decisions-${decision}-count`).textContent();
    return Number(text?.replaceAll(',', ''));
  };
  const decisions = async (app: StudioApp) => ({
    accept: await count(app, 'accept'),
    exclude: await count(app, 'exclude'),
  });

  const all = { accept: 0, exclude: images };
  const none = { accept: 3, exclude: 0 };

  it.each([
    ['at once', () => sleep(0), [all, none]],
    ['a little later', () => sleep(150), [all, none]],
    [
      'as soon as the window shows them',
      (app: StudioApp) => expect.poll(() => decisions(app), { interval: 5, timeout: 20_000 }).toEqual(all),
      [all],
    ],
  ])('killed %s: all of them are there or none', async (_, moment, allowed) => {
    const app = await openReview();
    const { keyboard } = app.page;
    await keyboard.press('Home');
    for (let i = 0; i < 2; i++) await keyboard.press('Shift+ArrowRight');
    await keyboard.press('a');
    await expect.poll(() => count(app, 'accept')).toBe(3);
    await keyboard.press('Control+a');
    await app.page.getByTestId('count-selected').filter({ hasText: '100,000' }).waitFor();
    await keyboard.press('x');
    await moment(app);
    await app.kill();

    const again = await openReview();
    try {
      const found = await decisions(again);
      expect(allowed).toContainEqual(found);
      // The steps can be undone one by one, back to the beginning.
      if (found.exclude > 0) {
        await again.page.keyboard.press('Control+z');
        await expect.poll(() => decisions(again)).toEqual(none);
      }
      await again.page.keyboard.press('Control+z');
      await expect.poll(() => decisions(again)).toEqual({ accept: 0, exclude: 0 });
    } finally {
      await again.close();
    }
  });
});
