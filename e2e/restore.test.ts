import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDisk, whyNoDisk } from './limits/small-disk';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import {
  addFolders,
  askForProject,
  closeProject,
  expectCount,
  goTo,
  leave,
  makeProject,
  openProject,
  press,
} from './program/steps';
import { writePictures } from './projects/pictures';

const numbered = (from: number, count: number) => Array.from({ length: count }, (_, i) => `${from + i}.png`);

/** Overwrites the headers of a few pages in the middle, including some of the schema's. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  for (let page = 4; page < bytes.length / 4096; page += 3) bytes.fill(0xff, page * 4096, page * 4096 + 16);
  writeFileSync(file, bytes);
}

describeApp('a project whose catalog is damaged', () => {
  let app: StudioApp;
  let place: string;
  let project: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-restore-'));
    project = join(place, 'Orchids');
    await writePictures(join(place, 'pool'), numbered(1, 40));
    // Five of these pictures are not in the pool.
    await writePictures(join(place, 'more'), numbered(1, 45));
    app = await launchStudio();
    await makeProject(app, place, 'Orchids');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '40');
    await closeProject(app);
  });
  afterAll(() => leave(app, place));

  it('says what is wrong, shows its backups and goes on with one in one act', async () => {
    const { page } = app;
    damage(join(project, 'catalog.db'));
    await askForProject(app, project);
    await page.getByRole('heading', { name: 'The catalog of “Orchids” is damaged' }).waitFor();
    const backup = page.getByRole('radio', { name: /project closed/ }).first();
    expect(await backup.isChecked()).toBe(true);
    await page.getByRole('cell', { name: '40', exact: true }).first().waitFor();
    if (process.env.LOOK) await page.screenshot({ path: join(process.env.LOOK, 'damaged.png') });
    await page.getByRole('button', { name: 'Restore this backup' }).click();
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    await page.getByText(/The earlier files are kept: .*catalog-before-/).waitFor();
    if (process.env.LOOK) await page.screenshot({ path: join(process.env.LOOK, 'restored.png') });
    await expectCount(app, 'unlabelled', '40');
    expect(readdirSync(project).some((name) => /^catalog-before-\d{8}-\d{6}\.db$/.test(name))).toBe(true);
  });

  it('is found damaged while it is open, and what can still be read is one of the choices', async () => {
    const { page } = app;
    await addFolders(app, [join(place, 'more')]);
    await expectCount(app, 'unlabelled', '45');
    await app.kill();
    // The log of the killed process holds the latest changes, so some damaged pages of the file would be read
    // from it.
    damage(join(project, 'catalog.db'));
    app = await launchStudio({ folder: app.folder });
    await askForProject(app, project);
    await app.page.getByRole('heading', { name: 'The catalog of “Orchids” is damaged' }).waitFor();
    await app.page.getByRole('button', { name: 'Read the damaged catalog' }).click();
    await app.page.getByRole('radio', { name: /read from the damaged catalog/ }).waitFor();
    if (process.env.LOOK) await app.page.screenshot({ path: join(process.env.LOOK, 'salvaged.png') });
    expect(await app.page.getByRole('radio', { name: /read from the damaged catalog/ }).isChecked()).toBe(
      true,
    );
    await app.page.getByRole('button', { name: 'Restore this backup' }).click();
    await expectCount(app, 'unlabelled', '45');
    expect(page).not.toBe(app.page);
  });

  it('that is in order can be taken back to a backup as well, and a backup be made by hand', async () => {
    const { page } = app;
    const look = async () => {
      await page.getByRole('banner').getByRole('button').first().click();
      await page.getByRole('menuitem', { name: 'Backups …' }).click();
      await page.getByRole('heading', { name: 'Backups of “Orchids”' }).waitFor();
    };
    await look();
    // A look at them ends with Escape.
    await page.keyboard.press('Escape');
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    await look();
    await page.getByRole('button', { name: 'Back up now' }).click();
    await page.getByRole('radio', { name: /made by hand/ }).waitFor();
    if (process.env.LOOK) await page.screenshot({ path: join(process.env.LOOK, 'backups.png') });
    await page
      .getByRole('radio', { name: /project closed/ })
      .last()
      .check();
    await page.getByRole('button', { name: 'Restore this backup' }).click();
    await expectCount(app, 'unlabelled', '40');
    await closeProject(app);
  });
});

describeApp(
  'a project on a disk that can only be read',
  () => {
    let app: StudioApp;
    let place: string;
    beforeAll(async () => {
      place = mkdtempSync(join(tmpdir(), 'e2e-looking-'));
      await writePictures(join(place, 'pool'), numbered(1, 6));
      app = await launchStudio();
    });
    afterAll(() => leave(app, place));

    it('opens one on a full disk in the same way, and for work once there is space', async () => {
      const { page } = app;
      const disk = makeDisk(8192);
      const fill = join(disk.folder, 'fill');
      try {
        await makeProject(app, disk.folder, 'Full');
        await addFolders(app, [join(place, 'pool')]);
        await expectCount(app, 'unlabelled', '6');
        await closeProject(app);
        writeFileSync(fill, '');
        for (const bytes of [2 ** 16, 1])
          try {
            for (;;) appendFileSync(fill, Buffer.alloc(bytes));
          } catch {}
        await openProject(app, join(disk.folder, 'Full'));
        await expectCount(app, 'unlabelled', '6');
        await page.getByText(/is read-only, or its disk is full. You can view and export it/).waitFor();
        await closeProject(app);
        rmSync(fill);
        await openProject(app, join(disk.folder, 'Full'));
        await expectCount(app, 'unlabelled', '6');
        await expect.poll(() => page.getByText(/You can view and export it/).count()).toBe(0);
        await closeProject(app);
      } finally {
        disk.remove();
      }
    });

    it('opens for looking and exporting, says so, and refuses the rest in words', async () => {
      const { page } = app;
      const disk = makeDisk(8192);
      try {
        await makeProject(app, disk.folder, 'Archive');
        await addFolders(app, [join(place, 'pool')]);
        await expectCount(app, 'unlabelled', '6');
        await closeProject(app);
        disk.remount('ro');
        const before = readdirSync(join(disk.folder, 'Archive')).sort();
        await openProject(app, join(disk.folder, 'Archive'));
        await expectCount(app, 'unlabelled', '6');
        await page.getByText(/is read-only, or its disk is full. You can view and export it/).waitFor();
        if (process.env.LOOK) await page.screenshot({ path: join(process.env.LOOK, 'read-only.png') });
        await goTo(app, 'Label');
        const shown = page.locator('[data-testid=tile]:is([data-picture=pixels], [data-picture=smooth])');
        await expect.poll(() => shown.count()).toBe(6);
        await goTo(app, 'Data');
        expect(await page.getByRole('button', { name: 'Add images', exact: true }).isDisabled()).toBe(true);
        await press(app, 'Control+i');
        await page
          .getByRole('alert')
          .getByText(/You can view and export it/)
          .waitFor();
        await goTo(app, 'Export');
        if (process.env.LOOK) await page.screenshot({ path: join(process.env.LOOK, 'read-only-export.png') });
        expect(readdirSync(join(disk.folder, 'Archive')).sort()).toEqual(before);
        await closeProject(app);
        expect(existsSync(join(disk.folder, 'Archive', 'project.lock'))).toBe(false);
        disk.remount('rw');
        await openProject(app, join(disk.folder, 'Archive'));
        await expect.poll(() => page.getByText(/You can view and export it/).count()).toBe(0);
        await closeProject(app);
      } finally {
        disk.remove();
      }
    });
  },
  whyNoDisk,
);
