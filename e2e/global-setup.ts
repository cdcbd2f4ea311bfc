import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
// @ts-expect-error the build is plain Node, without types
import { build } from '../scripts/build.mjs';
import { startDisplay } from './program/display';
import { whyNoWindow } from './program/electron';
import { shareFolder } from './program/shared-folder';

/** Builds the programs from the present sources, starts a display for them, and makes a folder for what several test files share. */
export default async function setUp(): Promise<(() => void) | undefined> {
  if (whyNoWindow) return undefined;
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'e2e-shared-'));
  shareFolder(folder);
  const stopDisplay = await startDisplay();
  return () => {
    stopDisplay();
    rmSync(folder, { recursive: true, force: true });
  };
}
