import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchStudio, type StudioApp } from './app';
import { namelessStops } from './clipped';
import { describeApp } from './describe-app';
import { measuredProject } from './measured-project';
import { closeProject, leave, makeProject, openProject } from './steps';
import { paintIn, switchTheme, type Theme, tour, tourDialogs, tourEverything } from './tour';

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
  afterAll(() => leave(app, place));

  const analyze = async (where: string, theme: Theme, rules?: string[]): Promise<string[]> => {
    // Its usual way opens another page, which the program refuses. What passes is not asked for: to write it down takes longer than to look.
    const axe = new AxeBuilder({ page: app.page })
      .setLegacyMode(true)
      .options({ resultTypes: ['violations'], preload: false });
    if (rules) axe.withRules(rules);
    // What lies below a dialog was looked at already.
    const over = await app.page.locator('[role=dialog]:visible').count();
    const { violations } = await (over > 0 ? axe.include('[role=dialog]') : axe).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => {
        const found = nodes.map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`);
        return `${where}, ${theme}: ${id}: ${found.join(', ')}`;
      });
  };
  /** Both themes of what is shown. Names and roles are the same in both. */
  const problems = async (where: string): Promise<string[]> => {
    const nameless = (await namelessStops(app.page)).map((stop) => `${where}: no name: ${stop}`);
    const dark = await analyze(where, 'dark');
    await paintIn(app, 'light');
    const light = await analyze(where, 'light', ['color-contrast']);
    await paintIn(app, 'dark');
    return [...nameless, ...dark, ...light];
  };
  const problemsOf = async (...tours: ((visit: (shown: string) => Promise<void>) => Promise<void>)[]) => {
    const found: string[] = [];
    for (const each of tours) await each(async (shown) => void found.push(...(await problems(shown))));
    return found;
  };
  const dialogs = (visit: (shown: string) => Promise<void>) => tourDialogs(app, place, visit);

  it('on every screen and dialog of an empty project', { timeout: patience }, async () => {
    await switchTheme(app, 'dark');
    expect(await problemsOf((visit) => tour(app, visit), dialogs)).toEqual([]);
  });

  it('on the start screen', { timeout: patience }, async () => {
    await closeProject(app);
    expect(await problems('start')).toEqual([]);
    await switchTheme(app, 'light');
    expect(await analyze('start', 'light')).toEqual([]);
  });

  it('on every screen, dialog, tab and view of a filled project', { timeout: patience }, async () => {
    await switchTheme(app, 'dark');
    await openProject(app, filled);
    const everything = (visit: (shown: string) => Promise<void>) => tourEverything(app, visit);
    expect(await problemsOf((visit) => tour(app, visit), dialogs, everything)).toEqual([]);
  });
});
