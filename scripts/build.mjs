import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './setup/log.mjs';
import { modules, root } from './setup/paths.mjs';
import { run } from './setup/run.mjs';
import { locked } from './setup.mjs';

const stamp = join(root, 'out', 'built-from');
const program = join(root, 'out', 'main', 'cli.js');

/** A hash that changes with every source file and setting that the build reads. */
function sourcesHash() {
  const hash = createHash('sha256');
  const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, join(root, 'electron.vite.config.ts'), join(root, 'package-lock.json')])
    hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex');
}

/** Builds the programs into `out/` if their sources have changed since the last build. */
export async function build() {
  if (isBuilt()) return;
  await locked(async () => {
    if (isBuilt()) return;
    const from = sourcesHash();
    const viteOf = join(modules, 'electron-vite', 'bin', 'electron-vite.js');
    rmSync(stamp, { force: true });
    await step('Build', async () => {
      await run(process.execPath, [viteOf, 'build'], { cwd: root });
    });
    writeFileSync(stamp, from);
  });
}

/** Makes the next call of `build` build again, because something else writes into `out/`. */
export function forgetBuild() {
  rmSync(stamp, { force: true });
}

function isBuilt() {
  return existsSync(program) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash();
}
