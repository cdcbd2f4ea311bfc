import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { runProgram } from './program.mjs';
import { benchPython } from './python.mjs';

/**
 * Lets Pillow and timm change generated pictures, does the same with our code, and prints a line for each operation and size. Returns 0 if
 * all are equal to the byte. Throws `SetupError`.
 * @param {string[]} args
 */
export async function augment(args) {
  const { values } = parseArgs({ args, options: { seed: { type: 'string', default: '1' } } });
  const folder = mkdtempSync(join(tmpdir(), 'verify-augment-'));
  try {
    await run(await benchPython(), [join(root, 'scripts/verify/augment_peer.py'), folder, values.seed]);
    return runProgram('augment-cases', [folder]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
