import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prepare } from './prepare.mjs';
import { SetupError } from './setup/log.mjs';
import { benchPython } from './verify/python.mjs';

/** Benches that compare the studio with Python libraries. */
const withPython = ['memory', 'peers'];

const [name, ...rest] = process.argv.slice(2);
const file = fileURLToPath(new URL(`../bench/${name}.ts`, import.meta.url));
if (!name || !/^[a-z-]+$/.test(name) || !existsSync(file)) {
  process.stderr.write(`Usage: npm run bench -- NAME, where NAME is one of ${benches().join(', ')}\n`);
  process.exit(2);
}
// Batches are made by threads of the built program.
if (!(await prepare({ programs: name === 'peers' }))) process.exit(1);
const env = withPython.includes(name) ? { ...process.env, PYTHON: await python() } : process.env;
const { status } = spawnSync(process.execPath, ['--import', 'tsx', file, ...rest], { stdio: 'inherit', env });
process.exit(status ?? 1);

/** The Python that the environment names, or one of the bench's own. */
async function python() {
  try {
    return process.env.PYTHON ?? (await benchPython());
  } catch (error) {
    process.stderr.write(`bench: ${error instanceof SetupError ? error.message : error.stack}\n`);
    process.exit(1);
  }
}

/**
 * The names of all benches. Files that benches share, and those that `npm run verify` starts, are not benches.
 */
function benches() {
  const folder = fileURLToPath(new URL('../bench/', import.meta.url));
  const parts = [
    'augment-cases',
    'cases',
    'cases-expected',
    'cases-faces',
    'check-images',
    'check-labels',
    'cifar',
    'copies',
    'disk-full',
    'exports',
    'exports-graphs',
    'exports-pictures',
    'fixmatch',
    'grid-project',
    'grid-studio',
    'label-order',
    'labelled-pool',
    'list-formats',
    'memory-limit',
    'ood',
    'pairs',
    'result',
    'spread',
    'taught',
    'timing',
    'timm',
    'trust',
  ];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
    .filter((file) => !parts.includes(file));
}
