import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
// @ts-expect-error the build is plain Node, without types
import { build } from '../scripts/build.mjs';
import { startDisplays } from './display';
import { whyNoWindow } from './electron';
import { shareFolder } from './shared-folder';

/** Builds the programs from the present sources, starts a display for each test file that runs at the same time, and makes a folder for what several test files share. */
export default async function setUp(project: TestProject): Promise<(() => void) | undefined> {
  if (whyNoWindow) return undefined;
  await build();
  const folder = mkdtempSync(join(tmpdir(), 'e2e-shared-'));
  shareFolder(folder);
  const stopDisplays = await startDisplays(filesAtOnce(project));
  return () => {
    stopDisplays();
    rmSync(folder, { recursive: true, force: true });
  };
}

const filesAtOnce = ({ config }: TestProject): number => Number(config.maxWorkers);
