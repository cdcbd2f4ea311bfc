import { SetupError } from '../setup/log.mjs';
import { runProgram } from './program.mjs';
import { benchPython, exportsPython } from './python.mjs';

/**
 * Opens every export in the program that it is for, and prints a line for each. Gives 0 where all say what the engine says.
 * @param {string[]} args
 */
export async function exports(args) {
  try {
    return runProgram('exports', [await exportsPython(), await benchPython(), ...args]);
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`verify: ${error.message}\n`);
    return 1;
  }
}
