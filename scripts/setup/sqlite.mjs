import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedFolder, forget, isCached, keyOf, place, sizeOf } from './cache.mjs';
import { SetupError, sizeText, step } from './log.mjs';
import { lockedVersion } from './packages.mjs';
import { modules } from './paths.mjs';
import { run } from './run.mjs';
import { smoke } from './smoke.mjs';
import { requireTools } from './tools.mjs';

const folder = join(modules, 'better-sqlite3');
const build = join(folder, 'build');
const built = join(build, 'Release', 'better_sqlite3.node');

/**
 * The package's prebuilt binary asks for Node-API 10; Node 20 and Electron 33 have 9. If it is built from its own source with the
 * experimental interface instead, one binary serves both.
 */
const flags =
  '-UNAPI_VERSION -DNAPI_VERSION=2147483647 -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NO_WARNING';

const tools = ['g++', 'make', 'python3'];

/**
 * Tests whether a database can be opened and queried; `node` may be an Electron, started with `env`.
 * @param {{ fresh?: boolean, node?: string, env?: Record<string, string>, name?: string }} [options]
 */
export function sqliteProblem({ fresh, node, env, name = 'better-sqlite3' } = {}) {
  const script = 'new (require("better-sqlite3"))(":memory:").prepare("SELECT 1").get()';
  const files = [existsSync(built) ? built : join(folder, 'package.json')];
  return smoke(name, { script, files, fresh, node, env });
}

/** The name of the built binary in the cache, which changes with everything that the binary depends on. */
const cacheName = () =>
  `better-sqlite3-${lockedVersion('better-sqlite3')}-${keyOf(flags, process.platform, process.arch)}`;

/** @type {import('../setup.mjs').Piece} */
export const sqlite = {
  title: 'better-sqlite3',
  check({ fresh } = {}) {
    const why = sqliteProblem({ fresh });
    const from = existsSync(built) ? 'built from its source' : "npm's prebuilt binary";
    return { version: lockedVersion('better-sqlite3'), from: why ? '–' : from, ready: why === null, why };
  },
  /** The tools that the machine must have if the prebuilt binary cannot be used and the cache has no other. */
  tools() {
    const prebuiltServes = Number(process.versions.napi) >= 10;
    return prebuiltServes || isCached(cacheName()) ? [] : tools;
  },
  async install() {
    await step('Build better-sqlite3 (about a minute)', async () => {
      await put();
      if (sqliteProblem({ fresh: true })) {
        // The binary may have been compiled by another machine that shares this cache.
        forget(cacheName());
        await put();
      }
      const why = sqliteProblem({ fresh: true });
      if (why) throw new SetupError(`better-sqlite3 was built and ${why}`);
      return sizeText(sizeOf(built));
    });
  },
};

async function put() {
  const cached = await cachedFolder({ name: cacheName(), make: compile });
  place(join(cached, 'better_sqlite3.node'), built);
}

async function compile(target) {
  requireTools(tools);
  const nodeGyp = join(modules, 'node-gyp', 'bin', 'node-gyp.js');
  const headers = join(dirname(process.execPath), '..');
  // If Node's headers are beside Node, they need not be downloaded.
  const nodedir = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : [];
  await run(process.execPath, [nodeGyp, 'rebuild', '--release', '--force_build=1', ...nodedir], {
    cwd: folder,
    env: { CXXFLAGS: `${process.env.CXXFLAGS ?? ''} ${flags}`.trim() },
  });
  copyFileSync(built, join(target, 'better_sqlite3.node'));
  rmSync(build, { recursive: true });
}
