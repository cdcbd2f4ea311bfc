import { prepare } from './prepare.mjs';
import { isMain } from './setup/paths.mjs';
import { cases } from './verify/cases.mjs';

/**
 * Verifications that need more than the project has, by name: programs of Python to compare with, files of others. Each takes its
 * arguments, prints a line for each thing that it looked at, and gives how many were wrong.
 *
 * @type {Record<string, { about: string, run: (args: string[]) => Promise<number> }>}
 */
const verifications = {
  cases: {
    about:
      'what people bring is imported right (--cases DIR: where make.py lies, --made DIR: files made before)',
    run: cases,
  },
};

/** @param {string[]} argv */
async function main([name, ...rest]) {
  const chosen = verifications[name];
  if (!chosen) {
    const lines = Object.entries(verifications).map(([each, { about }]) => `  ${each.padEnd(10)} ${about}`);
    process.stderr.write(`Usage: npm run verify -- NAME [OPTIONS]\n${lines.join('\n')}\n`);
    return 2;
  }
  if (!(await prepare({ programs: true }))) return 1;
  return (await chosen.run(rest)) === 0 ? 0 : 1;
}

if (isMain(import.meta.url)) process.exitCode = await main(process.argv.slice(2));
