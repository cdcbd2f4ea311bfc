import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { lookAtIt } from './looking/look';
import { answerDialogs, launchStudio, type StudioApp, studioPid } from './program/app';
import { describeApp } from './program/describe-app';
import { goTo, openProject, untilIdle } from './program/steps';
import { type TrainedProject, trainedProject } from './projects/trained-project';

const patience = 300_000;

interface Work {
  /** The work as the message names it. */
  readonly name: RegExp;
  /** The act of a person that begins it. */
  readonly begin: () => Promise<unknown>;
  /** Waits for what the window shows in the end. */
  readonly done: () => Promise<unknown>;
}

/**
 * The studio's process is killed during each kind of work that a person begins in the window. The window must name the work that ended,
 * must show none as still running, and the same act must begin it again.
 */
describeApp('a studio that dies during', () => {
  let app: StudioApp;
  let place: string;
  let trained: TrainedProject;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-dies-during-'));
    trained = await trainedProject(place);
  }, patience);
  // A studio that dies three times within a minute is started only when a person asks, so each test has a program of its own.
  beforeEach(async () => {
    app = await launchStudio({ env: { XDG_CACHE_HOME: join(place, 'cache') } });
    await openProject(app, trained.folder);
  });
  afterEach(() => app.close());
  afterAll(() => rmSync(place, { recursive: true, force: true }));

  const button = (name: string | RegExp) =>
    app.page
      .getByRole('main')
      .getByRole('button', { name, exact: typeof name === 'string' })
      .first();
  const tab = async (name: string) => {
    await goTo(app, 'Evaluate');
    await app.page.getByRole('tab', { name }).click();
  };
  const notice = () =>
    app.page.locator('.mantine-Notification-root').filter({ hasText: 'The studio was restarted' });

  /** Kills the studio as soon as a job runs, and returns what the window says of it. */
  const killDuring = async () => {
    const { page } = app;
    await page.getByText('Nothing is running.').waitFor({ state: 'detached' });
    const pid = await studioPid(app);
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => studioPid(app).catch(() => pid)).not.toBe(pid);
    await notice().waitFor();
    const said = (await notice().textContent()) ?? '';
    await untilIdle(app);
    return said;
  };

  const works: readonly Work[] = [
    {
      name: /Robustness of Teacher/,
      begin: async () => {
        await tab('Robustness');
        await button('Measure robustness').click();
      },
      // The whole measurement takes minutes, so its progress is enough.
      done: async () => {
        await app.page
          .getByTestId('job-progress')
          .filter({ hasText: /[1-9]/ })
          .waitFor({ timeout: patience });
        await app.page.getByRole('button', { name: 'Cancel' }).first().click();
      },
    },
    {
      name: /Attacks on Teacher/,
      begin: async () => {
        await tab('Attacks');
        await button('Measure attacks').click();
      },
      done: () => app.page.getByTestId('attack-table').waitFor({ timeout: patience }),
    },
    {
      name: /Check the labels of Trained/,
      begin: async () => {
        await tab('Suspicious labels');
        await button('Check labels').click();
      },
      done: () => app.page.getByText(/labels judged on/).waitFor({ timeout: patience }),
    },
    {
      name: /Predict pool/,
      begin: async () => {
        await goTo(app, 'Predict');
        await answerDialogs(app, [trained.pool]);
        await button('Choose a folder …').click();
      },
      done: () => app.page.getByTestId('predict-grid').waitFor({ timeout: patience }),
    },
    {
      name: /Label with Student 1/,
      begin: async () => {
        await goTo(app, 'Runs');
        await app.page.getByRole('row', { name: /Student 1/ }).click();
        await button('Label the pool').click();
      },
      done: () => app.page.getByRole('button', { name: 'Review the labels' }).waitFor({ timeout: patience }),
    },
    {
      name: /Export model/,
      begin: async () => {
        mkdirSync(join(place, 'exports'), { recursive: true });
        await goTo(app, 'Export');
        await answerDialogs(app, [join(place, 'exports', 'model')]);
        await button('Export model …').click();
      },
      done: () => untilIdle(app),
    },
  ];

  it.each(works.map((work) => [work.name.source, work] as const))(
    '%s',
    {
      timeout: 2 * patience,
    },
    async (named, { name, begin, done }) => {
      await begin();
      expect(await killDuring()).toMatch(new RegExp(`can be started again: ${name.source}`));
      await lookAtIt(app, `dies-${named}`);
      await notice().getByRole('button').click();
      await begin();
      await done();
      await untilIdle(app, patience);
    },
  );
});
