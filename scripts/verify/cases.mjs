import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../setup/log.mjs';
import { root } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';
import { runProgram } from './program.mjs';
import { verifyPython } from './python.mjs';

/** The folder of the program that writes the cases, beside the project, unless another one is named. */
const usual = join(root, '..', 'shared', 'cases');

/**
 * Makes files like those that people bring, imports them with the command line and through the contract that the window uses, and prints a
 * line for each case. Returns 0 if all are right. Throws `SetupError`.
 * @param {string[]} args
 */
export async function cases(args) {
  const { values } = parseArgs({ args, options: { cases: { type: 'string' }, made: { type: 'string' } } });
  const folder = values.made ? resolve(values.made) : mkdtempSync(join(tmpdir(), 'verify-cases-'));
  try {
    if (!values.made) await make(resolve(values.cases ?? usual), folder);
    return runProgram('cases', [folder]);
  } finally {
    if (!values.made) rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} place
 * @param {string} folder
 */
async function make(place, folder) {
  const program = join(place, 'make.py');
  if (!existsSync(program))
    throw new SetupError(
      `There is no ${program}. Name the folder that it lies in: npm run verify -- cases --cases DIR`,
    );
  await run(await verifyPython(), [program, folder]);
}
