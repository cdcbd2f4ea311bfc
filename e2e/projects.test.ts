import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDisk, whyNoDisk } from './limits/small-disk';
import { answerDialogs, launchStudio, programArguments, type StudioApp, stateIn } from './program/app';
import { describeApp } from './program/describe-app';
import { electronPath } from './program/electron';
import {
  addFolders,
  askForProject,
  closeProject,
  expectCount,
  goTo,
  leave,
  makeProject,
  openProject,
  untilIdle,
} from './program/steps';
import { writePictures } from './projects/pictures';

describeApp('a project and its folder', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-projects-'));
    await writePictures(join(place, 'pool'), ['1.png', '2.png', '3.png']);
    app = await launchStudio();
    await makeProject(app, place, 'Orchids');
    await addFolders(app, [join(place, 'pool')]);
    await expectCount(app, 'unlabelled', '3');
  });
  afterAll(() => leave(app, place));

  it('is refused to another window with a sentence that says what to do, and opens once it is closed', async () => {
    const other = await launchStudio();
    try {
      await askForProject(other, join(place, 'Orchids'));
      await other.page
        .getByText(/This project is open in another process .* Close it there and try again\./)
        .waitFor();
      // The first program continues undisturbed.
      await expectCount(app, 'unlabelled', '3');
      await closeProject(app);
      await openProject(other, join(place, 'Orchids'));
      await expectCount(other, 'unlabelled', '3');
    } finally {
      await other.close();
    }
  });

  it('started twice, the program shows the window that is there', async () => {
    await app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].minimize());
    const again = spawn(electronPath(), programArguments, {
      env: { ...process.env, ...stateIn(app.folder) },
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => again.once('exit', resolve));
    expect(code).toBe(0);
    const windows = () =>
      app.electron.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows().map((window) => window.isMinimized()),
      );
    await expect.poll(windows).toEqual([false]);
  });

  it('can be moved, images and models apart', async () => {
    const moved = join(place, 'elsewhere', 'Orchids of the north');
    mkdirSync(join(place, 'elsewhere'));
    renameSync(join(place, 'Orchids'), moved);
    // The list of recent projects shows that the old folder is gone.
    await app.page.reload();
    await app.page.getByText('not found').waitFor();
    await openProject(app, moved);
    await expectCount(app, 'unlabelled', '3');
    await closeProject(app);
  });

  it('has its images found again in the folder they were moved to, under other names as well', async () => {
    const archive = join(place, 'archive');
    mkdirSync(join(archive, 'a'), { recursive: true });
    for (const [before, now] of [
      ['1.png', 'a/first.png'],
      ['2.png', '2.png'],
      ['3.png', 'a/1.png'],
    ])
      renameSync(join(place, 'pool', before), join(archive, now));
    rmSync(join(place, 'pool'), { recursive: true });
    await openProject(app, join(place, 'elsewhere', 'Orchids of the north'));
    await goTo(app, 'Label');
    await expect.poll(() => app.page.locator('[data-testid=tile][data-picture=broken]').count()).toBe(3);
    await app.page.getByText('The files of pool are not found').waitFor();
    await app.page.getByRole('button', { name: 'Find them on the Data screen' }).click();
    await answerDialogs(app, [archive]);
    await app.page.getByRole('button', { name: 'Find moved files …' }).click();
    await app.page.getByText(archive, { exact: true }).waitFor();
    await untilIdle(app);
    await expectCount(app, 'unlabelled', '3');
    await goTo(app, 'Label');
    const shown = app.page.locator('[data-testid=tile]:is([data-picture=pixels], [data-picture=smooth])');
    await expect.poll(() => shown.count()).toBe(3);
    expect(await app.page.getByText('The files of pool are not found').count()).toBe(0);
    await closeProject(app);
  });

  it('that is none is refused with what to do', async () => {
    await askForProject(app, join(place, 'pool'));
    await app.page.getByText(/pool is not a project/).waitFor();
  });
});

describeApp(
  'a disk that takes nothing',
  () => {
    let app: StudioApp;
    let place: string;
    beforeAll(async () => {
      place = mkdtempSync(join(tmpdir(), 'e2e-disks-'));
      app = await launchStudio();
    });
    afterAll(() => leave(app, place));

    it('as it is full: an import says so and keeps what was there; with space it goes on', async () => {
      const disk = makeDisk(2048);
      try {
        await writePictures(join(place, 'first'), ['1.png', '2.png']);
        await writePictures(
          join(place, 'many'),
          Array.from({ length: 1500 }, (_, i) => `${i}.png`),
        );
        await makeProject(app, disk.folder, 'Full');
        await addFolders(app, [join(place, 'first')]);
        await expectCount(app, 'unlabelled', '2');
        const ballast = join(disk.folder, 'ballast');
        fill(disk.folder, `${ballast}-1`);
        await addFolders(app, [join(place, 'many')]);
        await app.page
          .getByText(/full\. Free some space and try again/)
          .first()
          .waitFor();
        await expectCount(app, 'unlabelled', '2');
        await closeProject(app);
        // The space that the journal freed is filled as well, so that not even the project's lock fits.
        for (let i = 2; i <= 4; i++) {
          fill(disk.folder, `${ballast}-${i}`);
          // The system gives back the space of deleted files a little later.
          await app.page.waitForTimeout(300);
        }
        // The project opens all the same, but only for reading.
        await openProject(app, join(disk.folder, 'Full'));
        await expectCount(app, 'unlabelled', '2');
        await app.page.getByText(/is read-only, or its disk is full/).waitFor();
        await closeProject(app);
        for (let i = 1; i <= 4; i++) rmSync(`${ballast}-${i}`, { force: true });
        await openProject(app, join(disk.folder, 'Full'));
        await expectCount(app, 'unlabelled', '2');
        await expect.poll(() => app.page.getByText(/is read-only, or its disk is full/).count()).toBe(0);
        await closeProject(app);
      } finally {
        disk.remove();
      }
    });
  },
  whyNoDisk,
);

/** Fills a disk completely. */
function fill(folder: string, file: string): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(file, Buffer.alloc(bavail * bsize));
}
