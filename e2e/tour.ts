import type { StudioApp } from './app';
import { goTo } from './steps';

/** The places of the rail, in its order. */
const screens = ['Data', 'Label', 'Recipe', 'Runs', 'Review', 'Evaluate', 'Export'] as const;

export type Theme = 'dark' | 'light';

/** Switches to a theme, as if it had been chosen at an earlier start. */
export async function switchTheme({ page }: StudioApp, theme: Theme): Promise<void> {
  await page.evaluate((value) => localStorage.setItem('mantine-color-scheme-value', value), theme);
  await page.reload();
  await page.locator(`html[data-mantine-color-scheme=${theme}]`).waitFor();
  await page.getByRole('main').first().waitFor();
}

/** Goes through all screens of the open project, and calls `visit` when each has settled. */
export async function tour(app: StudioApp, visit: (screen: string) => Promise<void>): Promise<void> {
  for (const screen of screens) {
    await goTo(app, screen);
    await app.page.mouse.move(640, 2);
    await settled(app);
    await visit(screen.toLowerCase());
  }
}

/** Waits until nothing moves and every picture in sight is there. */
async function settled({ page }: StudioApp): Promise<void> {
  await page.waitForTimeout(300);
  await page.waitForFunction(
    () =>
      [...document.images].every((image) => image.complete) &&
      document
        .getAnimations()
        .every((each) => each.playState !== 'running' || each.effect?.getTiming().iterations === Infinity),
    undefined,
    { timeout: 10_000 },
  );
}
