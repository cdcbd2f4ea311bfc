import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../setup/log.mjs';
import { root } from '../setup/paths.mjs';
import { verifyPython } from './python.mjs';

/**
 * Trains a small model on a folder of class folders, exports it, reads pictures with the Python of its README, and counts those in which
 * the model sees the same as `predict` does. Gives 0 where 98 % or more agree.
 * @param {string[]} args
 */
export async function exported(args) {
  const { values } = parseArgs({
    args,
    options: {
      images: { type: 'string' },
      also: { type: 'string' },
      size: { type: 'string' },
      least: { type: 'string' },
    },
  });
  try {
    if (!values.images)
      throw new SetupError(
        'Name a folder with a folder of pictures for each class: npm run verify -- export --images DIR',
      );
    const python = await verifyPython();
    const program = join(root, 'bench', 'export.ts');
    const given = [values.images, values.also].flatMap((folder) => (folder ? [resolve(folder)] : []));
    const options = [values.size ?? '64', values.least ?? '0.98', python, ...given];
    const { status } = spawnSync(process.execPath, ['--import', 'tsx', program, ...options], {
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
