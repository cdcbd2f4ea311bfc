import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openProject as openCatalog } from '../src/studio/project/folder/project';
import { answerDialogs, launchStudio, type StudioApp, studioPid } from './program/app';
import { describeApp } from './program/describe-app';
import {
  closeProject,
  expectCount,
  goTo,
  leave,
  makeProject,
  openProject,
  press,
  untilIdle,
} from './program/steps';
import { measuredProject } from './projects/measured-project';

/** What a person asks for is done, or the window says why not and what to do. */
describeApp('acts do what their words say', () => {
  let app: StudioApp;
  let place: string;
  /** The keys of classes, by name. */
  const keys = new Map<string, string>();
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-acts-'));
    const folder = await measuredProject(join(place, 'grid'), 300);
    const project = openCatalog(folder);
    const { experiments } = project.catalog;
    experiments.setState(1, 'done');
    experiments.create({ ...experiments.get(1), name: 'orchids', state: 'paused' });
    for (const { name, hotkey } of project.catalog.classes.list()) keys.set(name, hotkey ?? '');
    project.close();
    app = await launchStudio();
    await openProject(app, folder);
  }, 120_000);
  afterAll(() => leave(app, place));

  it('a finished experiment has no next student, and says how to go on', async () => {
    const { page } = app;
    await goTo(app, 'Review');
    await page.getByTestId('train-button').click();
    const over = page.getByTestId('train-over');
    await over.getByText(/is finished: every student of its recipe is trained/).waitFor();
    expect(await page.getByText('Cannot start yet').count()).toBe(0);
    await over.getByRole('button', { name: 'New experiment' }).click();
    await page.getByRole('dialog', { name: 'New experiment' }).waitFor();
    await press(app, 'Escape');
  });

  it('the next step leads to the experiment that it names', async () => {
    const { page } = app;
    await goTo(app, 'Runs');
    await page.locator('tr[data-kind=run]').first().click();
    await page.getByRole('heading', { name: 'Teacher of grid' }).waitFor();
    await goTo(app, 'Data');
    await page.getByTestId('next-step').filter({ hasText: 'Next: resume orchids' }).click();
    await page.getByRole('heading', { name: 'orchids' }).waitFor();
  });

  it('ticked models do not keep the details of a line from being seen', async () => {
    const { page } = app;
    await goTo(app, 'Runs');
    for (const box of await page.getByRole('checkbox', { name: /^Compare/ }).all()) await box.click();
    await page.getByRole('heading', { name: 'Compare 2 models' }).waitFor();
    await page.locator('tr[data-kind=run]').first().click();
    await page.getByRole('heading', { name: 'Teacher of grid' }).waitFor();
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByRole('heading', { name: 'Compare 2 models' }).waitFor();
    await page.locator('tr[data-kind=run]').first().click();
    await page.getByRole('button', { name: 'Untick all' }).click();
    await page.getByRole('heading', { name: 'Teacher of grid' }).waitFor();
  });

  it('no two settings of a recipe have one name', async () => {
    const { page } = app;
    await goTo(app, 'Recipe');
    await page.getByRole('switch', { name: 'Show advanced settings' }).click({ force: true });
    const labels = await page.locator('label[for^="setting-"]').allTextContents();
    expect(labels.filter((label) => /Amount|Unit$/.test(label))).toHaveLength(4);
    const inSection = await page.locator('section[id^="group-"]').evaluateAll((sections) =>
      sections.flatMap((section) => {
        const parts = [...section.children].filter((part) => part.tagName === 'DIV');
        return parts.flatMap((part) => {
          // The track of a switch is also a label, but has no text.
          const names = [...part.querySelectorAll('label[for^="setting-"]')]
            .map((label) => label.textContent)
            .filter((name) => name !== '');
          return names.filter((name, i) => names.indexOf(name) !== i);
        });
      }),
    );
    expect(inSection).toEqual([]);
    const named = await page
      .locator('input[id^="setting-"]')
      .evaluateAll((inputs) => inputs.map((input) => input.getAttribute('aria-label')));
    expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([]);
    await page.getByRole('switch', { name: 'Show advanced settings' }).click({ force: true });
  });

  it('the out-of-domain score says how many it flags', async () => {
    const { page } = app;
    await goTo(app, 'Review');
    const flagged = page.getByTestId('threshold-ood-flagged');
    await flagged.filter({ hasText: /^\d+\.\d\s% flagged$/ }).waitFor();
    const before = await flagged.textContent();
    await page.getByRole('slider', { name: 'Minimum in-domain score' }).focus();
    await press(app, 'End');
    await expect.poll(() => flagged.textContent()).not.toBe(before);
    await press(app, 'Control+z');
    await expect.poll(() => flagged.textContent()).toBe(before);
    // A person judges dropped pictures as well, so they are as bright as the others.
    const dropped = page.locator('[data-testid=tile]:not([data-state=kept]) img').first();
    expect(await dropped.evaluate((image) => getComputedStyle(image).opacity)).toBe('1');
  });

  it('keys settle doubted labels before any click, and Ctrl+Z takes that back', async () => {
    const { page } = app;
    await goTo(app, 'Evaluate');
    await page.getByRole('tab', { name: 'Suspicious labels' }).click();
    await page.getByText('By this model').click();
    const lines = page.getByRole('list', { name: 'Suspicious labels' }).getByRole('listitem');
    await lines.nth(1).waitFor();
    const open = (line: number) => lines.nth(line).getByRole('button', { name: 'Label is right' });
    await press(app, 'a');
    await open(0).waitFor({ state: 'detached' });
    await press(app, 'Control+z');
    await open(0).waitFor();
    const [, model] = /Suggested: (.+?) \(/.exec((await lines.nth(0).textContent()) ?? '') as RegExpExecArray;
    await press(app, 'c');
    await lines.nth(0).getByText(`Now ${model}`).waitFor();
    await press(app, 'Control+z');
    await open(0).waitFor();
    await press(app, 'Control+Shift+z');
    await lines.nth(0).getByText(`Now ${model}`).waitFor();
    await press(app, 'Control+z');
    await open(0).waitFor();
    // In the large view, keys apply to the image that is shown.
    await press(app, ' ', 'a');
    await press(app, 'Escape');
    await open(0).waitFor({ state: 'detached' });
    await press(app, 'Control+z');
    await open(0).waitFor();
    // In the large view, Ctrl+Z goes back to the image as well.
    const large = (place: number) => page.getByRole('dialog', { name: new RegExp(`^${place} / `) });
    await press(app, ' ', 'a');
    await large(2).waitFor();
    await press(app, 'Control+z');
    await large(1).waitFor();
    await press(app, 'Escape');
    await large(1).waitFor({ state: 'detached' });
    await open(0).waitFor();
  });

  it('an image that is no example of any class is excluded from the list, and used again', async () => {
    const { page } = app;
    const lines = page.getByRole('list', { name: 'Suspicious labels' }).getByRole('listitem');
    const open = lines.nth(0).getByRole('button', { name: 'Label is right' });
    await lines.first().focus();
    await press(app, 'Control+Delete');
    await lines.nth(0).getByText('Excluded').waitFor();
    // The same key brings it back; a key that is about labels changes none unseen.
    await lines.first().focus();
    await press(app, 'a');
    await lines.nth(0).getByText('Excluded').waitFor();
    await lines.first().focus();
    await press(app, 'Control+Delete');
    await open.waitFor();
    await press(app, 'Control+z');
    await lines.nth(0).getByText('Excluded').waitFor();
    await press(app, 'Control+z');
    await open.waitFor();
    await lines.nth(0).getByRole('button', { name: 'Another class, or exclude' }).click();
    await page.getByRole('menuitem', { name: 'Exclude' }).click();
    await lines.nth(0).getByRole('button', { name: 'Use again' }).click();
    await open.waitFor();
  });

  it('the key of the class that a label has says that it is right', async () => {
    const { page } = app;
    const lines = page.getByRole('list', { name: 'Suspicious labels' }).getByRole('listitem');
    const [, label] = /Label: (.+?) \(/.exec((await lines.nth(0).textContent()) ?? '') as RegExpExecArray;
    await press(app, keys.get(label) ?? '');
    await lines.nth(0).getByText('Label is right').and(page.locator('span')).waitFor();
    await press(app, 'Control+z');
    await lines.nth(0).getByRole('button', { name: 'Label is right' }).waitFor();
  });

  it('resolved lines go, the mark stays with its image, and the last one can be taken back', async () => {
    const { page } = app;
    const lines = page.getByRole('list', { name: 'Suspicious labels' }).getByRole('listitem');
    const images = () => lines.evaluateAll((all) => all.map((line) => line.getAttribute('data-image')));
    const marked = () =>
      page
        .locator('li[data-current]')
        .evaluateAll((all) => all.map((line) => line.getAttribute('data-image')));
    await page.getByRole('switch', { name: 'Hide resolved' }).click({ force: true });
    await lines.first().focus();
    const [first, second, third] = await images();
    await press(app, 'a');
    await expect.poll(async () => (await images())[0]).toBe(second);
    expect(await marked()).toEqual([second]);
    await press(app, 'a');
    await expect.poll(async () => (await images())[0]).toBe(third);
    await press(app, 'Control+z', 'Control+z');
    await expect.poll(images).toEqual(expect.arrayContaining([first, second, third]));
    await expect.poll(marked).toEqual([first]);
    // The last act can be undone even if no suspicious label is left.
    const all = Number((await page.getByText(/^\d+ suspicious label/).textContent())?.split(' ')[0]);
    for (let left = all; left > 0; left--) {
      await press(app, 'a');
      await expect.poll(marked).toHaveLength(left > 1 ? 1 : 0);
    }
    await page.getByText('All are resolved').waitFor();
    await press(app, 'Control+z');
    await lines.first().waitFor();
    await page.getByRole('switch', { name: 'Hide resolved' }).click({ force: true });
  });

  it('a file that the save dialog confirmed is replaced, any other is not', async () => {
    const { page } = app;
    const file = join(place, 'labels.csv');
    writeFileSync(file, 'old');
    await goTo(app, 'Export');
    await answerDialogs(app, [file]);
    await page.getByRole('button', { name: /^Export \d+ images/ }).click();
    await expect.poll(() => readFileSync(file, 'utf8').slice(0, 4)).not.toBe('old');
    await untilIdle(app);
    expect(readFileSync(file, 'utf8')).toMatch(/^path,label/);
    await page.getByText('Exported labels.csv').waitFor();
    const report = join(place, 'report.html');
    mkdirSync(report);
    await answerDialogs(app, [report]);
    await page.getByRole('button', { name: 'Export report …' }).click();
    await page.getByText(/report\.html" exists/).waitFor();
    await closeProject(app);
  });

  it('the name of a project is as long as it may be, and no longer', async () => {
    await makeProject(app, place, 'n'.repeat(150));
    expect(existsSync(join(place, 'n'.repeat(100)))).toBe(true);
    await app.page.getByRole('heading', { name: 'Data', level: 1 }).waitFor();
  });

  it('an empty folder is told before and after it is added', async () => {
    const { page } = app;
    const [empty, texts] = [join(place, 'empty'), join(place, 'texts')];
    mkdirSync(join(empty, 'deeper'), { recursive: true });
    mkdirSync(texts);
    writeFileSync(join(texts, 'notes.txt'), 'none');
    await answerDialogs(app, [empty]);
    await page.getByRole('button', { name: 'Add images', exact: true }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('This folder is empty.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true);
    await press(app, 'Escape');
    await answerDialogs(app, [texts]);
    await page.getByRole('button', { name: 'Add images', exact: true }).first().click();
    await dialog.getByRole('button', { name: 'Add', exact: true }).click();
    await page
      .getByText(/There are no images in .*texts/)
      .first()
      .waitFor();
    await untilIdle(app);
    await page.getByText('No images yet').waitFor();
    await closeProject(app);
  });

  it('the demo shows what it prepares, and closing the window asks first', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Open the demo project' }).click();
    await page.getByRole('main').getByText('Prepare the demo').waitFor();
    expect(await page.getByText('No images yet').count()).toBe(0);
    const asked = await app.electron.evaluate(async ({ BrowserWindow, dialog }) => {
      const question = new Promise<Electron.MessageBoxOptions>((resolve) => {
        dialog.showMessageBox = (async (_: unknown, options: Electron.MessageBoxOptions) => {
          resolve(options);
          return { response: 1, checkboxChecked: false };
        }) as typeof dialog.showMessageBox;
      });
      BrowserWindow.getAllWindows()[0].close();
      const { message, buttons } = await question;
      return { message, buttons };
    });
    expect(asked).toEqual({
      message: 'Work on “Fashion-MNIST demo” is still running',
      buttons: ['Stop and Quit', 'Keep Running'],
    });
    await page.getByRole('main').getByText('Prepare the demo').waitFor();
    await page.getByRole('contentinfo').getByRole('button', { name: 'Cancel' }).click();
    await untilIdle(app);
    await closeProject(app);
  });

  it('a studio that is too busy to say what it does is not ended without a question', async () => {
    const pid = await studioPid(app);
    process.kill(pid, 'SIGSTOP');
    try {
      const message = await app.electron.evaluate(async ({ BrowserWindow, dialog }) => {
        const question = new Promise<string>((resolve) => {
          dialog.showMessageBox = (async (_: unknown, options: Electron.MessageBoxOptions) => {
            resolve(options.message);
            return { response: 1, checkboxChecked: false };
          }) as typeof dialog.showMessageBox;
        });
        const gone = new Promise<string>((resolve) => {
          BrowserWindow.getAllWindows()[0].once('closed', () => resolve('closed'));
        });
        BrowserWindow.getAllWindows()[0].close();
        return Promise.race([question, gone]);
      });
      expect(message).toBe('Noisy Studio is still working');
    } finally {
      process.kill(pid, 'SIGCONT');
    }
  });

  it('what is done about another project is not shown in this one', async () => {
    await openProject(app, join(place, 'grid', 'project'));
    await expectCount(app, 'unlabelled', '300');
    await goTo(app, 'Runs');
    expect(await app.page.getByText(/ticked/).count()).toBe(0);
  });
});
