import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../setup/paths.mjs';

/**
 * Runs a program of `bench/verify/` that prints a line for each thing that it checked, and returns its exit status.
 * @param {string} name
 * @param {string[]} args
 */
export function runProgram(name, args) {
  const program = join(root, 'bench/verify', `${name}.ts`);
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', program, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return status ?? 1;
}
