import { build } from './build.mjs';
import { SetupError } from './setup/log.mjs';
import { setup } from './setup.mjs';

/**
 * Set-up and, unless `programs` is false, the build, where they are missing or out of date; a fraction of a second where they are
 * not. Says on stderr what went wrong; true when all is there.
 */
export async function prepare({ programs = true } = {}) {
  try {
    await setup();
    if (programs) await build();
    return true;
  } catch (error) {
    process.stderr.write(`setup: ${error instanceof SetupError ? error.message : error.stack}\n`);
    return false;
  }
}
