import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { clippedWords } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, press, untilIdle } from './program/steps';
import { makeSmallProject, startExperiment } from './projects/small-project';

/** A training that shares its machine with others may be slow. */
const patience = 300_000;

/** What a person examines after a teacher and its student were trained. */
describeApp('Evaluate and Compare on trained models', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-evaluate-'));
    app = await launchStudio({ width: 1280, height: 800 });
    const { page } = app;
    await makeSmallProject(app, place);
    await startExperiment(app);
    await page.getByRole('row', { name: /pseudo-labels.*needs review/ }).waitFor({ timeout: patience });
    await untilIdle(app, patience);
    await goTo(app, 'Review');
    // A teacher that was trained for seconds has low confidence, so a person accepts its predictions.
    await page.getByTestId('grid').and(page.locator('[data-images="361"]')).focus();
    await press(app, 'Control+a', 'a');
    await page.getByTestId('facet-decisions-accept-count').filter({ hasText: '361' }).waitFor();
    await page.getByTestId('train-button').click();
    await page.getByTestId('train-start').click();
    await page.getByRole('row', { name: /Student 1.*done/ }).waitFor({ timeout: patience });
    await untilIdle(app, patience);
  }, 2 * patience);
  afterAll(() => leave(app, place));

  const openTab = async (name: string) => {
    await goTo(app, 'Evaluate');
    await app.page.getByRole('tab', { name }).click();
  };

  it('says precision, recall and F1 of each class with intervals, in the order that is asked for', async () => {
    const { page } = app;
    await openTab('Classes');
    await page.getByText('Table', { exact: true }).click();
    const rows = page.getByTestId('class-table').locator('tbody tr');
    await rows.first().waitFor();
    const column = async (at: number) =>
      (await rows.locator(`td:nth-child(${at})`).allTextContents()).map((text) => Number.parseFloat(text));
    // Unknown values (a dash) come last.
    const isSorted = (values: number[]) =>
      values.every((value, i) => i === 0 || Number.isNaN(value) || value >= values[i - 1]);
    expect((await column(4)).length).toBe(10);
    expect(isSorted(await column(4))).toBe(true);
    await page.getByRole('button', { name: 'Precision' }).click();
    await expect.poll(async () => isSorted(await column(2))).toBe(true);
    // All test images have a label, and each interval holds its share.
    for (const text of await rows.locator('td:nth-child(3)').allTextContents()) {
      const [, share, low, high] = /^([\d.]+)\s% ([\d.]+)–([\d.]+)$/.exec(text.trim()) as RegExpExecArray;
      expect(Number(share)).toBeGreaterThanOrEqual(Number(low) - 0.5);
      expect(Number(share)).toBeLessThanOrEqual(Number(high) + 0.5);
    }
    await lookAtIt(app, 'classes-table');
    await page.getByText('Chart', { exact: true }).click();
  });

  it('shows the matrix as images, by label and by prediction', async () => {
    const { page } = app;
    await openTab('Confusion');
    const matrix = page.getByRole('img', { name: /^Confusion matrix/ });
    await matrix.focus();
    await press(app, 'ArrowRight');
    await page
      .getByText(/taken for/)
      .first()
      .waitFor();
    await page.getByText('% of prediction', { exact: true }).click();
    await matrix.focus();
    await press(app, 'ArrowRight');
    await page.getByText(/of those predicted as/).waitFor();
    await lookAtIt(app, 'matrix-columns');
    await page.getByText('% of label', { exact: true }).click();
    await lookAtIt(app, 'matrix-rows');
    await page.getByText('Images', { exact: true }).first().click();
  });

  it('opens the images of a confusion, from the list and from the matrix', async () => {
    const { page } = app;
    await openTab('Confusion');
    const line = page.getByRole('region', { name: 'Top confusions' }).getByRole('listitem').first();
    const [, label, said, images] = /^(.+) taken for (\D+?)(\d+?)\d{1,3}\s%$/.exec(
      (await line.textContent()) ?? '',
    ) as RegExpExecArray;
    await line.getByRole('button').click();
    const cell = page.getByRole('region', { name: `${label} taken for ${said}` });
    await cell
      .getByTestId('predictions')
      .and(page.locator(`[data-images="${images}"]`))
      .waitFor();
    const tile = cell.getByRole('option').first();
    expect(await tile.getAttribute('aria-label')).toMatch(new RegExp(`^${said} with .*, label ${label}$`));
    await tile.dblclick();
    const large = page.getByTestId('large-view');
    await large.getByText(`1 of ${images}`).waitFor();
    await large.getByText(`label ${label}`).waitFor();
    await press(app, 'Escape');
    await large.waitFor({ state: 'detached' });
    await cell.getByRole('button', { name: 'Back to the top confusions' }).click();

    // The second cell of the diagonal holds the correct predictions of the second class.
    await page.getByRole('img', { name: /^Confusion matrix/ }).focus();
    await press(app, 'ArrowRight', 'ArrowDown');
    const readout = page.getByText(/classified correctly: |taken for/).first();
    await readout.waitFor();
    await press(app, 'Enter');
    await page.getByRole('region', { name: /classified correctly$/ }).waitFor();
  });

  it('shows slices, the weakest first, and opens the mistakes in one', async () => {
    const { page } = app;
    await openTab('Slices');
    const rows = page.getByTestId('slice-table').locator('tbody tr');
    await rows.first().waitFor();
    const verdicts = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-verdict')));
    const rank = (verdict: string | null) => ['weaker', 'within', 'stronger'].indexOf(verdict ?? '');
    expect(verdicts.map(rank)).toEqual(verdicts.map(rank).sort());
    await lookAtIt(app, 'slices');
    expect(await clippedWords(page)).toEqual([]);
    expect(await problemsIn(app, 'slices')).toEqual([]);
    // The slices by class are those of the table of classes.
    await page.getByRole('radiogroup', { name: 'Slices by' }).getByText('Class', { exact: true }).click();
    await expect.poll(() => rows.count()).toBe(10);
    await rows.first().getByRole('button').click();
    const slice = page.getByRole('region', { name: /^Class: / });
    const title = (await slice.getAttribute('aria-label')) ?? '';
    const [, wrong] = /(\d+) of 6 images were misclassified/.exec(
      (await slice.textContent()) ?? '',
    ) as RegExpExecArray;
    await slice
      .getByTestId('predictions')
      .and(page.locator(`[data-images="${wrong}"]`))
      .waitFor();
    for (const tile of await slice.getByRole('option').all())
      expect(await tile.getAttribute('aria-label')).toContain(`label ${title.replace('Class: ', '')}`);
    await lookAtIt(app, 'slice-mistakes');
    await slice.getByRole('button', { name: 'Back to the slices' }).click();
    await rows.first().waitFor();
  });

  it('shows the mistakes, whose keys move in the grid alone', async () => {
    const { page } = app;
    await openTab('Mistakes');
    const grid = page.getByTestId('predictions');
    const images = Number(await grid.getAttribute('data-images'));
    expect(images).toBeGreaterThan(2);
    for (const tile of (await grid.getByRole('option').all()).slice(0, 5)) {
      const [, said, label] = /^(.+) with .*, label (.+)$/.exec(
        (await tile.getAttribute('aria-label')) ?? '',
      ) as RegExpExecArray;
      expect(said).not.toBe(label);
    }
    await grid.focus();
    await press(app, 'Home', 'ArrowRight', ' ');
    const large = page.getByTestId('large-view');
    await large.getByText(`2 of ${images}`).waitFor();
    await press(app, 'ArrowRight');
    await large.getByText(`3 of ${images}`).waitFor();
    await press(app, ' ');
    await large.waitFor({ state: 'detached' });
    await expect.poll(() => grid.evaluate((element) => document.activeElement === element)).toBe(true);
  });

  it('measures how a student and its teacher stand corrupted test images, and shows one of them', async () => {
    const { page } = app;
    await openTab('Robustness');
    await page.getByRole('radio', { name: 'Student 1' }).click();
    await page.getByText('Student 1 was not measured on corrupted images').waitFor();
    await page.getByRole('button', { name: 'Measure robustness' }).click();
    const heat = page.getByTestId('heat-map');
    await heat.waitFor({ timeout: patience });
    await untilIdle(app, patience);
    const rows = heat.locator('tr[data-corruption]');
    expect(await rows.count()).toBe(19);
    // There are fifteen corruptions in four groups, and then the extra ones.
    expect(await heat.locator('th[scope="rowgroup"]').allTextContents()).toEqual([
      'Noise',
      'Blur',
      'Weather',
      'Digital',
      'Extra, not in the mean',
    ]);
    const fog = await heat.locator('tr[data-corruption="fog"] td').allTextContents();
    expect(fog.length).toBe(6);
    const shares = fog.map((text) => Number.parseFloat(text));
    const mean = shares.slice(0, 5).reduce((sum, each) => sum + each / 5, 0);
    expect(Math.abs(mean - shares[5])).toBeLessThan(0.11);
    // There are 60 images, so every accuracy is a multiple of a sixtieth.
    for (const share of shares.slice(0, 5))
      expect(Math.abs(Math.round(share * 0.6) / 0.6 - share)).toBeLessThan(0.06);

    // The teacher is the baseline: once it is measured too, each corruption shows its error relative to the
    // teacher’s.
    expect(await page.getByText('mCE vs.').count()).toBe(0);
    await page.getByRole('button', { name: 'Measure Teacher too' }).click();
    await page.getByText('mCE vs. Teacher').waitFor({ timeout: patience });
    await untilIdle(app, patience);
    expect((await heat.locator('tr[data-corruption="fog"] td').allTextContents())[6]).toMatch(/^\d+\s%$/);
    expect(await page.getByText('Not measured').count()).toBe(0);

    const strip = page.getByTestId('corruption-strip');
    await strip.getByRole('img', { name: 'Snow, severity 3' }).waitFor();
    expect(await strip.getByRole('img').count()).toBe(20);
    const seen = (name: string) =>
      strip
        .getByRole('img', { name, exact: true })
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const [clean, mild] = [await seen('Clean images'), await seen('Contrast, severity 3')];
    expect(mild).not.toBe(clean);
    await page.getByRole('region', { name: 'One image, corrupted' }).getByText('5', { exact: true }).click();
    await strip.getByRole('img', { name: 'Contrast, severity 5' }).waitFor();
    await expect.poll(() => seen('Contrast, severity 5')).not.toBe(mild);
    expect(await seen('Clean images')).toBe(clean);
    await page.getByRole('button', { name: 'Another image' }).click();
    await expect.poll(() => seen('Clean images')).not.toBe(clean);
    await lookAtIt(app, 'robustness');
  });

  it('counts how often a model changes its mind from frame to frame, beside its teacher', {
    timeout: patience,
  }, async () => {
    const { page } = app;
    await page.getByText('From frame to frame', { exact: true }).click();
    await page.getByText('Student 1 was not measured from frame to frame').waitFor();
    await page.getByRole('button', { name: 'Measure steadiness' }).click();
    const table = page.getByTestId('perturbation-table');
    await table.waitFor({ timeout: patience });
    await untilIdle(app, patience);
    const rows = table.locator('tr[data-perturbation]');
    expect(await rows.count()).toBe(10);
    await page.getByRole('button', { name: 'Measure Teacher too' }).click();
    await page.getByText('mFR vs. Teacher').waitFor({ timeout: patience });
    await untilIdle(app, patience);
    const scale = await table.locator('tr[data-perturbation="scale"] td').allTextContents();
    expect(scale[0]).toMatch(/^\d+\.\d\s%$/);
    expect(scale.at(-1)).toMatch(/^\d+\s%$/);
    expect(await page.getByText(/of 10 measured/).count()).toBe(0);

    const strip = page.getByTestId('perturbation-strip');
    await strip.getByRole('img', { name: 'Tilt, Frame 1', exact: true }).waitFor();
    expect(await strip.getByRole('img').count()).toBe(11);
    const seen = (name: string) =>
      strip
        .getByRole('img', { name, exact: true })
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    expect(await seen('Tilt, Frame 1')).not.toBe(await seen('Tilt, Frame 31'));
    await page.getByRole('combobox', { name: 'Perturbation' }).selectOption('Rotation');
    await strip.getByRole('img', { name: 'Rotation, Frame 1', exact: true }).waitFor();
    await lookAtIt(app, 'steadiness');
    await page.getByText('Corruptions', { exact: true }).click();
    await page.getByTestId('heat-map').waitFor();
  });

  it('checks all labels by classifiers that have not seen the image', async () => {
    const { page } = app;
    await openTab('Suspicious labels');
    await page.getByRole('button', { name: 'Check labels' }).click();
    await untilIdle(app, patience);
    await page.getByText(/\d labels judged on .+; the classifiers agree with [\d.]+\s%\./).waitFor();
    const lines = page.getByRole('list', { name: 'Suspicious labels' }).getByRole('listitem');
    await expect.poll(() => lines.count(), { timeout: 30_000 }).toBeGreaterThan(2);
    await lookAtIt(app, 'checked-labels');
    await lines.first().focus();
    await press(app, 'a');
    await lines.nth(0).getByText('Label is right').waitFor();
    await press(app, 'Control+z');
    await page.getByRole('button', { name: 'Check again' }).waitFor();
  });

  it('settles suspicious labels by keys, each about its own line', async () => {
    const { page } = app;
    await openTab('Suspicious labels');
    await page.getByText('By this model').click();
    const again = page.getByRole('button', { name: /^Look (at|for)/ });
    await again.click();
    await untilIdle(app, patience);
    const lines = page.getByRole('list', { name: 'Suspicious labels' }).getByRole('listitem');
    await expect.poll(() => lines.count(), { timeout: 30_000 }).toBeGreaterThan(2);
    const text = async (i: number) => (await lines.nth(i).textContent()) ?? '';
    // The answer to the repeated query has arrived when the lines no longer change.
    const three = async () => (await Promise.all([0, 1, 2].map(text))).join();
    const asBefore = async () => {
      const before = await three();
      await page.waitForTimeout(500);
      return (await three()) === before;
    };
    await expect.poll(asBefore).toBe(true);
    const third = await text(2);

    const [, label] = /Label: (\D+) \(/.exec(await text(0)) as RegExpExecArray;
    const [, model] = /Suggested: (\D+) \(/.exec(await text(0)) as RegExpExecArray;
    expect(model).not.toBe(label);

    await lines.first().focus();
    await press(app, 'c', 'a');
    await lines.nth(0).getByText(`Now ${model}`).waitFor();
    await lines.nth(1).getByText('Label is right').waitFor();
    expect(await text(2)).toBe(third);

    await lines.nth(0).getByRole('button', { name: 'Change back' }).click();
    await lines.nth(0).getByText('Label is right').waitFor();
    // Labels that were given here can be undone on the Label screen.
    await goTo(app, 'Label');
    await page.getByTestId('action-undo').click();
    await page
      .getByTestId('notice')
      .filter({ hasText: `Undone: 1 image labelled ${label}` })
      .waitFor();
    await goTo(app, 'Evaluate');
    await lines.nth(0).getByText(`Now ${model}`).waitFor();
  });

  it('takes the model at its word for many images, and one key takes that back', async () => {
    const { page } = app;
    await goTo(app, 'Label');
    const left = page.getByTestId('view-unlabelled');
    await page.getByTestId('label-grid').and(page.locator('[data-images="361"]')).focus();
    await press(app, 'Control+a', 'Enter');
    // All predictions are accepted, including those that were never in sight, in as many steps as there are
    // classes.
    await page.getByTestId('notice').filter({ hasText: '361 predictions accepted' }).waitFor();
    await left.filter({ hasText: /Unlabelled0$/ }).waitFor();
    await press(app, 'Control+z');
    await left.filter({ hasText: '361' }).waitFor();
  });

  it('compares a teacher with its student', async () => {
    const { page } = app;
    await goTo(app, 'Runs');
    for (const model of ['Teacher', 'Student 1'])
      await page.getByRole('checkbox', { name: `Compare ${model} of short` }).click();
    await page.getByRole('heading', { name: 'Compare 2 models' }).waitFor();
    const tree = (model: string) =>
      page
        .getByRole('row', { name: new RegExp(`${model}.*done`) })
        .locator('td')
        .allTextContents();
    const compared = async (model: string) =>
      (await page.getByRole('row', { name: new RegExp(`^${model}.*small`) }).allTextContents()).join(' ');
    for (const model of ['Teacher', 'Student 1']) {
      const accuracies = (await tree(model)).filter((cell) => /^[\d.]+\s%$/.test(cell));
      expect(accuracies.length).toBeGreaterThanOrEqual(2);
      const row = await compared(model);
      for (const accuracy of accuracies.slice(0, 2)) expect(row).toContain(accuracy);
    }
    await page.getByRole('columnheader', { name: 'Under corruption' }).waitFor();
    const change = page.getByRole('region', { name: /^Change by class/ });
    await change.getByText('Bag').first().waitFor();
    await page.getByRole('button', { name: 'Untick all' }).click();
    await page.getByRole('heading', { name: 'Compare 2 models' }).waitFor({ state: 'detached' });
  });
});
