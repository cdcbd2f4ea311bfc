import { build } from './build.mjs';
import { SetupError } from './setup/log.mjs';
import { everything, needed, setup } from './setup.mjs';

/**
 * Runs the set-up (with the window's Electron if `window` is true) and, unless `programs` is false, the build, if they are missing or out
 * of date; takes a fraction of a second if they are not. Prints what went wrong on stderr; returns whether everything is ready.
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
