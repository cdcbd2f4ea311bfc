import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export const modules = join(root, 'node_modules');

/** The folder of what the set-up records about this clone; it is deleted together with the packages. */
export const notes = join(modules, '.noisy-studio');

/** Downloads and compiled pieces, shared by all clones of this user. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(base, 'noisy-studio');
}

/** Whether the module of this `import.meta.url` is the one that Node was started with. */
export function isMain(url) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(url);
}
