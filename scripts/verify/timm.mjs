import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SetupError } from '../setup/log.mjs';
import { root } from '../setup/paths.mjs';
import { benchPython } from './python.mjs';

/**
 * Holds our models against timm's: a line each. Gives 0 where all are right.
 * @param {string[]} args  names of timm's to look at; all where none
 */
export async function timm(args) {
  try {
    const python = await benchPython();
    const program = join(root, 'bench', 'timm.ts');
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', program, python, ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    return status ?? 1;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`verify: ${error.message}\n`);
    return 1;
  }
}
