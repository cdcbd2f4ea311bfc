import { AxeBuilder } from '@axe-core/playwright';
import type { StudioApp } from '../program/app';
import { namelessStops } from './clipped';
import { paintIn, type Theme } from './tour';

/** The problems that axe finds in what is shown, in a theme, and that keep a person from using it: those that are serious or worse. */
export async function seriousProblems(
  { page }: StudioApp,
  where: string,
  theme: Theme,
  rules?: string[],
): Promise<string[]> {
  // axe normally opens another page, which the program refuses. Passed checks are not requested, because recording them takes longer than
  // the checks.
  const axe = new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'], preload: false });
  if (rules) axe.withRules(rules);
  // What is below a dialog was checked before.
  const over = await page.locator('[role=dialog]:visible').count();
  const { violations } = await (over > 0 ? axe.include('[role=dialog]') : axe).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const found = nodes.map(({ target, any }) => `${target.join(' ')} (${any[0]?.message ?? ''})`);
      return `${where}, ${theme}: ${id}: ${found.join(', ')}`;
    });
}

/** The problems of what is shown in both themes, beginning with the dark one. Names and roles are the same in both. */
export async function problemsIn(app: StudioApp, where: string): Promise<string[]> {
  const nameless = (await namelessStops(app.page)).map((stop) => `${where}: no name: ${stop}`);
  const dark = await seriousProblems(app, where, 'dark');
  await paintIn(app, 'light');
  const light = await seriousProblems(app, where, 'light', ['color-contrast']);
  await paintIn(app, 'dark');
  return [...nameless, ...dark, ...light];
}
