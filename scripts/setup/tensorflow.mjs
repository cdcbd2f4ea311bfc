import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { cachedFile, cachedFolder, place, sizeOf } from './cache.mjs';
import { note, SetupError, sizeText, step } from './log.mjs';
import { modules, root } from './paths.mjs';
import { exists, run } from './run.mjs';
import { extract, zipEntries } from './zip.mjs';

const folder = join(modules, '@tensorflow', 'tfjs-node-gpu');
const addon = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
const stamp = join(folder, 'deps', 'noisy-studio.json');
const pins = JSON.parse(readFileSync(new URL('./pins.json', import.meta.url), 'utf8'));

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const headers =
  /^tensorflow\/include\/((?:tensorflow\/c|tensorflow\/c\/eager|tensorflow\/core\/platform|tsl\/platform|xla\/tsl\/c)\/[^/]+\.h)$/;
const compilerHint = 'A C++ compiler is needed: on Debian or Ubuntu, apt-get install -y g++';

/** `cuda` where an NVIDIA driver answers, unless a person chose. */
function runtimeOf({ runtime = 'auto' } = {}) {
  if (runtime !== 'auto') return runtime;
  return process.platform === 'linux' && exists('nvidia-smi', ['-L']) ? 'cuda' : 'cpu';
}

function installed() {
  try {
    return JSON.parse(readFileSync(stamp, 'utf8'));
  } catch {
    return null;
  }
}

function wheelsOf(runtime) {
  const platform = `${process.platform}-${process.arch}`;
  const wheels = pins.platforms[platform]?.[runtime];
  if (wheels) return wheels;
  throw new SetupError(
    `There is no TensorFlow ${pins.tensorflow} (${runtime}) pinned for ${platform}. Try "npm run setup -- --official", which uses the package's own installer.`,
  );
}

/** In a process of its own: a library that does not fit can take the process with it. */
function loads() {
  const script = `const u = require("util"); u.isNullOrUndefined ??= (v) => v == null; u.isArray ??= Array.isArray;
    const tf = require("@tensorflow/tfjs-node-gpu"); process.exit(tf.scalar(2).square().dataSync()[0] === 4 ? 0 : 1)`;
  const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' };
  return spawnSync(process.execPath, ['-e', script], { cwd: root, env, stdio: 'ignore' }).status === 0;
}

export const tensorflow = {
  title: 'TensorFlow',
  check(options) {
    const has = installed();
    const ready = has !== null && existsSync(addon) && matches(has, options) && loads();
    return { version: has?.tensorflow ?? '–', from: has ? has.from : 'not installed', ready };
  },
  async install(options = {}) {
    if (options.official) return official();
    const runtime = runtimeOf(options);
    const wheels = wheelsOf(runtime);
    requireTools();
    const unpacked = [];
    for (const wheel of wheels) unpacked.push(await unpack(wheel));
    await step(`Install TensorFlow ${pins.tensorflow} (${runtime})`, async () => {
      putLibraries(unpacked[0], unpacked.slice(1));
      await putAddon(unpacked[0]);
      const from = `${wheels[0].package} ${wheels[0].version} from PyPI`;
      writeFileSync(
        stamp,
        JSON.stringify({ tensorflow: pins.tensorflow, runtime, from, sha256: wheels[0].sha256 }),
      );
      return sizeText(libraries.reduce((sum, name) => sum + sizeOf(join(folder, 'deps', 'lib', name)), 0));
    });
    if (!loads())
      throw new SetupError(
        `TensorFlow was installed but does not load. Run "npm run setup -- --check", or try --runtime cpu.`,
      );
  },
};

function matches(has, options) {
  if (has.runtime === 'official') return true;
  return has.tensorflow === pins.tensorflow && has.runtime === runtimeOf(options);
}

function requireTools() {
  if (!exists('python3', ['-m', 'pip', '--version']))
    throw new SetupError(
      'Python with pip is needed to fetch TensorFlow: on Debian or Ubuntu, apt-get install -y python3-pip',
    );
  if (!exists('g++')) throw new SetupError(compilerHint);
}

/** Fetches a wheel and takes from it what the addon needs: libraries and headers, NVIDIA's libraries as they lie. */
async function unpack(wheel) {
  const name = `${wheel.file.replace(/\.whl$/, '')}-${wheel.sha256.slice(0, 12)}`;
  return cachedFolder({
    name,
    make: async (target) => {
      const file = await fetchWheel(wheel);
      await step(`Unpack ${wheel.package} ${wheel.version}`, async () => {
        for (const entry of zipEntries(file)) {
          const to = placeOf(entry.name);
          if (to) await extract(file, entry, join(target, to));
        }
      });
    },
  });
}

function placeOf(name) {
  if (libraries.some((library) => name === `tensorflow/${library}`))
    return join('lib', name.slice('tensorflow/'.length));
  const header = headers.exec(name);
  if (header) return join('include', header[1]);
  return name.startsWith('nvidia/') && !name.endsWith('/') && !name.includes('/include/') ? name : null;
}

async function fetchWheel({ package: name, version, file, sha256 }) {
  const [, python, abi, platforms] = /-(?:py3|(cp\d+))-(\w+)-([\w.]+)\.whl$/.exec(file);
  const tags = python
    ? ['--python-version', python.replace(/^cp(\d)/, '$1.'), '--implementation', 'cp', '--abi', abi]
    : ['--python-version', '3.11'];
  const platform = platforms.split('.').flatMap((tag) => ['--platform', tag]);
  let path = '';
  await step(`Fetch ${name} ${version}`, async () => {
    path = await cachedFile({
      name: file,
      sha256,
      download: (folder) =>
        run(
          'python3',
          [
            '-m',
            'pip',
            'download',
            '--quiet',
            '--no-deps',
            '--no-cache-dir',
            '--disable-pip-version-check',
            '--only-binary=:all:',
          ].concat(tags, platform, ['--dest', folder, `${name}==${version}`]),
          { hint: 'Is the network there, and is pip set to a package mirror that has it?' },
        ),
    });
    return sizeText(sizeOf(path));
  });
  return path;
}

function putLibraries(main, others) {
  const lib = join(folder, 'deps', 'lib');
  for (const name of libraries) place(join(main, 'lib', name), join(lib, name));
  for (const [link, target] of [
    ['libtensorflow.so', libraries[0]],
    ['libtensorflow_framework.so', libraries[1]],
  ]) {
    rmSync(join(lib, link), { force: true });
    symlinkSync(target, join(lib, link));
  }
  copyTree(join(main, 'include'), join(folder, 'deps', 'include'));
  // The library looks for NVIDIA's in ../nvidia/*/lib.
  for (const other of others) copyTree(join(other, 'nvidia'), join(folder, 'deps', 'nvidia'));
}

function copyTree(from, to) {
  for (const entry of readdirSync(from, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile()) continue;
    const target = join(to, join(entry.parentPath, entry.name).slice(from.length));
    mkdirSync(dirname(target), { recursive: true });
    place(join(entry.parentPath, entry.name), target);
  }
}

/** Compiles the addon against these libraries (10 s), once for all clones. */
async function putAddon(main) {
  const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
  const built = await cachedFolder({
    name: `tfjs-binding-${version}-tensorflow-${pins.tensorflow}-${process.platform}-${process.arch}`,
    make: (target) =>
      run(
        'g++',
        ['-O2', '-shared', '-fPIC', '-std=c++17', '-DNAPI_VERSION=8', '-I..', `-I${join(main, 'include')}`]
          .concat([`-I${join(modules, 'node-api-headers', 'include')}`, 'tfjs_backend.cc', 'tfjs_binding.cc'])
          .concat([`-L${join(folder, 'deps', 'lib')}`, '-ltensorflow', '-ltensorflow_framework'])
          .concat(['-Wl,-rpath,$ORIGIN/../../deps/lib', '-o', join(target, 'tfjs_binding.node')]),
        { cwd: join(folder, 'binding'), hint: compilerHint },
      ),
  });
  mkdirSync(dirname(addon), { recursive: true });
  place(join(built, 'tfjs_binding.node'), addon);
}

/** The package's own install script, for networks that reach its host. */
async function official() {
  await step('Install TensorFlow by the package’s own script', () =>
    run(process.execPath, [join(folder, 'scripts', 'install.js'), 'gpu', 'download'], { cwd: folder }),
  );
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(
    stamp,
    JSON.stringify({ tensorflow: 'as packaged', runtime: 'official', from: 'the package’s own script' }),
  );
  note('This TensorFlow is older than the one this project is tested with.');
}
