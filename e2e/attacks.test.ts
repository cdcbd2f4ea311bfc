import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn } from './looking/axe';
import { clippedWords } from './looking/clipped';
import { lookAtIt } from './looking/look';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, openProject, untilIdle } from './program/steps';
import { trainedProject } from './projects/trained-project';

const patience = 300_000;

describeApp('what attacks leave of a model', () => {
  let app: StudioApp;
  let place: string;

  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-attacks-'));
    const { folder } = await trainedProject(place);
    app = await launchStudio({ width: 1280, height: 800 });
    await openProject(app, folder);
  }, patience);
  afterAll(() => leave(app, place));

  it('is measured for a student and its teacher, in one chart with a table', {
    timeout: patience,
  }, async () => {
    const { page } = app;
    await goTo(app, 'Evaluate');
    await page.getByRole('tab', { name: 'Attacks' }).click();
    await page.getByRole('radio', { name: 'Teacher' }).click();
    await page.getByText('Teacher was not measured on attacked images').waitFor();
    await page.getByRole('button', { name: 'Measure attacks' }).click();
    const table = page.getByTestId('attack-table');
    await table.waitFor({ timeout: patience });
    await untilIdle(app, patience);
    expect(await table.locator('thead th').allTextContents()).toEqual(['ε', 'FGSM', 'PGD, 10 steps']);
    const levels = await table.locator('tbody th').allTextContents();
    expect(levels).toEqual(['Clean', '1/255', '2/255', '4/255', '8/255', '16/255']);
    const column = async (at: number) =>
      (await table.locator(`tbody td:nth-child(${at})`).allTextContents()).map((text) =>
        Number.parseFloat(text),
      );
    const [fgsm, pgd] = [await column(2), await column(3)];
    expect(pgd[0]).toBe(fgsm[0]);
    expect(pgd[5]).toBeLessThan(pgd[0]);
    // Each of the 60 images is 1.7 %, and one may withstand an attack by chance.
    for (const [i, share] of pgd.entries()) expect(share).toBeLessThanOrEqual(fgsm[i] + 1.7);

    const lines = page.getByTestId('attack-chart').locator('path.recharts-curve');
    expect(await lines.count()).toBe(2);
    await page.getByRole('button', { name: 'Measure Student 1 too' }).click();
    await expect.poll(() => lines.count(), { timeout: patience }).toBe(4);
    await untilIdle(app, patience);
    const dashes = await lines.evaluateAll((all) => all.map((each) => each.getAttribute('stroke-dasharray')));
    expect(dashes.filter((dash) => dash === '6 4').length).toBe(2);
    expect(await page.getByText('Student 1 · FGSM').count()).toBe(1);
  });

  it('is seen in one image: what the attack changes, and what the model sees then', async () => {
    const { page } = app;
    const strip = page.getByTestId('attack-strip');
    await strip.getByRole('img', { name: 'Attacked at ε 16/255' }).waitFor();
    // There is one canvas for the clean image, and two for each ε.
    expect(await strip.locator('canvas').count()).toBe(11);
    const seen = (name: string) =>
      strip
        .getByRole('img', { name, exact: true })
        .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
    const [clean, attacked] = [await seen('Clean'), await seen('Attacked at ε 16/255')];
    expect(attacked).not.toBe(clean);
    const region = page.getByRole('region', { name: 'One image under attack' });
    await region.getByText('FGSM', { exact: true }).click();
    await expect.poll(() => seen('Attacked at ε 16/255')).not.toBe(attacked);
    expect(await seen('Clean')).toBe(clean);
    await region.getByRole('button', { name: 'Another image' }).click();
    await expect.poll(() => seen('Clean')).not.toBe(clean);
    await lookAtIt(app, 'attacks');
    expect(await clippedWords(page)).toEqual([]);
    expect(await problemsIn(app, 'attacks')).toEqual([]);
  });

  it('stands beside the accuracy in Compare', async () => {
    const { page } = app;
    await goTo(app, 'Runs');
    for (const model of ['Teacher', 'Student 1'])
      await page.getByRole('checkbox', { name: `Compare ${model} of short` }).click();
    await page.getByRole('heading', { name: 'Compare 2 models' }).waitFor();
    await page.getByRole('columnheader', { name: 'PGD 2/255' }).waitFor();
    await lookAtIt(app, 'attacks-compare');
  });
});
