import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { electronToStart } from '../setup/electron.mjs';
import { root } from '../setup/paths.mjs';
import { filePatterns } from './contents.mjs';
import { executable, icons, node, notices, output, weights } from './places.mjs';

/** Files that may be beside Electron but are not part of it: the set-up's starter, and a snapshot of the app that it came with. */
const foreign = ['resources/app', 'resources/default_app.asar', 'browser_v8_context_snapshot.bin', 'version'];

const electron = dirname(electronToStart());
/** A word that the builder fills in. */
const macro = (name) => `\${${name}}`;

/** The fuses let the app run no other code than its own; its engine and its command line have a Node of their own. */
const electronFuses = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: false,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
};

const linux = {
  executableName: executable,
  icon: icons,
  category: 'Graphics;Science;ArtificialIntelligence',
  syncDesktopName: true,
  maintainer: 'The Noisy Studio authors <noreply@noisy-studio.invalid>',
  synopsis: 'Label and train image classifiers by Noisy Student self-training',
};

const deb = {
  packageName: 'noisy-studio',
  packageCategory: 'science',
  // zst takes a third of the time of xz, and dpkg of Debian 12 and Ubuntu 22.04 can read it.
  compression: 'zst',
  // The libraries that Electron is linked with, by their names before and after the change to 64-bit time.
  depends: ['libasound2', 'libatk-bridge2.0-0', 'libatspi2.0-0', 'libcups2', 'libgtk-3-0']
    .map((name) => `${name} | ${name}t64`)
    .concat('libc6 (>= 2.28)', 'libgbm1', 'libnotify4', 'libnss3', 'libstdc++6', 'libudev1', 'xdg-utils'),
  recommends: [],
  fpm: [`${join(root, 'resources', 'linux', 'usr-bin-noisy-studio')}=/usr/bin/noisy-studio`],
};

/** The configuration of electron-builder; the set-up and the build must have run. Only Linux is tested: docs/packaging.md. */
export default {
  appId: 'noisy-studio',
  productName: 'Noisy Studio',
  artifactName: `${['name', 'version', 'os', 'arch'].map(macro).join('-')}.${macro('ext')}`,
  directories: { output, buildResources: 'resources' },
  electronDist: electron,
  electronVersion: readFileSync(join(electron, 'version'), 'utf8').trim().replace(/^v/, ''),
  electronLanguages: ['en-US', 'en-GB', 'ko'],
  electronFuses,
  // The set-up has built the native modules, so that one binary serves Node and Electron.
  npmRebuild: false,
  publish: null,
  files: filePatterns(),
  // The app is packed as plain files, because the engine and the command line run in Node, which cannot read archives.
  asar: false,
  extraResources: [
    { from: node, to: 'node' },
    { from: weights, to: 'weights' },
  ],
  extraFiles: [
    { from: 'resources/linux/noisy-studio', to: 'bin/noisy-studio' },
    { from: 'LICENSE', to: 'LICENSE.txt' },
    { from: notices, to: '.' },
  ],
  extraMetadata: {
    // Electron reads from this which desktop entry its window belongs to.
    desktopName: `${executable}.desktop`,
    // electron-builder makes no deb without a homepage; that of the method's paper is used while the project has none.
    homepage: 'https://arxiv.org/abs/1911.04252',
  },
  afterExtract: ({ appOutDir }) => {
    for (const name of foreign) rmSync(join(appOutDir, name), { recursive: true, force: true });
  },
  linux,
  deb,
  win: { target: 'nsis' },
  mac: { target: 'dmg', category: 'public.app-category.graphics-design' },
};
