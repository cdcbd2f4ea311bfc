import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { withSpaces } from '../src/core/words/shares';
import { problemsIn } from './looking/axe';
import { clippedWords } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { answerDialogs, launchStudio, type StudioApp } from './program/app';
import { runCli } from './program/built-cli';
import { describeApp } from './program/describe-app';
import { closeProject, goTo, leave, makeProject, openProject, press, untilIdle } from './program/steps';
import { type TrainedProject, trainedProject } from './projects/trained-project';

const patience = 300_000;

/** The command line's prediction for a file. */
interface Said {
  readonly file: string;
  readonly label: string;
  readonly confidence: number;
}

describeApp('predicting a folder of images that are not in the project', () => {
  let app: StudioApp;
  let place: string;
  let trained: TrainedProject;
  /**
   * The folder that is predicted, with images of the pool, some of them in a subfolder, and two files that
   * cannot be read.
   */
  let folder: string;
  let said: readonly Said[];
  const images = 40;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-predict-'));
    trained = await trainedProject(place);
    folder = join(place, 'camera');
    mkdirSync(join(folder, 'below'), { recursive: true });
    const pictures = readdirSync(trained.pool, { recursive: true })
      .map(String)
      .filter((name) => name.endsWith('.png'))
      .sort();
    for (const [i, name] of pictures.slice(0, images).entries()) {
      const below = i % 4 === 0 ? 'below' : '';
      copyFileSync(join(trained.pool, name), join(folder, below, `img-${String(i).padStart(3, '0')}.png`));
    }
    writeFileSync(join(folder, 'cut.png'), readFileSync(join(trained.pool, pictures[0])).subarray(0, 70));
    writeFileSync(join(folder, 'empty.jpg'), '');
    const { last } = await runCli(['predict', folder, '--project', trained.folder]);
    said = last.predictions as readonly Said[];
    app = await launchStudio();
    await openProject(app, trained.folder);
    await goTo(app, 'Predict');
  }, patience);
  afterAll(() => leave(app, place));

  const grid = (rows: number) =>
    app.page.getByTestId('predict-grid').and(app.page.locator(`[data-images="${rows}"]`));
  const everything = () => readdirSync(folder, { recursive: true }).map(String).sort();
  /** The class by file name, as the visible tiles show it. */
  const tiles = async () =>
    new Map(
      (await app.page.getByTestId('predict-grid').getByRole('option').all()).length === 0
        ? []
        : (
            await app.page
              .getByTestId('predict-grid')
              .getByRole('option')
              .evaluateAll((all) => all.map((tile) => tile.getAttribute('aria-label') ?? ''))
          ).map((label) => {
            const parts = label.split(', ');
            return [basename(parts.at(-1) as string), parts] as const;
          }),
    );

  it('shows every image with the class and confidence that the command line says, and the files that it could not read', async () => {
    const { page } = app;
    const before = everything();
    await lookAtIt(app, 'predict-start');
    await answerDialogs(app, [folder]);
    await page.getByRole('button', { name: 'Choose a folder …' }).click();
    await grid(images).waitFor({ timeout: patience });
    expect(said.length).toBe(images);
    await expect
      .poll(async () => {
        const shown = await tiles();
        return said.filter(({ file, label, confidence }) => {
          const parts = shown.get(basename(file));
          return parts?.[0] === label && withSpaces(parts[1]) === `${Math.floor(confidence * 100 + 1e-4)} %`;
        }).length;
      })
      .toBe(images);
    await lookAtIt(app, 'predict-result');
    await page.getByRole('button', { name: '2 files could not be read' }).click();
    const failed = page.getByRole('dialog', { name: 'Files that could not be read' });
    await failed.getByText('cut.png').waitFor();
    await failed.getByText('empty.jpg').waitFor();
    await lookAtIt(app, 'predict-failed');
    await press(app, 'Escape');
    await failed.waitFor({ state: 'detached' });
    expect(everything()).toEqual(before);
  });

  it('fits into small windows and large letters, and axe finds nothing serious', {
    timeout: patience,
  }, async () => {
    const { page } = app;
    const setSize = (width: number, height: number, zoom: number) =>
      app.electron.evaluate(
        ({ BrowserWindow }, [w, h, factor]) => {
          const [window] = BrowserWindow.getAllWindows();
          window.setContentSize(w, h);
          window.webContents.setZoomFactor(factor);
        },
        [width, height, zoom] as const,
      );
    const found: string[] = [];
    for (const [width, height, zoom] of [
      [960, 640, 1],
      [1280, 800, 1.5],
      [1280, 800, 1],
    ]) {
      await setSize(width, height, zoom);
      await page.waitForTimeout(400);
      found.push(...(await clippedWords(page)).map((words) => `${width} x ${height}, ${zoom}: ${words}`));
      await lookAtIt(app, `predict-${width}-${zoom}`);
    }
    await page.getByRole('button', { name: 'Export …' }).click();
    await page.getByRole('dialog', { name: 'Export predictions' }).waitFor();
    await page.waitForTimeout(400);
    found.push(...(await clippedWords(page)), ...(await problemsIn(app, 'export')));
    await press(app, 'Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    found.push(...(await problemsIn(app, 'predict')));
    expect(found).toEqual([]);
  });

  it('filters by class, domain, confidence and name', async () => {
    const { page } = app;
    const first = page.getByTestId('predict-class').first();
    const name = ((await first.getAttribute('title')) ?? '').replace('Show the images predicted as ', '');
    const ofClass = said.filter(({ label }) => label === name).length;
    expect(ofClass).toBeGreaterThan(0);
    await first.click();
    await grid(ofClass).waitFor();
    await first.click();
    await grid(images).waitFor();

    const outside = page.getByTestId('domain-outside');
    const flagged = Number((await outside.textContent())?.replace('Out-of-domain', ''));
    await outside.click();
    await grid(flagged).waitFor();
    if (flagged > 0) {
      const labels = page.getByTestId('predict-grid').getByRole('option');
      await expect.poll(() => labels.first().getAttribute('aria-label')).toContain('out-of-domain');
    }
    await page.getByTestId('domain-inside').click();
    await grid(images - flagged).waitFor();
    await page.getByTestId('domain-all').click();

    await page.getByTestId('predict-search').fill('IMG-00');
    await grid(10).waitFor();
    await page.getByTestId('predict-search').fill('no such name');
    await page.getByText('No image passes the filter').waitFor();
    await lookAtIt(app, 'predict-none');
    await page.getByRole('button', { name: 'Show all' }).click();
    await grid(images).waitFor();

    const least = page.getByRole('slider', { name: 'Lowest confidence' });
    await least.focus();
    for (let step = 0; step < 30; step++) await press(app, 'ArrowRight');
    const sure = said.filter(({ confidence }) => confidence >= Math.fround(0.3)).length;
    await grid(sure).waitFor();
    for (let step = 0; step < 30; step++) await press(app, 'ArrowLeft');
    await grid(images).waitFor();
  });

  it('looks at one image large, with its file, and comes back where it was', async () => {
    const { page } = app;
    await page.getByTestId('predict-grid').focus();
    await press(app, 'Home', 'ArrowRight', ' ');
    const large = page.getByTestId('large-view');
    await large.getByText(`2 of ${images}`).waitFor();
    await press(app, 'Alt+Enter');
    const facts = page.getByTestId('file-facts');
    await facts.getByText(folder, { exact: false }).first().waitFor();
    await facts.getByText(/28 × 28/).waitFor();
    const pane = page.getByTestId('zoom-pane').locator('img').first();
    await expect.poll(() => pane.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(28);
    await lookAtIt(app, 'predict-large');
    await press(app, 'Alt+Enter', 'Escape');
    await large.waitFor({ state: 'detached' });
    // A visit to another screen does not lose what is shown.
    await page.getByTestId('predict-search').fill('below');
    await grid(10).waitFor();
    await goTo(app, 'Data');
    await goTo(app, 'Predict');
    await grid(10).waitFor();
  });

  it('exports what is shown and all of it, as CSV and as a list of labels', async () => {
    const { page } = app;
    const file = join(place, 'out', 'shown.csv');
    mkdirSync(join(place, 'out'));
    await answerDialogs(app, [file]);
    await page.getByRole('button', { name: 'Export …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Export predictions' });
    await lookAtIt(app, 'predict-export');
    await dialog.getByRole('button', { name: 'Export 10 images …' }).click();
    await dialog.waitFor({ state: 'detached' });
    await untilIdle(app);
    const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n').slice(1);
    expect(lines.length).toBe(10);
    for (const line of lines) {
      const [path, label, confidence] = line.split(',');
      const own = said.find((each) => each.file === path);
      expect(label).toBe(own?.label);
      expect(Number(confidence)).toBeCloseTo(own?.confidence ?? 0, 4);
    }
    const list = join(place, 'out', 'all.jsonl');
    await answerDialogs(app, [list]);
    await page.getByRole('button', { name: 'Export …' }).click();
    await dialog.getByText(`All ${images}`).click();
    await dialog.getByRole('combobox', { name: 'Format' }).click();
    await page.getByRole('option', { name: /JSON/ }).first().click();
    await dialog.getByRole('button', { name: `Export ${images} images …` }).click();
    await dialog.waitFor({ state: 'detached' });
    await untilIdle(app);
    const rows = readFileSync(list, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(rows.length).toBe(images);
    expect(rows.map(({ path, label }) => [path, label]).sort()).toEqual(
      said.map(({ file: path, label }) => [path, label]).sort(),
    );
  });

  it('predicts the same images again by another model', async () => {
    const { page } = app;
    const facts = page.getByTestId('predict-images');
    const before = ((await facts.textContent()) ?? '').includes('Teacher') ? 'Teacher' : 'Student 1';
    const other = before === 'Teacher' ? 'Student 1' : 'Teacher';
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: new RegExp(`^${other},`) }).click();
    await page.getByRole('button', { name: 'Predict again with this model' }).click();
    await facts.filter({ hasText: `by ${other}, short` }).waitFor({ timeout: patience });
    await grid(images).waitFor();
    await page.getByRole('combobox', { name: 'Model' }).click();
    await page.getByRole('option', { name: new RegExp(`^${before},`) }).click();
  });

  it('is told in Korean too', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Settings' }).click();
    await page.getByRole('menuitemradio', { name: '한국어' }).click();
    await page.getByRole('heading', { name: '예측', level: 1 }).waitFor();
    await page.getByText('읽지 못한 파일 2개').waitFor();
    await lookAtIt(app, 'predict-korean');
    await page.getByRole('button', { name: '설정' }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('heading', { name: 'Predict', level: 1 }).waitFor();
  });

  it('adds the folder to the pool', async () => {
    const { page } = app;
    await page.getByRole('button', { name: 'Add to the pool' }).click();
    await page.getByRole('heading', { name: 'Data', level: 1 }).waitFor();
    await untilIdle(app);
    // All images are copies of images in the pool; the source is added, and its bad files are listed.
    await page.getByText('camera', { exact: false }).first().waitFor();
    expect(everything().length).toBe(images + 3);
  });

  it('takes images that are dropped on it, and can be stopped', async () => {
    const { page } = app;
    await goTo(app, 'Predict');
    const cdp = await page.context().newCDPSession(page);
    const drop = async (files: string[]) => {
      const data = { items: [], files, dragOperationsMask: 1 };
      for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
        await cdp.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data });
    };
    // Single images are dropped, more than are imported at once, and none may be left out.
    const data = dirname(trained.pool);
    const single = readdirSync(data, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.png'),
    );
    await drop(single.slice(0, 130).map((name) => join(data, name)));
    await grid(130).waitFor({ timeout: patience });

    await drop([join(folder, 'img-001.png'), join(folder, 'below')]);
    await grid(11).waitFor({ timeout: patience });
    // A folder together with a file cannot be added as one source.
    await page
      .getByRole('button', { name: 'Add to the pool' })
      .and(page.locator('[aria-disabled=true]'))
      .waitFor();

    await answerDialogs(app, [trained.pool]);
    await page.getByRole('button', { name: 'Predict another folder …' }).click();
    await page.getByText(/^Predicting /).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Cancel' }).click();
    await untilIdle(app);
    // Either the work was cancelled, and the earlier results are shown, or it finished too quickly to be
    // cancelled.
    await expect
      .poll(async () => Number(await page.getByTestId('predict-grid').getAttribute('data-images')))
      .toBeGreaterThan(10);
  });

  it('says what is missing in a project without a model', async () => {
    await closeProject(app);
    await makeProject(app, place, 'Empty');
    await goTo(app, 'Predict');
    await app.page.getByText('No trained model yet').waitFor();
  });
});
