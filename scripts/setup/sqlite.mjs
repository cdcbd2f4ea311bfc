import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedFolder, place, sizeOf } from './cache.mjs';
import { sizeText, step } from './log.mjs';
import { modules, root } from './paths.mjs';
import { run } from './run.mjs';

const folder = join(modules, 'better-sqlite3');
const built = join(folder, 'build', 'Release', 'better_sqlite3.node');

/**
 * The package's prebuilt binary asks for Node-API 10; Node 20 and Electron 33 have 9. Built from its own source with the experimental
 * interface instead, one binary serves both.
 */
const flags =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';

function version() {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : '–';
}

/** In a process of its own: a binary that does not load can take the process with it. */
function loads() {
  const script = 'new (require("better-sqlite3"))(":memory:").prepare("SELECT 1").get()';
  return spawnSync(process.execPath, ['-e', script], { cwd: root, stdio: 'ignore' }).status === 0;
}

export const sqlite = {
  title: 'better-sqlite3',
  check() {
    const from = existsSync(built) ? 'built from its source' : 'prebuilt';
    return { version: version(), from, ready: loads() };
  },
  async install() {
    await step('Build better-sqlite3 (about a minute)', async () => {
      const name = `better-sqlite3-${version()}-${process.platform}-${process.arch}`;
      const cached = await cachedFolder({ name, make: compile });
      place(join(cached, 'better_sqlite3.node'), built);
      return sizeText(sizeOf(built));
    });
  },
};

async function compile(target) {
  const nodeGyp = join(modules, 'node-gyp', 'bin', 'node-gyp.js');
  const headers = join(dirname(process.execPath), '..');
  // Node's headers beside Node spare a download.
  const nodedir = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : [];
  await run(process.execPath, [nodeGyp, 'rebuild', '--release', '--force_build=1', ...nodedir], {
    cwd: folder,
    env: { CXXFLAGS: `${process.env.CXXFLAGS ?? ''} ${flags}`.trim() },
    hint: 'A C++ compiler, make and Python are needed: on Debian or Ubuntu, apt-get install -y g++ make python3',
  });
  copyFileSync(built, join(target, 'better_sqlite3.node'));
}
