import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedFolder, forget, keyOf, place, sizeOf } from './cache.mjs';
import { SetupError, sizeText, step } from './log.mjs';
import { modules } from './paths.mjs';
import { exists, run } from './run.mjs';
import { smoke } from './smoke.mjs';

const folder = join(modules, 'better-sqlite3');
const build = join(folder, 'build');
const built = join(build, 'Release', 'better_sqlite3.node');

/**
 * The package's prebuilt binary asks for Node-API 10; Node 20 and Electron 33 have 9. Built from its own source with the experimental
 * interface instead, one binary serves both.
 */
const flags =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';
const toolsHint =
  'A C++ compiler, make and Python are needed: on Debian or Ubuntu, apt-get install -y g++ make python3';

/** Opens a database and asks it something; `node` may be an Electron, started with `env`. */
export function sqliteProblem({ fresh, node, env, name = 'better-sqlite3' } = {}) {
  const script = 'new (require("better-sqlite3"))(":memory:").prepare("SELECT 1").get()';
  const files = [existsSync(built) ? built : join(folder, 'package.json')];
  return smoke(name, { script, files, fresh, node, env });
}

function version() {
  const file = join(folder, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : '–';
}

export const sqlite = {
  title: 'better-sqlite3',
  check({ fresh } = {}) {
    const why = sqliteProblem({ fresh });
    const from = existsSync(built) ? 'built from its source' : "npm's prebuilt binary";
    return { version: version(), from: why ? '–' : from, ready: why === null, why };
  },
  async install() {
    const name = `better-sqlite3-${version()}-${keyOf(flags, process.platform, process.arch)}`;
    await step('Build better-sqlite3 (about a minute)', async () => {
      await put(name);
      if (sqliteProblem({ fresh: true })) {
        // Compiled by another machine that shares this cache, perhaps.
        forget(name);
        await put(name);
      }
      const why = sqliteProblem({ fresh: true });
      if (why) throw new SetupError(`better-sqlite3 was built and ${why}`);
      return sizeText(sizeOf(built));
    });
  },
};

async function put(name) {
  const cached = await cachedFolder({ name, make: compile });
  place(join(cached, 'better_sqlite3.node'), built);
}

async function compile(target) {
  for (const tool of ['g++', 'make', 'python3']) if (!exists(tool)) throw new SetupError(toolsHint);
  const nodeGyp = join(modules, 'node-gyp', 'bin', 'node-gyp.js');
  const headers = join(dirname(process.execPath), '..');
  // Node's headers beside Node spare a download.
  const nodedir = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : [];
  await run(process.execPath, [nodeGyp, 'rebuild', '--release', '--force_build=1', ...nodedir], {
    cwd: folder,
    env: { CXXFLAGS: `${process.env.CXXFLAGS ?? ''} ${flags}`.trim() },
    hint: toolsHint,
  });
  copyFileSync(built, join(target, 'better_sqlite3.node'));
  rmSync(build, { recursive: true });
}
