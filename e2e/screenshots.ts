import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { switchTheme, type Theme, tour, tourDialogs } from './looking/tour';
import { launchStudio } from './program/app';
import { startDisplay } from './program/display';
import { makeProject, openProject } from './program/steps';

const sizes = [
  [1280, 800],
  [1920, 1080],
] as const;
const themes: readonly Theme[] = ['dark', 'light'];

/**
 * Takes pictures of every screen and of the dialogs that ask before work begins, empty and filled, dark and light, in two sizes. Usage:
 * `screenshots.ts <project> <target folder>`.
 */
const [filled, target] = process.argv.slice(2).map((path) => resolve(path));
if (!existsSync(join(filled ?? '', 'catalog.db')) || !target) {
  process.stderr.write('Usage: npm run screenshots -- [project]\n');
  process.exit(2);
}
mkdirSync(target, { recursive: true });
const stop = await startDisplay();
for (const [width, height] of sizes) {
  const place = mkdtempSync(join(tmpdir(), 'screenshots-'));
  for (const kind of ['empty', 'filled'] as const) {
    const app = await launchStudio({ width, height });
    const shoot = (screen: string, theme: Theme) =>
      app.page.screenshot({ path: join(target, `${screen}-${kind}-${theme}-${width}x${height}.png`) });
    if (kind === 'empty') {
      for (const theme of themes) {
        await switchTheme(app, theme);
        await shoot('start', theme);
      }
      await makeProject(app, place, 'Empty');
    } else await openProject(app, filled);
    for (const theme of themes) {
      await switchTheme(app, theme);
      const visit = async (shown: string) => void (await shoot(shown, theme));
      await tour(app, visit);
      await tourDialogs(app, place, visit);
    }
    await app.close();
  }
  rmSync(place, { recursive: true });
}
stop();
process.stdout.write(`${target}\n`);
