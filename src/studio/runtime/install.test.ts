import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PinnedWheel } from '../../core/runtime/pins';
import { cudaFolder, damageOf, type RuntimePlaces, runtimePlaces } from '../../runner/job/runtimes';
import { installCuda } from './install';
import { makeWheel } from './wheel.fixture';

const scratch = mkdtempSync(join(tmpdir(), 'runtime-install-'));
afterAll(() => rmSync(scratch, { recursive: true }));

let index = '';
let places: RuntimePlaces;
let wheels: PinnedWheel[] = [];
beforeEach(() => {
  const home = mkdtempSync(join(scratch, 'h-'));
  index = join(home, 'index');
  mkdirSync(index);
  places = runtimePlaces({ XDG_CACHE_HOME: join(home, 'cache'), XDG_DATA_HOME: join(home, 'data') });
  wheels = [
    makeWheel(index, 'tensorflow', {
      'tensorflow/libtensorflow_cc.so.2': 'the library',
      'tensorflow/libtensorflow_framework.so.2': 'its framework',
      'tensorflow/python/other.py': 'not needed',
    }),
    makeWheel(index, 'nvidia_one', {
      'nvidia/one/lib/libone.so.12': 'one',
      'nvidia/one/include/one.h': 'not needed',
    }),
  ];
  // This is pip itself, which finds the wheels in a folder instead of an index.
  vi.stubEnv('PIP_NO_INDEX', '1');
  vi.stubEnv('PIP_FIND_LINKS', index);
});
afterEach(() => vi.unstubAllEnvs());

const installed = () => {
  const folder = cudaFolder(places);
  return Object.keys(JSON.parse(readFileSync(join(folder, 'contents.json'), 'utf8'))).sort();
};
const libraries = [
  'deps/lib/libtensorflow_cc.so.2',
  'deps/lib/libtensorflow_framework.so.2',
  'deps/nvidia/one/lib/libone.so.12',
];
const leftovers = () =>
  readdirSync(places.downloads, { recursive: true }).filter((name) => /whl/.test(`${name}`));

describe('installCuda', () => {
  it('fetches by pip, takes the libraries where the addon finds them, and keeps no wheel', async () => {
    const told: number[] = [];
    await installCuda(places, { onBytes: (bytes) => told.push(bytes) }, wheels);
    expect(installed()).toEqual(libraries);
    expect(readFileSync(join(cudaFolder(places), libraries[2]), 'utf8')).toBe('one');
    expect(damageOf(cudaFolder(places))).toBeNull();
    expect(leftovers()).toEqual([]);
    expect(told.at(-1)).toBe(wheels[0].bytes + wheels[1].bytes);
  });

  it('that was stopped goes on with the wheel that it was at', async () => {
    const stop = new AbortController();
    const tell = ({ values }: { values: object }) => {
      if (JSON.stringify(values).includes('nvidia_one')) stop.abort();
    };
    await expect(installCuda(places, { signal: stop.signal, tell }, wheels)).rejects.toThrow(/abort/i);
    expect(existsSync(cudaFolder(places))).toBe(false);
    rmSync(join(index, wheels[0].file));
    await installCuda(places, {}, wheels);
    expect(installed()).toEqual(libraries);
  });

  it('takes wheels from a folder without pip, and leaves them there', async () => {
    vi.stubEnv('PIP_FIND_LINKS', join(index, 'none'));
    await installCuda(places, { from: index }, wheels);
    expect(installed()).toEqual(libraries);
    expect(readdirSync(index)).toHaveLength(2);
  });

  it('refuses a wheel with another hash, and says which and what to do', async () => {
    appendFileSync(join(index, wheels[1].file), 'more');
    await expect(installCuda(places, { from: index }, wheels)).rejects.toMatchObject({
      code: 'runtime-fetch',
      message: expect.stringMatching(/nvidia_one-1\.0.*sha256.*--from FOLDER/s),
    });
    expect(existsSync(cudaFolder(places))).toBe(false);
  });

  it('says so where there is no Python', async () => {
    vi.stubEnv('PATH', index);
    await expect(installCuda(places, {}, wheels)).rejects.toMatchObject({
      code: 'runtime-fetch',
      message: expect.stringMatching(/python3.*could not be started/),
    });
  });

  it('replaces a build that lost part of a file', async () => {
    await installCuda(places, { from: index }, wheels);
    writeFileSync(join(cudaFolder(places), libraries[0]), 'cut');
    expect(damageOf(cudaFolder(places))).toBe(libraries[0]);
    await installCuda(places, { from: index }, wheels);
    expect(damageOf(cudaFolder(places))).toBeNull();
  });
});
