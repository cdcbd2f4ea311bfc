import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { problemsIn, seriousProblems } from './looking/axe';
import { switchTheme, tour, tourDialogs, tourEverything } from './looking/tour';
import { launchStudio, type StudioApp } from './program/app';
import { describeApp } from './program/describe-app';
import { closeProject, leave, makeProject, openProject } from './program/steps';
import { measuredProject } from './projects/measured-project';

/** Checks, screen by screen, that axe finds nothing that keeps a person from using the window. */
describeApp('axe finds nothing serious', () => {
  /** axe looks at every element of every screen, dialog and tab. */
  const patience = 480_000;
  let app: StudioApp;
  let place: string;
  let filled: string;
  beforeAll(async () => {
    place = mkdtempSync(join(tmpdir(), 'e2e-axe-'));
    filled = await measuredProject(join(place, 'grid'), 500);
    // The program starts without the weights of this machine, so that what is shown is the same everywhere.
    app = await launchStudio({ env: { XDG_CACHE_HOME: join(place, 'cache') } });
    await makeProject(app, place, 'Empty');
  });
  afterAll(() => leave(app, place));

  const problemsOf = async (...tours: ((visit: (shown: string) => Promise<void>) => Promise<void>)[]) => {
    const found: string[] = [];
    for (const each of tours) await each(async (shown) => void found.push(...(await problemsIn(app, shown))));
    return found;
  };
  const dialogs = (visit: (shown: string) => Promise<void>) => tourDialogs(app, place, visit);

  it('on every screen and dialog of an empty project', { timeout: patience }, async () => {
    await switchTheme(app, 'dark');
    expect(await problemsOf((visit) => tour(app, visit), dialogs)).toEqual([]);
  });

  it('on the start screen', { timeout: patience }, async () => {
    await closeProject(app);
    expect(await problemsIn(app, 'start')).toEqual([]);
    await switchTheme(app, 'light');
    expect(await seriousProblems(app, 'start', 'light')).toEqual([]);
  });

  it('on every screen, dialog, tab and view of a filled project', { timeout: patience }, async () => {
    await switchTheme(app, 'dark');
    await openProject(app, filled);
    const everything = (visit: (shown: string) => Promise<void>) => tourEverything(app, visit);
    expect(await problemsOf((visit) => tour(app, visit), dialogs, everything)).toEqual([]);
  });
});
