import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isMain, modules, root } from './setup/paths.mjs';

const bin = (/** @type {string} */ name) => join(modules, '.bin', name);

/**
 * Everything that is checked without being run, the same for `npm run check` and `npm test`.
 * @type {{ title: string, command: string, args: string[] }[]}
 */
export const checks = [
  { title: 'types', command: bin('tsc'), args: ['--noEmit'] },
  { title: 'types of the window', command: bin('tsc'), args: ['--noEmit', '-p', 'tsconfig.web.json'] },
  { title: 'types of the scripts', command: bin('tsc'), args: ['--noEmit', '-p', 'tsconfig.scripts.json'] },
  { title: 'lint', command: bin('biome'), args: ['check', '.'] },
  { title: 'rooms', command: bin('depcruise'), args: ['--config', '.dependency-cruiser.cjs', 'src'] },
  { title: 'unused', command: bin('knip'), args: ['--no-progress'] },
];

/** Runs every check, even when one fails; gives the titles of those that failed. */
export function check() {
  return checks
    .filter(({ title, command, args }) => {
      process.stdout.write(`\n── ${title}\n`);
      const began = performance.now();
      const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
      if (error)
        process.stdout.write(`${error.message}\nInstall the packages first: npm install --ignore-scripts\n`);
      const seconds = ((performance.now() - began) / 1000).toFixed(0);
      process.stdout.write(`${title}: ${status === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`);
      return status !== 0;
    })
    .map(({ title }) => title);
}

if (isMain(import.meta.url)) {
  const failed = check();
  if (failed.length > 0) process.stderr.write(`\nFailed: ${failed.join(', ')}\n`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
