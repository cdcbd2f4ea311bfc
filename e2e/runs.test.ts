import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clippedWords } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { answerDialogs, launchStudio, type StudioApp, setSize } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, press, untilIdle } from './program/steps';
import { type TrainedProject, trainedProject } from './projects/trained-project';

const patience = 300_000;

/** A recipe of four models, each trained long enough to press a button meanwhile. */
const longRecipe = `preset: quick-cpu
name: stopped
iterations: 3
training:
  teacherLength: { amount: 120, unit: steps }
  studentLength: { amount: 120, unit: steps }
  labelledBatch: 32
  unlabelledRatio: [1]
  validateEvery: 20
  checkpointEvery: 20
selection: { threshold: 0 }
`;

describeApp('Runs: curves, the table of models, and a stop after the model that is trained', () => {
  let app: StudioApp;
  let place: string;
  let trained: TrainedProject;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-runs-'));
    trained = await trainedProject(place);
    mkdirSync(join(place, 'out'));
    app = await launchStudio({ width: 1440, height: 900 });
    await openProject(app, trained.folder);
    await goTo(app, 'Runs');
    await app.page.getByRole('row', { name: /Teacher.*done/ }).click();
    await loss().waitFor();
  }, patience);
  afterAll(() => leave(app, place));

  const loss = () => app.page.getByRole('region', { name: 'Loss' }).locator('figure');
  const shownRange = async () => {
    const figure = loss();
    return [await figure.getAttribute('data-from'), await figure.getAttribute('data-to')].map(Number);
  };
  const lines = () => loss().locator('.recharts-line-curve').count();
  const ticks = async () => (await loss().locator('svg text[text-anchor=end]').allTextContents()).map(Number);
  const saveAs = async (file: string, item: string) => {
    await answerDialogs(app, [file]);
    await app.page.getByRole('button', { name: 'Save Loss' }).click();
    await app.page.getByRole('menuitem', { name: item }).click();
    await app.page
      .getByText(`Exported ${file.split('/').at(-1)}`)
      .first()
      .waitFor();
  };

  it('smooths curves and leaves what they are made of behind them', async () => {
    await expect.poll(lines).toBe(2);
    const thumb = app.page.getByRole('slider', { name: 'Smoothing' });
    await thumb.focus();
    for (let step = 0; step < 60; step++) await press(app, 'ArrowRight');
    await app.page.getByText('0.60', { exact: true }).waitFor();
    await expect.poll(lines).toBe(4);
    await lookAtIt(app, 'curves-smoothed');
    const csv = join(place, 'out', 'smooth.csv');
    await saveAs(csv, 'Save as CSV …');
    const [heading, ...rows] = readFileSync(csv, 'utf8').trimEnd().split('\r\n');
    expect(heading).toBe('step,Training,"Training, smoothed",Validation,"Validation, smoothed"');
    // The moving average without bias, computed here from the raw losses that the catalog holds.
    const { teacher } = trained;
    expect(rows.length).toBe(teacher.length);
    let [sum, weight] = [0, 1];
    for (const [i, { step, trainLoss }] of teacher.entries()) {
      sum = 0.6 * sum + 0.4 * (trainLoss as number);
      weight *= 0.6;
      const [at, raw, smooth] = rows[i].split(',').map(Number);
      expect([at, raw]).toEqual([step, trainLoss]);
      expect(smooth).toBeCloseTo(sum / (1 - weight), 9);
    }
    await thumb.focus();
    for (let step = 0; step < 60; step++) await press(app, 'ArrowLeft');
    await expect.poll(lines).toBe(2);
  });

  it('shows losses on a logarithmic scale', async () => {
    const { page } = app;
    const even = await ticks();
    await page.getByRole('switch', { name: 'Log scale' }).click({ force: true });
    await expect.poll(ticks).not.toEqual(even);
    for (const tick of await ticks()) expect([1, 2, 5]).toContain(Number(tick.toExponential()[0]));
    await lookAtIt(app, 'curves-log');
    await page.getByRole('switch', { name: 'Log scale' }).click({ force: true });
    await expect.poll(ticks).toEqual(even);
  });

  it('enlarges what is marked by dragging, in all charts, and comes back', async () => {
    const { page } = app;
    const whole = await shownRange();
    const box = (await loss().boundingBox()) as { x: number; y: number; width: number; height: number };
    const at = (share: number) => box.x + 50 + share * (box.width - 62);
    await page.mouse.move(at(0.3), box.y + 60);
    await page.mouse.down();
    await page.mouse.move(at(0.5), box.y + 70, { steps: 5 });
    await page.getByTestId('marked').waitFor();
    await lookAtIt(app, 'curves-marked');
    await page.mouse.move(at(0.6), box.y + 70, { steps: 5 });
    await page.mouse.up();
    const [from, to] = whole;
    await expect.poll(shownRange).not.toEqual(whole);
    const [low, high] = await shownRange();
    expect(low).toBeGreaterThanOrEqual(from + 0.25 * (to - from));
    expect(high).toBeLessThanOrEqual(from + 0.65 * (to - from) + 1);
    const accuracy = page.getByRole('region', { name: 'Accuracy', exact: true }).locator('figure');
    await expect.poll(() => accuracy.getAttribute('data-from')).toBe(String(low));
    await lookAtIt(app, 'curves-zoomed');
    const csv = join(place, 'out', 'part.csv');
    await saveAs(csv, 'Save as CSV …');
    const steps = readFileSync(csv, 'utf8').trimEnd().split('\r\n').slice(1);
    const inside = trained.teacher.filter(({ step }) => step >= low && step <= high);
    expect(steps.map((line) => Number(line.split(',')[0]))).toEqual(inside.map(({ step }) => step));
    await page.getByRole('button', { name: 'Whole curve' }).click();
    await expect.poll(shownRange).toEqual(whole);
    // The range is changed by keys and reset by a double click.
    await page.getByRole('slider', { name: 'First step shown' }).focus();
    await press(app, 'ArrowRight', 'ArrowRight');
    await expect.poll(shownRange).toEqual([from + 2, to]);
    await loss().dblclick();
    await expect.poll(shownRange).toEqual(whole);
  });

  it('saves a chart as a picture', async () => {
    const png = join(place, 'out', 'loss.png');
    await saveAs(png, 'Save as PNG …');
    const { width, height, format } = await sharp(png).metadata();
    const box = (await loss().boundingBox()) as { width: number; height: number };
    expect(format).toBe('png');
    expect(width).toBeGreaterThan(box.width * 2.5);
    expect(height).toBeGreaterThan(box.height * 2.5);
    // The exported picture contains the colours of both curves.
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
    const colors = new Set<string>();
    for (let i = 0; i < data.length; i += info.channels)
      colors.add(`${data[i]},${data[i + 1]},${data[i + 2]}`);
    const painted = await loss()
      .locator('.recharts-line-curve')
      .evaluateAll((all) =>
        all.map((line) =>
          getComputedStyle(line)
            .stroke.match(/[\d.]+/g)
            ?.slice(0, 3)
            .join(),
        ),
      );
    for (const color of painted) expect(colors.has(color as string)).toBe(true);
    if (process.env.LOOK) writeFileSync(join(process.env.LOOK, 'saved-loss.png'), readFileSync(png));
  });

  it('stops after the model that is trained, and goes on later', { timeout: 2 * patience }, async () => {
    const { page } = app;
    await goTo(app, 'Recipe');
    const file = join(place, 'stopped.yaml');
    writeFileSync(file, longRecipe);
    await answerDialogs(app, [file]);
    await page.getByRole('button', { name: 'YAML' }).click();
    await page.getByRole('menuitem', { name: 'Open a file …' }).click();
    await page.getByText('stopped.yaml').first().waitFor();
    await goTo(app, 'Runs');
    await page.getByRole('button', { name: 'New experiment' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'New experiment' });
    await dialog.getByRole('switch', { name: /Pause for review/ }).click({ force: true });
    await dialog.getByRole('button', { name: /^Start/ }).click();
    await dialog.waitFor({ state: 'detached' });
    const experiment = page.getByRole('row').filter({ has: page.getByText('stopped', { exact: true }) });
    await page
      .getByTestId('job-progress')
      .filter({ hasText: /^Train (teacher|student).* steps/ })
      .waitFor({ timeout: patience });
    // A long name leaves room for what the job does.
    await setSize(app, 960, 640);
    await page.getByTestId('job-name').evaluate((each) => {
      each.textContent = 'Experiment with the photographs of the northern meadows, cleaned twice '.repeat(3);
    });
    const footer = page.getByRole('contentinfo');
    await expect.poll(async () => (await footer.boundingBox())?.width).toBe(960);
    const button = await footer.getByRole('button', { name: 'Pause' }).boundingBox();
    const progress = await page.getByTestId('job-progress').boundingBox();
    expect(button && button.x + button.width).toBeLessThan(960);
    expect(progress?.height).toBeLessThan(30);
    expect(progress?.width).toBeGreaterThan(300);
    expect(await clippedWords(page)).toEqual([]);
    await lookAtIt(app, 'long-job-name');
    await setSize(app, 1440, 900);
    await page.getByRole('button', { name: 'More for stopped' }).first().click();
    await page.getByRole('menuitem', { name: 'Stop after this model' }).click();
    await lookAtIt(app, 'stops-after');
    await experiment.filter({ hasText: 'paused' }).waitFor({ timeout: patience });
    await untilIdle(app, patience);
    // The recipe has four models; those after this one were never begun.
    expect(await page.getByRole('row').filter({ hasText: 'Student 3' }).count()).toBe(0);
    await experiment.getByRole('button', { name: 'Resume' }).click();
    await experiment.filter({ hasText: 'running' }).waitFor({ timeout: patience });
    await experiment.getByRole('button', { name: 'Pause' }).click();
    await untilIdle(app, patience);
  });

  it('lists every model in a table, ordered by any column, and opens one', async () => {
    const { page } = app;
    await goTo(app, 'Runs');
    await page.getByText('Table', { exact: true }).click();
    const table = page.getByTestId('model-table');
    const rows = table.locator('tbody tr[data-index]');
    await rows.first().waitFor();
    const column = async (name: string) => {
      const headings = (await table.locator('th').allTextContents()).map((text) => text.trim());
      return rows.locator(`td:nth-child(${headings.indexOf(name) + 1})`).allTextContents();
    };
    const all = await rows.count();
    expect(all).toBeGreaterThanOrEqual(3);
    await table.getByRole('button', { name: 'Validation' }).click();
    const falling = async () => {
      const values = (await column('Validation')).map((text) =>
        text === '–' ? -1 : Number.parseFloat(text),
      );
      return values.every((value, i) => i === 0 || value <= values[i - 1]);
    };
    await expect.poll(falling).toBe(true);
    await expect
      .poll(() => table.getByRole('columnheader', { name: 'Validation' }).getAttribute('aria-sort'))
      .toBe('descending');
    await table.getByRole('button', { name: 'Experiment' }).click();
    await expect.poll(async () => (await column('Experiment'))[0]).toBe('short');
    await table.getByRole('button', { name: 'Experiment' }).click();
    await expect.poll(async () => (await column('Experiment'))[0]).toBe('stopped');
    // The interval is shown beside the measured value.
    expect((await column('Test')).some((text) => /^[\d.]+\s% [\d.]+–[\d.]+\s%$/.test(text.trim()))).toBe(
      true,
    );

    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Seed' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Method' }).click();
    await press(app, 'Escape');
    await table.getByRole('columnheader', { name: 'Seed' }).waitFor();
    await table.getByRole('columnheader', { name: 'Method' }).waitFor({ state: 'detached' });
    await lookAtIt(app, 'model-table');
    expect(await clippedWords(page)).toEqual([]);

    await rows.filter({ hasText: 'short' }).filter({ hasText: 'Student 1' }).first().click();
    await page.getByRole('heading', { name: 'Student 1 of short' }).waitFor();
    // The same works by keys.
    await page.getByText('Table', { exact: true }).click();
    await rows.first().focus();
    await press(app, 'ArrowDown');
    const name = (await column('Model'))[1];
    await press(app, 'Enter');
    await page.getByRole('heading', { name: new RegExp(`^${name} of`) }).waitFor();
  });
});
