import { spawnSync } from 'node:child_process';
import { note, step } from './log.mjs';
import { exists, run } from './run.mjs';

/** The Debian packages that Electron's window needs, and a display for machines without one. */
const libraries = ['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2'].concat(
  ...['libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libcups2'],
);

/** Names of packages that are not installed; none on systems without dpkg, whose names for them differ. */
export function missingLibraries() {
  if (process.platform !== 'linux' || !exists('dpkg-query')) return [];
  const names = libraries.flatMap((name) => [name, `${name}t64`]);
  // These are dpkg-query's own placeholders. Its exit code is not 0 if one of the names is unknown, so it is
  // ignored.
  const format = ['$', '{Package} $', '{db:Status-Status}\n'].join('');
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', format, ...names], { encoding: 'utf8' });
  return missingIn(stdout);
}

/** The same names by dpkg-query's answer. Debian 13 and Ubuntu 24.04 renamed some packages for 64-bit time. */
export function missingIn(answer) {
  const there = new Set(answer.split('\n').map((line) => line.trim()));
  return libraries.filter((name) => !there.has(`${name} installed`) && !there.has(`${name}t64 installed`));
}

/** Installs what is missing if run as root on Debian or Ubuntu; otherwise says what to run. */
export async function ensureLibraries() {
  const missing = missingLibraries();
  if (missing.length === 0) return;
  const args = ['install', '-y', '--no-install-recommends', ...missing];
  if (process.getuid?.() !== 0 || !exists('apt-get'))
    return note(`Electron needs system libraries. Run once: sudo apt-get ${args.join(' ')}`);
  await step(`Install system libraries (as root, by apt-get): ${missing.join(' ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', args, { env });
  });
}
