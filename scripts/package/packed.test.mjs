import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesIn } from '../setup/cache.mjs';
import { closure, namedIn } from './contents.mjs';
import { developmentPackages, faultsOf, filesWithPaths } from './inspect.mjs';
import { executable, unpacked } from './places.mjs';

const load = createRequire(import.meta.url);

const good = [
  ...['bin/noisy-studio', 'LICENSE.txt', 'THIRD-PARTY.txt', 'chrome-sandbox', 'resources/app/package.json'],
  ...[
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
  ...['resources/app/out/preload/index.cjs', 'resources/app/out/renderer/index.html'],
  'resources/node',
  'resources/weights/lite0.whl',
  'resources/app/node_modules/zod/index.cjs',
  'resources/app/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
];

describe('what is packed', () => {
  it('follows what a package needs, its nested versions too', () => {
    const folders = closure(['@tensorflow/tfjs-node-gpu']);
    expect(folders).toContain('node_modules/@tensorflow/tfjs-core');
    expect(folders).toContain('node_modules/@tensorflow/tfjs-core/node_modules/node-fetch');
    expect(folders).not.toContain('node_modules/core-js');
    expect(folders).not.toContain('node_modules/electron');
  });

  it('leaves the installer of onnxruntime out, with what it needs', () => {
    const folders = closure(['onnxruntime-node']);
    expect(folders).toEqual(['node_modules/onnxruntime-common', 'node_modules/onnxruntime-node']);
  });

  it('takes the dependencies that programs of Node name, not those in the bundle of the window', () => {
    const program = `import { z } from "zod";\nconst load = require('@tensorflow/tfjs-node-gpu/package.json'); // reacts`;
    expect(namedIn(program, ['zod', 'react', '@tensorflow/tfjs-node-gpu'])).toEqual([
      'zod',
      '@tensorflow/tfjs-node-gpu',
    ]);
  });

  it('has no fault where all is there', () => {
    expect(faultsOf(good, ['vitest'])).toEqual([]);
  });

  it.each([
    'resources/app/src/core/runtime/entry.ts',
    'resources/app/out/main/index.js.map',
    'resources/app/node_modules/zod/tests/index.js',
    'resources/app/scripts/setup/zip.mjs',
    'resources/app/node_modules/better-sqlite3/prebuilds/win32-x64.node',
    'resources/app/node_modules/onnxruntime-node/bin/napi-v6/win32/x64/onnxruntime.dll',
    'resources/app/node_modules/onnxruntime-node/bin/napi-v6/linux/arm64/libonnxruntime.so.1',
    'resources/app/node_modules/vitest/index.js',
    'resources/app/node_modules/zod/node_modules/@vitest/runner/index.js',
  ])('does not let %s pass', (file) => {
    expect(faultsOf([...good, file], ['vitest', '@vitest/runner'])).toHaveLength(1);
  });

  it('misses what is not there', () => {
    const files = good.filter((file) => !file.endsWith('runner.js'));
    expect(faultsOf(files, [])).toEqual(['resources/app/out/main/runner.js is missing']);
  });
});

const absent = existsSync(unpacked) ? '' : ' (skipped: dist/ is not there; "npm run package" makes it)';

describe.skipIf(absent)(`the packed app${absent}`, () => {
  it('holds what it needs and nothing of its making', () => {
    expect(faultsOf(filesIn(unpacked), developmentPackages())).toEqual([]);
    expect(filesWithPaths(unpacked)).toEqual([]);
  });

  it('runs no code but its own', async () => {
    const { getCurrentFuseWire, FuseV1Options: fuse } = load('@electron/fuses');
    const { FuseState } = load('@electron/fuses/dist/constants');
    const wire = await getCurrentFuseWire(join(unpacked, executable));
    const off = [fuse.RunAsNode, fuse.EnableNodeOptionsEnvironmentVariable]
      .concat(fuse.EnableNodeCliInspectArguments, fuse.GrantFileProtocolExtraPrivileges)
      .map((each) => wire[each]);
    expect(off).toEqual(Array(4).fill(FuseState.DISABLE));
  });
});
