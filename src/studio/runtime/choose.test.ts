import {
  copyFileSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { noteSentence } from '../../core/words/notes';
import { contentsFile, cudaFolder, ownBuild, runtimePlaces } from '../../runner/job/runtimes';
import { Engine } from '../project/engine/engine';

const scratch = mkdtempSync(join(tmpdir(), 'runtime-choose-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const names = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
const ownLibrary = (name: string) => join(ownBuild().addon, '..', '..', '..', 'deps', 'lib', name);

/** A downloaded build whose libraries are placed by `put`: those for the CPU replace those for CUDA, which need a machine with a GPU. */
function fetched(put: (from: string, to: string) => void) {
  const home = mkdtempSync(join(scratch, 'h-'));
  const env = { XDG_CACHE_HOME: join(home, 'cache'), NOISY_STUDIO_RUNTIME: 'cuda' };
  const folder = cudaFolder(runtimePlaces(env));
  const sizes: Record<string, number> = {};
  for (const name of names) {
    const file = join('deps', 'lib', name);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    put(ownLibrary(name), join(folder, file));
    sizes[file] = statSync(join(folder, file)).size;
  }
  writeFileSync(join(folder, contentsFile), JSON.stringify(sizes));
  return { env, folder };
}

function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

async function started(env: Record<string, string>) {
  const engine = new Engine(env);
  try {
    const device = await engine.start();
    return { device, maps: readFileSync(`/proc/${engine.pid}/maps`, 'utf8') };
  } finally {
    await engine.close();
  }
}

describe.runIf(process.platform === 'linux' && ownBuild().build === 'cpu')('an engine’s process', () => {
  it('loads the fetched libraries and no others, and says where they find no GPU', async () => {
    const { env, folder } = fetched(linkOrCopy);
    const { device, maps } = await started(env);
    for (const name of names) {
      expect(maps).toContain(join(folder, 'deps', 'lib', name));
      expect(maps).not.toContain(ownLibrary(name));
    }
    expect(device.kind).toBe('cpu');
    expect(noteSentence(device.note as NonNullable<typeof device.note>, 'cli')).toMatch(
      /GPU.*the CPU is used/,
    );
  });

  it('goes on with its own where the fetched ones do not load, and says why', async () => {
    const { env } = fetched((_, to) => writeFileSync(to, 'no library'));
    const { device, maps } = await started(env);
    for (const name of names) expect(maps).toContain(ownLibrary(name));
    expect(device).toMatchObject({ kind: 'cpu', note: { code: 'runtime-not-loaded' } });
    expect(noteSentence(device.note as NonNullable<typeof device.note>, 'cli')).toMatch(
      /could not be loaded, so the CPU is used: .*libtensorflow/,
    );
  });
});
