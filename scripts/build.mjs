import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { step } from './setup/log.mjs';
import { modules, root } from './setup/paths.mjs';
import { run } from './setup/run.mjs';

const stamp = join(root, 'out', 'built-from');

/** Changes with every source file and setting that the build reads. */
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

/** Builds the programs into `out/` where their sources have changed since. */
export async function build() {
  const wanted = sourcesHash();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  await step('Build', () =>
    run(process.execPath, [join(modules, 'electron-vite', 'bin', 'electron-vite.js'), 'build'], {
      cwd: root,
    }),
  );
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(stamp, wanted);
}
