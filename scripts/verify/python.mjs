import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../setup/log.mjs';
import { cacheFolder } from '../setup/paths.mjs';
import { exists, run } from '../setup/run.mjs';

const requirements = fileURLToPath(new URL('requirements.txt', import.meta.url));

/**
 * A Python with the packages of requirements.txt, in a folder of the cache that is made once. Throws `SetupError` where there is no
 * Python, or the packages cannot be had.
 * @returns {Promise<string>} the program
 */
export async function verifyPython() {
  if (!exists('python3'))
    throw new SetupError(
      'Verifications are made with Python 3.11 or later; "python3" was not found. Install it first.',
    );
  const folder = join(cacheFolder(), 'verify-python');
  const program = join(folder, 'bin', 'python');
  const wanted = readFileSync(requirements, 'utf8');
  const mark = join(folder, 'installed.txt');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return program;
  const hint = 'Its packages are named in scripts/verify/requirements.txt.';
  await run('python3', ['-m', 'venv', '--clear', folder], { hint: 'Python needs its venv module.' });
  await run(program, ['-m', 'pip', 'install', '--quiet', '-r', requirements], { hint, timeout: 600_000 });
  writeFileSync(mark, wanted);
  return program;
}
