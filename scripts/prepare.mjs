import { build } from './build.mjs';
import { SetupError } from './setup/log.mjs';
import { everything, needed, setup } from './setup.mjs';

/**
 * Set-up (with the window's Electron where `window` is true) and, unless `programs` is false, the build, where they are missing or
 * out of date; a fraction of a second where they are not. Says on stderr what went wrong; true when all is there.
 */
export async function prepare({ programs = true, window = false } = {}) {
  try {
    const all = await setup({ pieces: window ? everything : needed });
    if (programs && all) await build();
    return all;
  } catch (error) {
    process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
    return false;
  }
}
