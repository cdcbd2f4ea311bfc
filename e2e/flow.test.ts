import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerDialogs, launchStudio, type StudioApp, studioPid } from './program/app';
import { describeApp } from './program/describe-app';
import { childrenOf } from './program/processes';
import { goTo, leave, press, untilIdle } from './program/steps';
import { keepSystemNotices, systemNotices } from './program/system-notices';
import { evilName, makeSmallProject, startExperiment } from './projects/small-project';

/** A training that shares its machine with others may be slow. */
const patience = 240_000;

/** One iteration as a person goes through it; each step continues where the one before it ended. */
describeApp('the whole way, from the first start to the exported labels', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-flow-'));
    app = await launchStudio({ width: 1440, height: 900, motion: true });
  });
  afterAll(() => leave(app, place));

  /** Waits until `images` images have a decision. */
  const decided = (decision: string, images: number) =>
    app.page
      .getByTestId(`facet-decisions-${decision}-count`)
      .filter({ hasText: new RegExp(`^${images}$`) })
      .waitFor();
  /** Selects `images` images, from the one at position `from` of the grid on. */
  const select = async (from: number, images: number) => {
    await app.page.getByTestId('grid').focus();
    await press(app, 'Home');
    await press(app, ...Array<string>(from).fill('ArrowRight'));
    await press(app, ...Array<string>(images - 1).fill('Shift+ArrowRight'));
    await app.page
      .getByTestId('count-selected')
      .filter({ hasText: new RegExp(`^${images} `) })
      .waitFor();
  };

  it('imports two folders, draws splits and takes the quick recipe, shortened', async () => {
    await makeSmallProject(app, place);
  });

  it('trains the teacher and labels the pool, then waits for a person', { timeout: patience }, async () => {
    await keepSystemNotices(app);
    await startExperiment(app);
    await app.page.getByRole('row', { name: /Teacher.*done/ }).waitFor({ timeout: patience });
    await app.page.getByRole('row', { name: /pseudo-labels.*needs review/ }).waitFor({ timeout: patience });
    await untilIdle(app);
    // This notice is for a person who is looking at another program.
    await expect
      .poll(() => systemNotices(app))
      .toEqual([expect.stringMatching(/^Experiment short: .*your review/)]);
  });

  it('moves the threshold, which can be undone and brought back', async () => {
    const { page } = app;
    await goTo(app, 'Review');
    await page.getByTestId('grid').and(page.locator('[data-images="361"]')).waitFor();
    const value = page.getByTestId('threshold-confidence-value');
    expect(await value.textContent()).toBe('≥ 0.30');
    await page.getByRole('slider', { name: 'Minimum confidence' }).focus();
    await press(app, ...Array<string>(5).fill('ArrowRight'));
    await value.filter({ hasText: '0.35' }).waitFor();
    // Five key presses are one step, which is stored before it is undone.
    await press(app, 'Control+z');
    await value.filter({ hasText: '0.30' }).waitFor();
    await page.getByText('Undone: thresholds and balance').waitFor();
    await press(app, 'Control+Shift+z');
    await value.filter({ hasText: '0.35' }).waitFor();
  });

  it('lets one class ask for more, which can be undone', async () => {
    const { page } = app;
    const told = page.getByTestId('threshold-classes');
    await told.filter({ hasText: 'The same for all classes' }).waitFor();
    const total = page.getByTestId('balance-total');
    const before = await total.textContent();
    await page.getByTestId('threshold-classes-set').click();
    await page.getByRole('textbox', { name: 'Minimum confidence of Bag' }).fill('0.99');
    await told.filter({ hasText: '1 class asks for more: 0.99' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('grid').focus();
    await press(app, 'Control+z');
    await told.filter({ hasText: 'The same for all classes' }).waitFor();
    await expect.poll(() => total.textContent()).toBe(before);
  });

  it('looks at one image after the other in the large view, and decides there', async () => {
    const { page } = app;
    await page.getByTestId('grid').focus();
    await press(app, ' ');
    const large = page.getByTestId('large-view');
    const shows = (place: string) => large.getByText(`${place} of 361`, { exact: true }).waitFor();
    await shows('1');
    await press(app, 'ArrowRight');
    await shows('2');
    await large
      .getByTestId('zoom-pane')
      .locator('img')
      .first()
      .evaluate((image: HTMLImageElement) => image.decode());
    await press(app, 'x');
    await shows('3');
    await decided('exclude', 1);
    await press(app, 'Control+z');
    await decided('exclude', 0);
    await press(app, 'Escape');
    await large.waitFor({ state: 'hidden' });
    expect(await page.getByTestId('grid').evaluate((grid) => document.activeElement === grid)).toBe(true);
  });

  it('relabels 5 images by the name of a class', async () => {
    await select(0, 5);
    await press(app, '/');
    await app.page.keyboard.type('Bag');
    await press(app, 'Enter');
    await decided('relabel', 5);
  });

  it('marks 20 out of domain in bulk, undoes that, and accepts them', async () => {
    await select(5, 20);
    await press(app, 'o');
    await decided('ood', 20);
    await press(app, 'Control+z');
    await decided('ood', 0);
    await decided('relabel', 5);
    await press(app, 'a');
    await decided('accept', 20);
  });

  it('finds an image by a name that would be markup, and shows it as text', async () => {
    const { page } = app;
    await page.getByTestId('search').fill('onerror');
    await page.getByTestId('grid').and(page.locator('[data-images="1"]')).waitFor();
    await page.getByTestId('grid').focus();
    await press(app, 'Home');
    await page.getByText(evilName).first().waitFor();
    expect(await page.locator('img[src="x"]').count()).toBe(0);
    await page.getByTestId('search').fill('');
    await page.getByTestId('grid').and(page.locator('[data-images="361"]')).waitFor();
    expect(await page.title()).toBe('Noisy Studio');
  });

  it('trains the student on what is shown to be its plan', async () => {
    const { page } = app;
    await page.getByTestId('train-button').click();
    const plan = page.getByRole('dialog', { name: 'Train Student 1' });
    await plan.getByText('Decided by a person').waitFor();
    await plan.getByTestId('train-start').click();
    await page.getByRole('row', { name: /Student 1/ }).waitFor({ timeout: 60_000 });
  });

  it('says so when the engine is killed during the training, and goes on when asked', {
    timeout: patience,
  }, async () => {
    const { page } = app;
    await page
      .getByTestId('job-progress')
      .filter({ hasText: /[1-9]\d* \/ 30 steps/ })
      .waitFor({ timeout: patience });
    const engines = childrenOf(await studioPid(app), 'runner');
    expect(engines).toHaveLength(1);
    process.kill(engines[0], 'SIGKILL');
    await page
      .getByRole('alert')
      .filter({ hasText: /engine/i })
      .first()
      .waitFor();
    await page.getByRole('row', { name: /Student 1.*interrupted/ }).waitFor();
    // The teacher, which was done before the engine crashed, is still there.
    await page.getByRole('row', { name: /Teacher.*done/ }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Resume' }).first().click();
    await page.getByRole('row', { name: /Student 1.*done/ }).waitFor({ timeout: patience });
    await untilIdle(app, patience);
  });

  it('shows the accuracy of teacher and student', async () => {
    // Each model has its accuracy on the validation and on the test images.
    for (const model of ['Teacher', 'Student 1'])
      await app.page.getByRole('row', { name: new RegExp(`${model}.*\\d\\s%.*\\d\\s%`) }).waitFor();
  });

  it('lets a student label the pool again without a training, for the review', {
    timeout: patience,
  }, async () => {
    const { page } = app;
    await page.getByRole('row', { name: /Student 1/ }).click();
    await page.getByRole('button', { name: 'Label the pool' }).click();
    await page.getByRole('button', { name: 'Review the labels' }).click({ timeout: patience });
    await page.getByRole('heading', { name: 'Review', level: 1 }).waitFor();
    await page
      .getByText(/Student 1/)
      .first()
      .waitFor();
    await goTo(app, 'Runs');
  });

  it('adds one more iteration to what is done', { timeout: patience }, async () => {
    const { page } = app;
    await press(app, 'Control+k');
    await page.getByPlaceholder('What do you want to do?').fill('One more iteration');
    await page
      .getByRole('option', { name: /One more iteration: short/ })
      .or(page.getByText(/One more iteration: short/))
      .first()
      .waitFor();
    await press(app, 'Escape');
    await page.getByRole('main').getByRole('button', { name: 'One more iteration' }).first().click();
    await page.getByRole('row', { name: /pseudo-labels.*needs review/ }).waitFor({ timeout: patience });
    await page
      .getByRole('main')
      .getByRole('button', { name: /^More for/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Continue without review' }).click();
    await page.getByRole('row', { name: /Student 2.*done/ }).waitFor({ timeout: patience });
    await untilIdle(app, patience);
  });

  it('takes the recipe of the experiment as a draft', async () => {
    const { page } = app;
    await page
      .getByRole('main')
      .getByRole('button', { name: /^More for/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Edit recipe' }).click();
    await page.getByRole('heading', { name: 'Recipe', level: 1 }).waitFor();
    await page.getByRole('button', { name: /Started from.*short/ }).waitFor();
  });

  it('exports the labels with what the person decided', async () => {
    const { page } = app;
    const file = join(place, 'labels.csv');
    await goTo(app, 'Export');
    await page.getByRole('switch', { name: 'Unlabelled images' }).click();
    await answerDialogs(app, [file]);
    await page.getByRole('button', { name: /^Export \d+ images/ }).click();
    await untilIdle(app);
    await expect.poll(() => rowsIn(file)).toHaveLength(661);
    const rows = rowsIn(file);
    const reviewed = rows.filter(({ source }) => source === 'review');
    expect(reviewed).toHaveLength(25);
    expect(reviewed.filter(({ detail }) => detail === 'relabel').map(({ label }) => label)).toEqual(
      Array(5).fill('Bag'),
    );
    expect(reviewed.filter(({ detail }) => detail === 'accept')).toHaveLength(20);
    expect(rows.filter(({ split }) => split === 'test')).toHaveLength(60);
    expect(rows.filter(({ source }) => source === 'import')).toHaveLength(300);
    expect(rows.map(({ path }) => basename(path))).toContain(evilName);
  });

  it('writes a report that shows names as text and runs nothing', async () => {
    const file = join(place, 'report.html');
    await answerDialogs(app, [file]);
    await app.page.getByRole('button', { name: 'Export report …' }).click();
    await expect.poll(() => readFileSync(file, 'utf8').length, { timeout: 30_000 }).toBeGreaterThan(10_000);
    await untilIdle(app);
    const seen = await app.electron.evaluate(async ({ BrowserWindow }, path) => {
      const window = new BrowserWindow({ show: false, webPreferences: { sandbox: true } });
      await window.loadFile(path);
      const found = await window.webContents.executeJavaScript(
        `({ title: document.title, images: document.querySelectorAll('img[src="x"]').length, scripts: document.scripts.length })`,
      );
      window.destroy();
      return found as unknown;
    }, file);
    expect(seen).toEqual({ title: expect.stringContaining('short'), images: 0, scripts: 0 });
  });
});

const rowsIn = (file: string) =>
  existsSync(file) ? (parse(readFileSync(file, 'utf8'), { columns: true }) as Record<string, string>[]) : [];
