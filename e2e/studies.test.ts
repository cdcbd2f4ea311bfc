import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clippedWords } from './looking/clipped';
import { paintIn } from './looking/tour';
import { answerDialogs, launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, leave, untilIdle } from './program/steps';
import { makeSmallProject } from './projects/small-project';

/** Four trainings of a few steps: what they learn does not matter here. */
const study = `name: targets of mine
question: Soft or hard pseudo-labels?
base:
  preset: quick-cpu
  iterations: 1
  selection: { threshold: 0 }
  training:
    teacherLength: { amount: 20, unit: steps }
    studentLength: { amount: 20, unit: steps }
    labelledBatch: 16
    unlabelledRatio: [1]
    validateEvery: 10
    checkpointEvery: 10
seeds: [3, 5]
arms:
  - name: soft
  - name: hard
    set: { targets: hard }
`;

/** A study from a file, from the dialog to its result, stopped once on the way. */
describeApp('a study in the window', () => {
  let app: StudioApp;
  let place: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-studies-'));
    app = await launchStudio();
    await makeSmallProject(app, place);
  }, 120_000);
  afterAll(() => leave(app, place));

  it('is asked for by a file, and says how many runs that are', async () => {
    const { page } = app;
    await goTo(app, 'Studies');
    await page.getByText('No studies yet').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'New study …' }).last().click();
    const dialog = page.getByRole('dialog', { name: 'New study' });
    const plan = dialog.getByTestId('study-plan');
    // The studies that come with the program are named by their questions.
    await dialog.getByRole('radio', { name: 'Does balancing the classes help?' }).check();
    await plan.getByText('2 arms × 3 seeds = 6 runs').waitFor();
    await dialog.getByRole('textbox', { name: 'Seeds' }).fill('5');
    await plan.getByText('2 arms × 5 seeds = 10 runs').waitFor();
    const broken = join(place, 'broken.yaml');
    writeFileSync(broken, 'name: broken\narms: 3\n');
    await answerDialogs(app, [broken]);
    await dialog.getByRole('button', { name: 'Open a YAML file …' }).click();
    await dialog.getByRole('alert').filter({ hasText: 'The study cannot be used' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Start' }).isDisabled()).toBe(true);
    const file = join(place, 'mine.yaml');
    writeFileSync(file, study);
    await answerDialogs(app, [file]);
    await dialog.getByRole('button', { name: 'Open a YAML file …' }).click();
    await plan.getByText('2 arms × 2 seeds = 4 runs').waitFor();
    expect(await dialog.getByLabel('Name').inputValue()).toBe('targets of mine');
    if (process.env.LOOK) await page.screenshot({ path: join(process.env.LOOK, 'new-study.png') });
    await dialog.getByRole('button', { name: 'Start' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('is paused, goes on, and ends in a table with verdicts', { timeout: 600_000 }, async () => {
    const { page } = app;
    const main = page.getByRole('main');
    await page.getByRole('contentinfo').getByText('Study targets of mine').waitFor();
    await main.getByText(/^[1-3] of 4 runs done {2}·/).waitFor({ timeout: 240_000 });
    await main.getByRole('button', { name: 'Pause' }).click();
    await untilIdle(app);
    await main.getByRole('button', { name: 'Resume' }).click();
    await main.getByTestId('study-advance').getByText('4 of 4 runs done').waitFor({ timeout: 240_000 });
    await untilIdle(app);
    const arms = main.getByRole('table', { name: 'Arms' });
    const soft = await arms.getByRole('row', { name: /^soft/ }).textContent();
    const hard = await arms.getByRole('row', { name: /^hard/ }).textContent();
    expect(soft).toMatch(/\d+\.\d\s% ± \d+\.\d[\s\S]*baseline/);
    expect(hard).toMatch(/[+−±]\d+\.\d \[[+−±]\d+\.\d, [+−±]\d+\.\d\][\s\S]*(ahead|behind|undecided)/);
    const chart = main.getByRole('img', {
      name: /^Test accuracy of the last model\. soft: \d+\.\d\s%; hard: /,
    });
    await chart.waitFor();
  });

  it('is measured under corruption by one act', { timeout: 600_000 }, async () => {
    const main = app.page.getByRole('main');
    const part = main.getByRole('region', { name: 'Under corruption' });
    await part.getByText('Is the arm that is best on clean images').waitFor();
    await part.getByRole('button', { name: 'Measure under corruption' }).click();
    const jobs = app.page.getByRole('contentinfo');
    await jobs.getByText('Robustness of targets of mine').waitFor();
    const table = part.getByRole('table', { name: 'Under corruption' });
    await table.getByRole('row', { name: /^hard 2 – \d+\.\d\s% ± \d/ }).waitFor({ timeout: 480_000 });
    await untilIdle(app);
    // Nothing is missing, so there is nothing to ask for.
    expect(await part.getByRole('button').count()).toBe(0);
    expect(await table.getByRole('row', { name: /^hard/ }).textContent()).toMatch(
      /\[[\s\S]*(ahead|behind|undecided)/,
    );
  });

  it('fits and can be read, in the smallest window too', { timeout: 120_000 }, async () => {
    const { page } = app;
    const found: string[] = [];
    for (const [width, height] of [
      [960, 640],
      [1280, 800],
    ]) {
      await app.electron.evaluate(
        ({ BrowserWindow }, size) => BrowserWindow.getAllWindows()[0].setContentSize(size[0], size[1]),
        [width, height] as const,
      );
      await page.waitForTimeout(300);
      found.push(...(await clippedWords(page)));
      for (const theme of ['dark', 'light'] as const) {
        await paintIn(app, theme);
        if (process.env.LOOK)
          await page.screenshot({ path: join(process.env.LOOK, `studies-${theme}-${width}.png`) });
        const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ preload: false });
        const { violations } = await axe.analyze();
        for (const { id, impact, nodes } of violations)
          if (impact === 'serious' || impact === 'critical')
            found.push(
              `${theme}, ${width}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
            );
      }
    }
    await paintIn(app, 'dark');
    expect(found).toEqual([]);
  });

  it('is saved as a page, and each run leads to its experiment', async () => {
    const { page } = app;
    const main = page.getByRole('main');
    for (const [button, name] of [
      ['Save as page …', 'study.html'],
      ['Save as CSV …', 'study.csv'],
    ]) {
      const target = join(place, name);
      await answerDialogs(app, [target]);
      await main.getByRole('button', { name: button }).click();
      await expect.poll(() => existsSync(target)).toBe(true);
    }
    expect(readFileSync(join(place, 'study.csv'), 'utf8')).toMatch(/^study,arm,seed,state/);
    await main.getByRole('button', { name: /^hard, seed 5: \d+\.\d\s%/ }).click();
    await page.getByRole('heading', { name: 'Runs', level: 1 }).waitFor();
    const chosen = page.getByRole('row', { selected: true });
    expect(await chosen.textContent()).toContain('targets of mine · hard · 5');
  });

  it('is deleted with its experiments', async () => {
    const { page } = app;
    await goTo(app, 'Studies');
    await page.getByRole('main').getByRole('button', { name: 'Delete …' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete targets of mine?' });
    await dialog.getByText(/and its 4 experiments are deleted/).waitFor();
    await dialog.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('No studies yet').waitFor();
    await untilIdle(app);
    await goTo(app, 'Runs');
    await page.getByText('No experiments yet').waitFor();
  });
});
