import { mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { cachedFolder, forget, isCached, keyOf, place, placeAll, sizeOf } from './cache.mjs';
import { note, SetupError, sizeText, step } from './log.mjs';
import { lockedVersion } from './packages.mjs';
import { modules } from './paths.mjs';
import { exists, run } from './run.mjs';
import { smoke } from './smoke.mjs';
import { isUnpacked, libraries, tensorflowVersion, unpackWheel, wheelsOf } from './wheels.mjs';

const folder = join(modules, '@tensorflow', 'tfjs-node-gpu');
const deps = join(folder, 'deps');
const addon = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
const stamp = join(deps, 'noisy-studio.json');

/** Returns `cuda` if an NVIDIA driver answers and there is a build for it, unless a person chose a runtime. */
function runtimeOf(asked = 'auto') {
  if (asked !== 'auto') return asked;
  return wheelsOf('cuda') && exists('nvidia-smi', ['-L']) ? 'cuda' : 'cpu';
}

export const pinsOf = (runtime) => keyOf(wheelsOf(runtime));

function installed() {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'));
  } catch {
    return null;
  }
}

/**
 * Whether the installed build is what was asked for. If no runtime was asked for, any will do, and one that a person chose stays until a
 * person chooses again.
 * @param {{ runtime: string, chosen?: boolean, pins?: string } | null} has
 * @param {import('../setup.mjs').Options} asked
 */
export function serves(has, { runtime, official, chosen }, wanted = runtimeOf) {
  if (has === null) return false;
  if (official || has.runtime === 'official') return has.runtime === 'official' && (official || !chosen);
  if (has.pins !== pinsOf(has.runtime)) return false;
  if (runtime === undefined || (has.chosen && !chosen)) return true;
  return has.runtime === wanted(runtime);
}

/** Tests whether TensorFlow loads and computes. */
function problem(fresh) {
  const script = `const u = require("util"); u.isNullOrUndefined ??= (v) => v == null; u.isArray ??= Array.isArray;
    const tf = require("@tensorflow/tfjs-node-gpu");
    if (tf.scalar(2).square().dataSync()[0] !== 4) throw new Error("2 x 2 is not 4");`;
  const env = { TF_CPP_MIN_LOG_LEVEL: '3', TF_FORCE_GPU_ALLOW_GROWTH: 'true' };
  const files = [addon, ...libraries.map((name) => join(deps, 'lib', name))];
  return smoke('tensorflow', {
    script,
    env,
    fresh,
    files: installed()?.runtime === 'official' ? [addon] : files,
  });
}

/** @type {import('../setup.mjs').Piece} */
export const tensorflow = {
  title: 'TensorFlow',
  check(options = {}) {
    const has = installed();
    const why = serves(has, options)
      ? problem(options.fresh)
      : has
        ? `another is asked for`
        : 'not installed';
    const version = has ? `${has.tensorflow} (${has.runtime})` : '–';
    return { version, from: has?.from ?? '–', ready: why === null, why };
  },
  /** The tools that the machine must have to install what the cache does not contain. */
  tools({ runtime, official } = {}) {
    if (official) return [];
    const wheels = wheelsOf(runtimeOf(runtime)) ?? [];
    return [...(wheels.every(isUnpacked) ? [] : ['python3-pip']), ...(isCached(addonName()) ? [] : ['g++'])];
  },
  async install(options = {}) {
    if (options.official) await installOfficial();
    else
      await installWheels(runtimeOf(options.runtime), Boolean(options.chosen) && options.runtime !== 'auto');
  },
};

async function installWheels(runtime, chosen) {
  const wheels = wheelsOf(runtime);
  if (!wheels)
    throw new SetupError(
      `There is no TensorFlow ${tensorflowVersion} (${runtime}) pinned for ${process.platform}-${process.arch}. Try "npm run setup -- --official", which uses the npm package's own installer.`,
    );
  const unpacked = [];
  for (const wheel of wheels) unpacked.push(await unpackWheel(wheel));
  await step(`Install TensorFlow ${tensorflowVersion} (${runtime})`, async () => {
    rmSync(stamp, { force: true });
    putLibraries(unpacked[0], unpacked.slice(1));
    await putAddon(unpacked[0]);
    writeStamp({
      tensorflow: tensorflowVersion,
      runtime,
      chosen,
      from: fromText(wheels),
      pins: pinsOf(runtime),
    });
    if (problem(true)) {
      // The addon may have been compiled by another machine that shares this cache.
      forget(addonName());
      await putAddon(unpacked[0]);
    }
    const why = problem(true);
    if (why) throw new SetupError(`TensorFlow was installed and ${why}`);
    return sizeText(libraries.reduce((sum, name) => sum + sizeOf(join(deps, 'lib', name)), 0));
  });
}

const fromText = ([main, ...others]) =>
  `PyPI: ${main.package}${others.length > 0 ? ` and ${others.length} of NVIDIA's packages` : ''}`;

function writeStamp(facts) {
  mkdirSync(deps, { recursive: true });
  writeFileSync(stamp, JSON.stringify(facts));
}

function putLibraries(main, others) {
  const lib = join(deps, 'lib');
  for (const name of libraries) place(join(main, 'lib', name), join(lib, name));
  for (const [link, target] of [
    ['libtensorflow.so', libraries[0]],
    ['libtensorflow_framework.so', libraries[1]],
  ]) {
    rmSync(join(lib, link), { force: true });
    symlinkSync(target, join(lib, link));
  }
  placeAll(join(main, 'include'), join(deps, 'include'));
  // The library looks for NVIDIA's libraries in ../nvidia/*/lib.
  const nvidia = join(deps, 'nvidia');
  rmSync(nvidia, { recursive: true, force: true });
  for (const other of others) placeAll(join(other, 'nvidia'), nvidia);
}

const compilerFlags = ['-O2', '-shared', '-fPIC', '-std=c++17', '-DNAPI_VERSION=8'].concat(
  '-Wl,-rpath,$ORIGIN/../../deps/lib',
);

/** The name of the compiled addon in the cache, which changes with everything that the addon depends on. */
function addonName() {
  const version = lockedVersion('@tensorflow/tfjs-node-gpu');
  const key = keyOf(tensorflowVersion, compilerFlags, process.platform, process.arch);
  return `tfjs-binding-${version}-${key}`;
}

/** Compiles the addon against these libraries (10 s), once for all clones. */
async function putAddon(main) {
  const includes = ['..', join(main, 'include'), join(modules, 'node-api-headers', 'include')];
  const built = await cachedFolder({
    name: addonName(),
    make: (target) =>
      run(
        'g++',
        [...compilerFlags, ...includes.map((path) => `-I${path}`), 'tfjs_backend.cc', 'tfjs_binding.cc']
          .concat(`-L${join(deps, 'lib')}`, '-ltensorflow', '-ltensorflow_framework')
          .concat('-o', join(target, 'tfjs_binding.node')),
        { cwd: join(folder, 'binding') },
      ),
  });
  place(join(built, 'tfjs_binding.node'), addon);
}

/** Runs the package's own install script, for networks that reach its host. */
async function installOfficial() {
  await step("Install TensorFlow by the npm package's own script", async () => {
    rmSync(deps, { recursive: true, force: true });
    rmSync(dirname(addon), { recursive: true, force: true });
    const env = { PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) };
    const script = join(folder, 'scripts', 'install.js');
    await run(process.execPath, [script, runtimeOf() === 'cuda' ? 'gpu' : 'cpu', 'download'], {
      cwd: folder,
      env,
      hint: 'Is its host reached from here?',
    });
    writeStamp({ tensorflow: 'as packaged', runtime: 'official', from: "the npm package's own script" });
    const why = problem(true);
    if (!why) return;
    rmSync(stamp);
    throw new SetupError(`TensorFlow was installed and ${why}. Set it up without --official.`);
  });
  note('This TensorFlow is older than the one that this project is tested with.');
}
