import { parseArgs } from 'node:util';

/**
 * Prints `help` and ends the process if `--help` is among the arguments; for programs that hand all others on.
 * @param {string} help
 */
export function helped(help, argv = process.argv.slice(2)) {
  if (!argv.includes('--help') && !argv.includes('-h')) return;
  process.stdout.write(help);
  process.exit(0);
}

/**
 * What a person asked a program of this folder for. With `--help` it prints `help` and ends the process; on an option or a word that the
 * program does not know it says so and ends it with 2, before anything was begun: a mistyped option must not cost an hour of tests.
 * @typedef {object} Known
 * @property {string} help
 * @property {import('node:util').ParseArgsConfig['options']} [options]
 * @property {readonly string[] | boolean} [words]  those that may stand without a dash; true for any
 *
 * @param {Known} known
 * @param {string[]} [argv]
 * @returns {{ values: Record<string, any>, words: string[] }}
 */
export function asked({ help, options = {}, words = false }, argv = process.argv.slice(2)) {
  helped(help, argv);
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      options,
      allowPositionals: words !== false,
    });
    const unknown = Array.isArray(words) ? positionals.find((word) => !words.includes(word)) : undefined;
    if (unknown !== undefined)
      throw new Error(`"${unknown}" is none of ${/** @type {string[]} */ (words).join(', ')}.`);
    return { values, words: positionals };
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message}\n\n${help}`);
    process.exit(2);
  }
}
