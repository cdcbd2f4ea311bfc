import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { StudioApp } from '../program/app';
import { paintIn } from './tour';

/** If `LOOK` names a folder, writes pictures of what is shown there, in both themes. */
export async function lookAtIt(app: StudioApp, name: string): Promise<void> {
  const folder = process.env.LOOK;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    await paintIn(app, theme);
    await app.page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
}
