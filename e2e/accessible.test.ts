import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './app';
import { namelessStops } from './clipped';
import { describeApp } from './describe-app';
import { measuredProject } from './measured-project';
import { closeProject, makeProject, openProject } from './steps';
import { switchTheme, type Theme, tour, tourDialogs, tourEverything } from './tour';

/** What axe finds that keeps a person from using the window, screen by screen. */
describeApp('axe finds nothing serious', () => {
  /** axe looks at every element of every screen, dialog and tab. */
  const patience = 240_000;
  let app: StudioApp;
  let place: string;
  let filled: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-axe-'));
    filled = await measuredProject(join(place, 'grid'), 500);
    app = await launchStudio();
    await makeProject(app, place, 'Empty');
  });
  afterAll(async () => {
    await app.close();
    rmSync(place, { recursive: true, force: true });
  });

  const problems = async (where: string, rules?: string[]): Promise<string[]> => {
    // Its usual way opens another page, which the program refuses.
    const axe = new AxeBuilder({ page: app.page }).setLegacyMode(true);
    if (rules) axe.withRules(rules);
    // What lies below a dialog was looked at already.
    const over = await app.page.locator('[role=dialog]:visible').count();
    const { violations } = await (over > 0 ? axe.include('[role=dialog]') : axe).analyze();
    const nameless = await namelessStops(app.page);
    return [...nameless.map((stop) => `${where}: no name: ${stop}`), ...serious(where, violations)];
  };
  const serious = (where: string, violations: Awaited<ReturnType<AxeBuilder['analyze']>>['violations']) =>
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  const problemsOfAll = async (theme: Theme): Promise<string[]> => {
    const found: string[] = [];
    await switchTheme(app, theme);
    const visit = async (shown: string) => void found.push(...(await problems(shown)));
    await tour(app, visit);
    await tourDialogs(app, place, visit);
    return found;
  };

  it.each(['dark', 'light'] as const)(
    'on every screen and dialog of an empty project, %s',
    { timeout: patience },
    async (theme) => {
      expect(await problemsOfAll(theme)).toEqual([]);
    },
  );

  it.each(['dark', 'light'] as const)('on the start screen, %s', { timeout: patience }, async (theme) => {
    const open = await app.page.getByRole('navigation', { name: 'Screens' }).isVisible();
    if (open) await closeProject(app);
    await switchTheme(app, theme);
    expect(await problems('start')).toEqual([]);
  });

  it.each(['dark', 'light'] as const)(
    'on every screen and dialog of a filled project, %s',
    { timeout: patience },
    async (theme) => {
      if (await app.page.getByRole('button', { name: 'Open project' }).isVisible())
        await openProject(app, filled);
      const found = await problemsOfAll(theme);
      // Names and roles are the same in both themes.
      const rules = theme === 'light' ? ['color-contrast'] : undefined;
      await tourEverything(app, async (shown) => void found.push(...(await problems(shown, rules))));
      expect(found).toEqual([]);
    },
  );
});
