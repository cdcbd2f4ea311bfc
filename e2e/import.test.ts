import { copyFileSync, mkdirSync, mkdtempSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { importSource } from '../src/studio/import';
import { createProject } from '../src/studio/project/folder/project';
import { lookAtIt } from './looking/look';
import { answerDialogs, launchStudio, type StudioApp, setSize } from './program/app';
import { describeApp } from './program/describe-app';
import {
  addFolders,
  closeProject,
  expectCount,
  goTo,
  leave,
  makeProject,
  openProject,
  untilIdle,
} from './program/steps';
import { writePictures } from './projects/pictures';

const splits = ['train', 'val', 'test'];

/** What a person who adds images sees in the window. */
describeApp('Adding images', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-import-'));
    const tree = splits.flatMap((split) =>
      ['cat', 'dog'].flatMap((name) => [0, 1, 2].map((i) => `tree/${split}/${name}/${i}.png`)),
    );
    const listed = [
      'listed/cat/l1.png',
      'listed/dog/l2.png',
      'listed/dog/l3.png',
      'kaggle/k1.png',
      'kaggle/k2.png',
    ];
    await writePictures(place, [
      ...tree,
      'tree/beside.png',
      'plain/bird/0.png',
      'plain/fish/1.png',
      ...listed,
    ]);
    mkdirSync(join(place, 'listed/meta'));
    writeFileSync(join(place, 'listed/meta/test.txt'), 'dog/l3\n');
    writeFileSync(join(place, 'kaggle/train.csv'), 'id,label\nk1,cat\nk2,dog\n');
    writeFileSync(join(place, 'photos.zip'), 'PK');
    writeFileSync(join(place, 'bad.csv'), 'colour,size\nred,4\n');
    writeFileSync(join(place, 'worse.csv'), 'width,height\n3,4\n');
    // The same picture is in the folders of two classes.
    for (const name of ['cat', 'dog']) {
      mkdirSync(join(place, 'twins', name), { recursive: true });
      copyFileSync(join(place, 'plain/bird/0.png'), join(place, 'twins', name, `${name}.png`));
    }
    writeFileSync(join(place, 'good.csv'), 'path,label\nplain/bird/0.png,bird\ngone.png,fish\n');
    app = await launchStudio();
    await makeProject(app, place, 'Import');
    await app.page.getByText('No images yet').waitFor();
  });
  afterAll(() => leave(app, place));

  const offer = async (...names: string[]) => {
    await answerDialogs(
      app,
      names.map((name) => join(place, name)),
    );
    await app.page.getByRole('button', { name: 'Add images', exact: true }).first().click();
    return app.page.getByRole('dialog', { name: 'Add images' });
  };
  const jobs = async () => {
    await app.page.getByRole('button', { name: 'Jobs' }).click();
    return app.page.getByRole('dialog').last();
  };

  it('shows a tree of splits as what it is, imports each part as that, and names what lies beside', async () => {
    const { page } = app;
    const dialog = await offer('tree');
    await dialog.getByText('Folders of splits: test → Test; train → Labelled; val → Validation').waitFor();
    const use = dialog.getByRole('combobox', { name: 'What is tree?' });
    expect(await use.inputValue()).toBe('Splits by folder name');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await untilIdle(app);
    for (const split of ['labelled-train', 'validation', 'test']) await expectCount(app, split, '6');
    const list = await jobs();
    await list.getByText(/The folders are split: test \(for testing\)/).waitFor();
    await list.getByText(/beside\.png: This image is beside the split folders/).waitFor();
    await page.keyboard.press('Escape');
  });

  it('shows that lists beside class folders give splits, and reports what else lies beside images', async () => {
    const { page } = app;
    const dialog = await offer('listed', 'kaggle');
    await dialog.getByText('Lists of splits: meta/test.txt; 2 folders with images: cat, dog').waitFor();
    const use = dialog.getByRole('combobox', { name: 'What is listed?' });
    expect(await use.inputValue()).toBe('Labelled, splits from the lists beside');
    await lookAtIt(app, 'import-split-lists');
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await untilIdle(app);
    await expectCount(app, 'labelled-train', '8');
    await expectCount(app, 'test', '7');
    await page.getByText('Splits by list', { exact: true }).waitFor();
    const list = await jobs();
    await list.getByText(/According to them, there are 2 to train on, 1 for testing/).waitFor();
    await list.getByText(/"train.csv"/).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'How kaggle was read' }).click();
    const notes = page.getByRole('dialog', { name: 'How kaggle was read' });
    await notes.getByText(/"train.csv"/).waitFor();
    await lookAtIt(app, 'import-source-notes');
    await page.keyboard.press('Escape');
  });

  it('says of a file that is no source that it is none, and adds the others', async () => {
    const dialog = await offer('photos.zip', 'plain');
    await dialog.getByText(/^This is neither a folder nor a list: CSV, /).waitFor();
    expect(await dialog.getByRole('combobox').count()).toBe(1);
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await untilIdle(app);
    await expectCount(app, 'labelled-train', '10');
  });

  it('says why a list is refused, and which files of another are not there', async () => {
    const { page } = app;
    const refused = await offer('bad.csv', 'good.csv');
    await refused.getByRole('button', { name: 'Add', exact: true }).click();
    await untilIdle(app);
    const list = await jobs();
    await list.getByText(/has the columns "colour", "size"/).waitFor();
    await list.getByText('gone.png: There is no such file.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByText('gone.png').first().waitFor();
  });

  it('names a few of many images that are dropped in place of their folder, and says to add that', async () => {
    const loose = Array.from({ length: 130 }, (_, i) => `loose/${i}.png`);
    await writePictures(place, loose);
    const dialog = await offer(...loose, 'plain');
    await dialog.getByText('125 more are neither. Images are added by the folder that holds them.').waitFor();
    expect(await dialog.getByText(/^This is neither a folder nor a list/).count()).toBe(5);
    await dialog.getByRole('combobox', { name: 'What is plain?' }).waitFor();
    await lookAtIt(app, 'import-loose');
    await app.page.keyboard.press('Escape');
  });

  it('keeps one failure in sight, and none over a dialog or after the project is closed', async () => {
    const { page } = app;
    const failures = page.getByRole('alert').filter({ hasText: '.csv' });
    const fail = async (...names: string[]) => {
      const dialog = await offer(...names);
      await dialog.getByRole('button', { name: 'Add', exact: true }).click();
      await untilIdle(app);
    };
    await fail('bad.csv', 'worse.csv');
    await failures.filter({ hasText: 'worse.csv' }).waitFor();
    await expect.poll(() => failures.count()).toBe(1);
    await offer('plain');
    await expect.poll(() => failures.count()).toBe(0);
    await page.keyboard.press('Escape');

    await fail('worse.csv');
    await failures.waitFor();
    await closeProject(app);
    await expect.poll(() => failures.count()).toBe(0);
  });

  it('leads to conflicting labels where nothing else is left to label', async () => {
    const { page } = app;
    await makeProject(app, mkdtempSync(join(place, 'conflicts-')), 'Conflicts');
    await addFolders(app, [join(place, 'twins')]);
    await page.getByTestId('next-step').filter({ hasText: 'Next: label' }).click();
    await page.getByText('Only conflicting labels are left to decide').waitFor();
    await lookAtIt(app, 'label-conflicts');
    await page.getByRole('button', { name: 'Show 2 images with conflicting labels' }).click();
    await page.getByTestId('label-selected').filter({ hasText: '2 images' }).waitFor();
  });

  it('tells the files of a series apart, whose names begin alike', async () => {
    const { page } = app;
    const begins = 'campaign-2026-northern-meadows-camera-07-morning-walk-with-the-new-lens-and-tripod';
    mkdirSync(join(place, 'series'));
    for (const i of [1, 2])
      copyFileSync(join(place, 'plain/bird/0.png'), join(place, 'series', `${begins}-000${i}.png`));
    await goTo(app, 'Data');
    await addFolders(app, [join(place, 'series')]);
    const name = page.getByTitle(new RegExp(`${begins}-0002.png$`)).first();
    await name.scrollIntoViewIfNeeded();
    await lookAtIt(app, 'import-series');
    const { seen, copied } = await name.evaluate((element) => {
      const [, end] = element.children;
      const [box, tail] = [element.getBoundingClientRect(), end.getBoundingClientRect()];
      getSelection()?.selectAllChildren(element);
      return {
        seen: tail.right <= box.right + 1 && tail.width > 0 ? end.textContent : null,
        copied: getSelection()?.toString(),
      };
    });
    expect(seen).toMatch(/-0002\.png$/);
    expect(copied).toBe(`${begins}-0002.png`);
  });

  it('names a folder that is not found, in a small window too', async () => {
    const { page } = app;
    renameSync(join(place, 'twins'), join(place, 'moved'));
    await setSize(app, 960, 640);
    await page.reload();
    await goTo(app, 'Data');
    await page.getByRole('button', { name: 'Find moved files …' }).waitFor();
    const name = page.getByText('twins', { exact: true }).first();
    expect((await name.boundingBox())?.width).toBeGreaterThan(20);
    await lookAtIt(app, 'data-lost-960');
    await setSize(app, 1280, 800);
    await lookAtIt(app, 'data-lost-1280');
  });
});

/** What the program says at its start about an import that did not finish. */
describeApp('an import that was cut off', () => {
  let app: StudioApp | undefined;
  let place: string;
  beforeAll(() => {
    place = mkdtempSync(join(tmpdir(), 'e2e-cut-off-'));
  });
  afterAll(() => leave(app, place));

  it('is said to be interrupted, is the next step, and is continued from there', async () => {
    const pool = join(place, 'pool');
    await writePictures(pool, ['0.png', '1.png']);
    const project = createProject(join(place, 'project'));
    await importSource(project, { path: pool, split: 'unlabelled' });
    await writePictures(pool, ['0.png', '1.png', '2.png']);
    // This is the state that a process leaves which is killed in the middle of an import.
    project.catalog.sources.startImport(1);
    project.close();

    app = await launchStudio();
    const { page } = app;
    await openProject(app, join(place, 'project'));
    await goTo(app, 'Data');
    await expectCount(app, 'unlabelled', '2');
    await page.getByText('interrupted', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Continue import' }).waitFor();
    await lookAtIt(app, 'import-cut-off');
    const next = page.getByTestId('next-step');
    expect(await next.textContent()).toBe('Next: continue the import of pool');
    await next.click();
    await expectCount(app, 'unlabelled', '3');
    await page.getByText('interrupted', { exact: true }).waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: 'Continue import' }).count()).toBe(0);
  });
});
