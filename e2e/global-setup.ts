// @ts-expect-error the build is plain Node, without types
import { build } from '../scripts/build.mjs';
import { startDisplay } from './display';
import { whyNoWindow } from './electron';

/** The programs as their sources are now, and a display for them. */
export default async function setUp(): Promise<(() => void) | undefined> {
  if (whyNoWindow) return undefined;
  await build();
  return startDisplay();
}
