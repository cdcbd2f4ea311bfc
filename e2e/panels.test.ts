import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { clippedWords } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press } from './program/steps';
import { measuredProject } from './projects/measured-project';

/** The panels of each screen, by the names of their handles, and on which side they are. */
const panels = [
  ['Label', 'Show', 'left'],
  ['Review', 'Filter', 'left'],
  ['Review', 'Inspector', 'right'],
  ['Evaluate', 'Models', 'left'],
] as const;

describeApp('side panels', () => {
  let app: StudioApp;
  let place: string;
  let folder: string;
  const state = () => join(place, 'state-of-program');

  const start = async () => {
    app = await launchStudio({ folder: state(), env: { XDG_CACHE_HOME: join(place, 'cache') } });
  };
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-panels-'));
    folder = await measuredProject(join(place, 'grid'), 300);
    await start();
    await openProject(app, folder);
  }, 120_000);
  afterAll(() => leave(app, place));

  const handle = (name: string) => app.page.getByRole('separator', { name: `${name}: width` });
  const panel = (name: string) => app.page.getByRole('complementary', { name, exact: true });
  const width = async (name: string) => Math.round((await panel(name).boundingBox())?.width ?? 0);
  const value = async (name: string) => Number(await handle(name).getAttribute('aria-valuenow'));

  /** Drags a handle by some pixels, in steps as a hand does. */
  async function drag(name: string, by: number): Promise<void> {
    const box = await handle(name).boundingBox();
    if (!box) throw new Error(`The handle of ${name} is not shown.`);
    const [x, y] = [box.x + box.width / 2, box.y + 90];
    await app.page.mouse.move(x, y);
    await app.page.mouse.down();
    for (let i = 1; i <= 8; i++) await app.page.mouse.move(x + (by * i) / 8, y);
    await app.page.mouse.up();
  }

  it.each(panels)('%s: %s is resized and folded by mouse and by keyboard', async (screen, name, side) => {
    const { page } = app;
    const grow = side === 'left' ? 1 : -1;
    await goTo(app, screen);
    await panel(name).waitFor();
    const usual = await width(name);
    expect(await value(name)).toBe(usual);
    await drag(name, 30 * grow);
    await expect.poll(() => width(name)).toBe(usual + 30);
    await handle(name).focus();
    await press(app, grow > 0 ? 'ArrowRight' : 'ArrowLeft');
    await expect.poll(() => width(name)).toBe(usual + 46);
    await press(app, 'Home', 'Home');
    const least = await width(name);
    expect(least).toBeLessThan(usual);
    await press(app, 'End');
    await expect.poll(() => width(name)).toBe(Number(await handle(name).getAttribute('aria-valuemax')));
    expect(await width(name)).toBeGreaterThan(usual + 46);
    await press(app, 'Enter');
    await panel(name).waitFor({ state: 'hidden' });
    expect([await value(name), await handle(name).getAttribute('aria-valuetext')]).toEqual([0, 'folded']);
    expect(await problemsIn(app, `${screen}, ${name} folded`)).toEqual([]);
    await lookAtIt(app, `panel-${screen}-${name}-folded`);
    // A click on what is left of the panel opens it; then a double click restores the usual width.
    await handle(name).click({ position: { x: 8, y: 200 } });
    await panel(name).waitFor();
    await handle(name).dblclick({ position: { x: 4, y: 200 } });
    await expect.poll(() => width(name)).toBe(usual);
    await drag(name, -0.8 * usual * grow);
    await panel(name).waitFor({ state: 'hidden' });
    await press(app, side === 'left' ? 'Control+b' : 'Control+Shift+b');
    await panel(name).waitFor();
    await page.mouse.move(640, 2);
    await handle(name).hover();
    await lookAtIt(app, `panel-${screen}-${name}`);
    await handle(name).locator('[data-grip]').click();
    await panel(name).waitFor({ state: 'hidden' });
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('What do you want to do?').fill(`unfold: ${name}`);
    await press(app, 'Enter');
    await panel(name).waitFor();
  });

  it('cut no words at their least and at their greatest width, in any window', {
    timeout: 180_000,
  }, async () => {
    const found: string[] = [];
    for (const [w, h, zoom] of [
      [1280, 800, 1],
      [960, 640, 1],
      [1280, 800, 1.5],
    ] as const) {
      await app.electron.evaluate(
        ({ BrowserWindow }, [wide, high, factor]) => {
          const [window] = BrowserWindow.getAllWindows();
          window.setContentSize(wide, high);
          window.webContents.setZoomFactor(factor);
        },
        [w, h, zoom] as const,
      );
      for (const [screen, name] of panels) {
        await goTo(app, screen);
        await panel(name).waitFor();
        for (const key of ['End', 'Home']) {
          await handle(name).focus();
          await press(app, key);
          await app.page.waitForTimeout(200);
          const where = `${screen}, ${name}, ${key}, ${w} x ${h}, ${zoom}`;
          found.push(...(await clippedWords(app.page)).map((words) => `${where}: ${words}`));
          await lookAtIt(app, `panel-${screen}-${name}-${key}-${w}-${zoom}`);
        }
      }
    }
    expect(found).toEqual([]);
  });

  it('are at the next start as they were left', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      window.setContentSize(1280, 800);
      window.webContents.setZoomFactor(1);
    });
    await goTo(app, 'Label');
    await drag('Show', 41);
    const left = await width('Show');
    await goTo(app, 'Review');
    await handle('Inspector').focus();
    await press(app, 'Enter');
    await panel('Inspector').waitFor({ state: 'hidden' });
    await app.close();
    await start();
    await openProject(app, folder);
    await goTo(app, 'Label');
    await panel('Show').waitFor();
    expect(await width('Show')).toBe(left);
    await goTo(app, 'Review');
    await panel('Filter').waitFor();
    expect(await panel('Inspector').isVisible()).toBe(false);
    await press(app, 'Control+Shift+b');
    await panel('Inspector').waitFor();
  });
});
