import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../setup/log.mjs';
import { cacheFolder } from '../setup/paths.mjs';
import { exists, run } from '../setup/run.mjs';

/** A Python for verifications. Throws `SetupError`. */
export const verifyPython = () => pythonWith('verify-python', 'scripts/verify/requirements.txt');

/** A Python with another library's attacks. Throws `SetupError`. */
export const attacksPython = () => pythonWith('attacks-python', 'scripts/verify/attacks.txt');

/** A Python with the readers of labelling tools. Throws `SetupError`. */
export const listsPython = () => pythonWith('verify-lists-python', 'scripts/verify/lists.txt');

/** A Python with the programs that open exports. Throws `SetupError`. */
export const exportsPython = () => pythonWith('exports-python', 'scripts/verify/exports.txt');

/** A Python with cleanlab and CleanVision. Throws `SetupError`. */
export const issuesPython = () => pythonWith('issues-python', 'scripts/verify/issues.txt');

/** A Python for comparisons with PyTorch. Throws `SetupError`. */
export const benchPython = () => pythonWith('bench-python', 'bench/requirements.txt');

/**
 * A Python with the packages of a list, in a folder of the cache that is made once. Throws `SetupError` if there is no Python or the
 * packages cannot be fetched.
 * @param {string} name of the folder
 * @param {string} list path in the project
 * @returns {Promise<string>} the program
 */
async function pythonWith(name, list) {
  if (!exists('python3'))
    throw new SetupError(
      'This is done with Python 3.11 or later; "python3" was not found. Install it first.',
    );
  const folder = join(cacheFolder(), name);
  const program = join(folder, 'bin', 'python');
  const requirements = fileURLToPath(new URL(`../../${list}`, import.meta.url));
  const wanted = readFileSync(requirements, 'utf8');
  const mark = join(folder, 'installed.txt');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return program;
  const hint = `Its packages are named in ${list}.`;
  await run('python3', ['-m', 'venv', '--clear', folder], { hint: 'Python needs its venv module.' });
  await run(program, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { hint, timeout: 1_200_000 });
  writeFileSync(mark, wanted);
  return program;
}
