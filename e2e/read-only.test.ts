import { cpSync, existsSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDisk, type SmallDisk, whyNoDisk } from './limits/small-disk';
import { lookAtIt } from './looking/look';
import { answerDialogs, launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { closeProject, goTo, leave, openProject, press, untilIdle } from './program/steps';
import { trainedProject } from './projects/trained-project';

/**
 * In a project on a read-only disk, every enabled control works, and every disabled one says why it is
 * disabled.
 */
describeApp(
  'a trained project on a disk that can only be read',
  () => {
    let app: StudioApp;
    let place: string;
    let disk: SmallDisk;
    beforeAll(async () => {
      place = mkdtempSync(join(tmpdir(), 'e2e-read-only-'));
      const { folder } = await trainedProject(place);
      disk = makeDisk(512 * 1024);
      cpSync(folder, join(disk.folder, 'project'), { recursive: true });
      disk.remount('ro');
      app = await launchStudio();
      await openProject(app, join(disk.folder, 'project'));
    }, 300_000);
    afterAll(async () => {
      await leave(app, place);
      disk?.remove();
    });

    const why = 'Not possible: this project cannot be written';
    const banner = /is read-only, or its disk is full. You can view and export it/;
    const off: Readonly<Record<string, readonly RegExp[]>> = {
      Data: [/^Split data$/, /^Add images$/, /^New class$/],
      Label: [
        /^Label by class name/,
        /^Accept prediction/,
        /^Remove label/,
        /^Star/,
        /^Similar/,
        /^New class$/,
      ],
      Recipe: [/^New experiment$/, /^Estimate time/],
      Runs: [/^New experiment$/, /^One more iteration$/],
      Review: [/^Train next student$/, /^Accept/, /^Exclude/, /^Out of domain/, /^Flag more/, /^Undo$/],
      Evaluate: [/^Measure again$/],
      Studies: [/^New study …$/],
      Predict: [/^Choose a folder …$/],
    };

    it('says on each screen what it is, and no button that would write can be pressed', async () => {
      const { page } = app;
      for (const [screen, names] of Object.entries(off)) {
        await goTo(app, screen);
        await page.getByText(banner).waitFor();
        for (const name of names) {
          const buttons = page.getByRole('main').locator('button[title], button[disabled]');
          const those = buttons.and(page.getByRole('button', { name, disabled: true }));
          await those.first().waitFor();
          for (const each of await those.all())
            expect([screen, String(name), await each.getAttribute('title')]).toEqual([
              screen,
              String(name),
              why,
            ]);
        }
        await lookAtIt(app, `read-only-${screen}`);
      }
    });

    it('and on each tab of Evaluate', async () => {
      const { page } = app;
      await goTo(app, 'Evaluate');
      for (const [tab, name] of [
        ['Test sets', /hard images/i],
        ['Robustness', /^Measure/],
        ['Attacks', /^Measure/],
        ['Suspicious labels', /^Check labels/],
      ] as const) {
        await page.getByRole('tab', { name: tab }).click();
        const button = page.getByRole('main').getByRole('button', { name }).last();
        await button.waitFor();
        expect([tab, await button.isDisabled(), await button.getAttribute('title')]).toEqual([
          tab,
          true,
          why,
        ]);
      }
    });

    it('keys, commands and handles are answered in words, and nothing breaks', async () => {
      const { page } = app;
      for (const [screen, key] of [
        ['Label', '1'],
        ['Review', 'x'],
      ]) {
        await goTo(app, screen);
        const grid = page.locator('[data-testid=grid][data-images], [data-testid=label-grid][data-images]');
        await grid.focus();
        await press(app, 'Home', key);
        await page.getByTestId('notice').getByText(why).waitFor();
      }
      const handle = page.getByRole('slider', { name: 'Minimum confidence' });
      const before = await handle.getAttribute('aria-valuenow');
      await handle.focus();
      await press(app, 'ArrowRight', 'ArrowRight');
      const said = page.locator('.mantine-Notification-root').filter({ hasText: banner });
      await said.waitFor();
      await expect.poll(() => handle.getAttribute('aria-valuenow')).toBe(before);
      await press(app, 'Control+k');
      await page.getByPlaceholder('What do you want to do?').fill('New experiment');
      await press(app, 'Enter');
      await said.waitFor();
      expect(await page.getByRole('dialog', { name: 'New experiment' }).count()).toBe(0);
      expect(await page.locator('.mantine-Notification-root').count()).toBe(1);
    });

    it('labels, a model and a report are exported still, and the project is as it was', async () => {
      const { page } = app;
      const before = readdirSync(join(disk.folder, 'project'), { recursive: true }).sort();
      await goTo(app, 'Export');
      for (const [button, file] of [
        [/^Export \d+ images/, 'labels.csv'],
        [/^Export model/, 'model.onnx'],
        [/^Export report/, 'report.html'],
      ] as const) {
        await answerDialogs(app, [join(place, file)]);
        await page.getByRole('main').getByRole('button', { name: button }).click();
        await expect.poll(() => existsSync(join(place, file)), { timeout: 60_000 }).toBe(true);
        await untilIdle(app);
      }
      expect(readdirSync(join(disk.folder, 'project'), { recursive: true }).sort()).toEqual(before);
      expect(await page.getByText('you can only view and export it').count()).toBe(0);
      await closeProject(app);
    });
  },
  whyNoDisk,
);
