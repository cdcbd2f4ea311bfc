import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { lookAtIt } from './looking/look';
import { answerDialogs, launchStudio, type StudioApp, studioPid } from './program/app';
import { describeApp } from './program/describe-app';
import { addFolders, expectCount, goTo, leave, makeProject, untilIdle } from './program/steps';
import { writePictures } from './projects/pictures';

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `${i + 1}.png`);

describeApp('what dies is brought back', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-robust-'));
    await writePictures(join(place, 'pool'), numbered(60));
    app = await launchStudio();
    await makeProject(app, place, 'Robust');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '60');
  });
  afterAll(() => leave(app, place));

  /** Kills the studio's process and waits until it is gone. */
  const killStudio = async () => {
    const pid = await studioPid(app);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => studioPid(app).catch(() => pid)).not.toBe(pid);
  };

  it('the studio: its window goes on with the same project, and says so', async () => {
    const { page } = app;
    await killStudio();
    const message = page
      .locator('.mantine-Notification-root')
      .filter({ hasText: 'The studio was restarted' });
    await message.waitFor();
    // No job was running, so the message mentions none.
    expect(await message.textContent()).not.toMatch(/again|resumed/);
    await expectCount(app, 'unlabelled', '60');
    // Events arrive again as well: an import is followed to its end.
    await writePictures(join(place, 'pool'), numbered(61));
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '61');
  });

  it('and its message covers none of the acts of a screen', async () => {
    const { page } = app;
    await goTo(app, 'Label');
    const boxOf = async (locator: ReturnType<typeof page.locator>) => {
      const box = await locator.boundingBox();
      if (!box) throw new Error('It is not shown.');
      return box;
    };
    const message = page
      .locator('.mantine-Notification-root')
      .filter({ hasText: 'The studio was restarted' });
    await lookAtIt(app, 'message-above-acts');
    const [notice, acts] = [await boxOf(message), await boxOf(page.locator('[data-acts]'))];
    expect(notice.y + notice.height).toBeLessThanOrEqual(acts.y);
    await goTo(app, 'Data');
    const lower = await boxOf(message);
    expect(lower.y).toBeGreaterThan(notice.y);
  });

  it('the studio: pictures that it owed are shown once it is back', async () => {
    const { page } = app;
    const tiles = page.getByTestId('tile').filter({ visible: true });
    const waiting = tiles.and(page.locator('[data-picture=waiting]'));
    const shown = tiles.and(page.locator(':is([data-picture=pixels], [data-picture=smooth])'));
    await goTo(app, 'Label');
    await expect.poll(() => shown.count()).toBeGreaterThan(4);
    await expect.poll(() => waiting.count()).toBe(0);
    const pid = await studioPid(app);
    process.kill(pid, 'SIGSTOP');
    // Larger pictures are requested; those already loaded stay in sight meanwhile.
    await page.getByRole('slider', { name: 'Size of the images' }).press('End');
    await page.waitForTimeout(200);
    expect(await waiting.count()).toBe(0);
    await page.getByTestId('label-grid').press('End');
    await expect.poll(() => waiting.count()).toBeGreaterThan(2);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => shown.count()).toBeGreaterThan(2);
    await expect.poll(() => waiting.count()).toBe(0);
    await goTo(app, 'Data');
  });

  it('the page: it is loaded again with the same project', async () => {
    // Playwright's page is lost with the page that crashes, so the window is used through Electron.
    await app.electron.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0].webContents;
      const loaded = new Promise<void>((resolve) => contents.once('did-finish-load', () => resolve()));
      contents.forcefullyCrashRenderer();
      await loaded;
    });
    const shown = () =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0].webContents.executeJavaScript(
          `document.querySelector('[data-testid=count-unlabelled]')?.textContent ?? null`,
        ),
      );
    await expect.poll(shown, { timeout: 15_000 }).toBe('61');
  });
});

describeApp('a studio that dies during an import', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-dies-'));
    await writePictures(join(place, 'pool'), numbered(250));
    app = await launchStudio();
    await makeProject(app, place, 'Dies');
  });
  afterAll(() => leave(app, place));

  it('is told of with what ended with it, which goes on with one act', async () => {
    const { page } = app;
    await answerDialogs(app, [join(place, 'pool')]);
    await page.getByRole('button', { name: 'Add images', exact: true }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Add images' });
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByRole('contentinfo').getByText('Import pool').waitFor();
    process.kill(await studioPid(app), 'SIGKILL');
    await page.getByText('Interrupted, and can be resumed: Import pool.').waitFor();
    await page
      .getByRole('contentinfo')
      .getByRole('button', { name: /^Next: / })
      .click();
    await untilIdle(app);
    await expectCount(app, 'unlabelled', '250');
  });
});

describeApp('a page that is loaded again at any moment', () => {
  it('finds the studio', async () => {
    const app = await launchStudio();
    try {
      for (const wait of [0, 30, 60, 120, 240]) {
        await app.page.waitForTimeout(wait);
        await app.page.reload();
      }
      await app.page.getByRole('button', { name: 'New project' }).waitFor();
      expect(await app.page.getByText('The studio was restarted').count()).toBe(0);
    } finally {
      await app.close();
    }
  });
});

describeApp('what cannot be brought back', () => {
  let app: StudioApp;
  beforeAll(async () => {
    app = await launchStudio();
    await app.page.getByRole('button', { name: 'New project' }).waitFor();
  });
  afterAll(() => app.close());

  it('a studio that dies again and again is told of, and started when asked', async () => {
    const { page } = app;
    for (let death = 0; death < 3; death++) {
      await expect.poll(() => studioPid(app).catch(() => 0)).toBeGreaterThan(0);
      const pid = await studioPid(app);
      process.kill(pid, 'SIGKILL');
      await expect.poll(() => studioPid(app).catch(() => 0)).not.toBe(pid);
    }
    const alert = page.getByRole('alert').filter({ hasText: 'The studio is not running' });
    await alert.waitFor();
    expect(await studioPid(app).catch(() => 0)).toBe(0);
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('button', { name: 'New project' }).waitFor();
  });

  it('a studio whose SQLite does not load says so, with what to do', async () => {
    const { page } = app;
    const breaker = fileURLToPath(new URL('limits/break-sqlite.cjs', import.meta.url));
    await app.electron.evaluate(({ utilityProcess }, file) => {
      const { fork } = utilityProcess;
      Object.assign(globalThis, { realFork: fork });
      utilityProcess.fork = (path, args, options) =>
        fork.call(utilityProcess, file, args, {
          ...options,
          env: { ...options?.env, STUDIO_PROCESS: path },
        });
    }, breaker);
    process.kill(await studioPid(app), 'SIGKILL');
    const alert = page.getByRole('alert').filter({ hasText: 'The studio is not running' });
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/invalid ELF header.*npm run setup/s);
    await app.electron.evaluate(({ utilityProcess }) => {
      utilityProcess.fork = (globalThis as unknown as { realFork: typeof utilityProcess.fork }).realFork;
    });
    await page.getByRole('button', { name: 'Start again' }).click();
    await page.getByRole('button', { name: 'New project' }).waitFor();
  });
});
