import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { filesIn } from '../setup/cache.mjs';
import { root } from '../setup/paths.mjs';

/** @type {[what: string, pattern: RegExp][]} */
const unwanted = [
  ['a source', /\.([cm]?tsx?|cc|cpp|h|gyp|map)$|resources\/app\/(src|scripts|e2e|bench)\//],
  ['a test', /\.(test|spec)\.[cm]?jsx?$|\/(__tests__|tests?)\//],
  ['of another platform', /prebuilds\/(darwin|win32|linuxmusl)|napi-v\d+\/(darwin|win32|linux\/(?!x64\/))/],
];
const wanted = [
  'bin/noisy-studio',
  'LICENSE.txt',
  'THIRD-PARTY.txt',
  'chrome-sandbox',
  'resources/node',
  'resources/weights',
  'resources/app/package.json',
]
  .concat(
    [
      'index',
      'studio',
      'runner',
      'parent-watch',
      'augment-worker',
      'heic-worker',
      'encoder-look',
      'rescue-worker',
      'noisy-studio',
    ].map((name) => `resources/app/out/main/${name}.js`),
  )
  .concat('resources/app/out/preload/index.cjs', 'resources/app/out/renderer/index.html');

/**
 * What is wrong with a list of packed files, with one sentence for each fault. `developmentOnly` lists names of
 * packages.
 */
export function faultsOf(files, developmentOnly) {
  const development = new Set(developmentOnly);
  const packageOf = (file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];
  const found = files.flatMap((file) => [
    ...unwanted.filter(([, pattern]) => pattern.test(file)).map(([what]) => `${file} is ${what}`),
    ...(development.has(packageOf(file)) ? [`${file} is of a development package`] : []),
  ]);
  const missing = wanted.filter(
    (path) => !files.some((file) => file === path || file.startsWith(`${path}/`)),
  );
  return [...found, ...missing.map((path) => `${path} is missing`)];
}

/** The names of packages that the project has only for development. */
export function developmentPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const folders = Object.keys(packages).filter((folder) => folder);
  const nameOf = (folder) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const shipped = new Set(folders.filter((folder) => !packages[folder].dev).map(nameOf));
  return folders.map(nameOf).filter((name) => !shipped.has(name));
}

/** Files of the packed app, apart from Electron's own, that name a folder of the machine that packed it. */
export function filesWithPaths(folder, paths = [root, `${homedir()}/`]) {
  const own = filesIn(folder).filter((path) => path.startsWith('resources/app/') || path.startsWith('bin/'));
  return own.filter((path) => {
    const bytes = readFileSync(join(folder, path));
    return paths.some((each) => bytes.includes(each));
  });
}
