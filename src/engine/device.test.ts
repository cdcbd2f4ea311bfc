import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Note, noteSentence } from '../core/words/notes';
import { computeCapability, deviceFacts, freest, thisMachine } from './device';
import { describeDevice } from './runtime';

const said = (note?: Note) => (note ? noteSentence(note, 'cli') : '');
const versions = { tensorflow: '2.21.0', tfjs: '4.22.0' };
const line = 'NVIDIA H100 80GB HBM3, 81559, 81076';

describe('deviceFacts', () => {
  it('names this machine and the versions that compute', () => {
    const facts = describeDevice();
    expect(facts).toMatchObject({ tensorflow: '2.21.0', tfjs: '4.22.0' });
    expect(facts.name.length).toBeGreaterThan(2);
    expect(facts.memoryBytes).toBeGreaterThan(2 ** 30);
    expect(facts.cores).toBe(os.availableParallelism());
    expect(structuredClone(facts)).toEqual(facts);
  });

  it('takes the name and memory of a GPU from the driver', () => {
    const facts = deviceFacts(versions, { usesGpu: true, gpuBuild: true, gpuLine: line });
    expect(facts).toMatchObject({
      ...{ kind: 'gpu', name: 'NVIDIA H100 80GB HBM3' },
      ...{ memoryBytes: 81559 * 2 ** 20, freeBytes: 81076 * 2 ** 20 },
    });
    expect(facts.note).toBeUndefined();
  });

  // Answers of nvidia-smi on MIG devices (NVIDIA's container toolkit, issue 842) and on other GPUs without that
  // counter, and no answer at all.
  it.each([
    [
      'NVIDIA A100-SXM4-80GB, [Insufficient Permissions], [Insufficient Permissions]',
      'NVIDIA A100-SXM4-80GB',
      0,
    ],
    ['NVIDIA A100-SXM4-40GB MIG 1g.5gb, [N/A], [N/A]', 'NVIDIA A100-SXM4-40GB MIG 1g.5gb', 0],
    ['Quadro K420, 1998, [Not Supported]', 'Quadro K420', 1998 * 2 ** 20],
    [null, 'NVIDIA GPU', 0],
  ])('does without what the driver does not tell: %s', (gpuLine, name, memoryBytes) => {
    const facts = deviceFacts(versions, { usesGpu: true, gpuBuild: true, gpuLine });
    expect(facts).toMatchObject({ kind: 'gpu', name, memoryBytes, freeBytes: null });
  });

  it('says why a GPU build computes on the processor', () => {
    const hidden = deviceFacts(versions, { usesGpu: false, gpuBuild: true, gpuLine: line });
    expect(hidden.kind).toBe('cpu');
    expect(said(hidden.note)).toMatch(/found none.*does list NVIDIA H100 80GB HBM3.*CUDA_VISIBLE_DEVICES/);
    const none = deviceFacts(versions, { usesGpu: false, gpuBuild: true, gpuLine: null });
    expect(said(none.note)).toMatch(/npm run setup -- --runtime cpu/);
    expect(deviceFacts(versions, { usesGpu: false, gpuBuild: false, gpuLine: null }).note).toBeUndefined();
  });

  it('tells the driver’s version and the one that is needed where the driver is too old', () => {
    const old = (driver: string) =>
      said(deviceFacts(versions, { usesGpu: false, gpuBuild: true, gpuLine: `${line}, ${driver}` }).note);
    expect(old('470.256.02')).toMatch(/H100.*470\.256\.02 is older than 525\.60\.13.*Update/);
    expect(old('580.95.05')).toMatch(/CUDA_VISIBLE_DEVICES/);
  });

  it('names the command that belongs to a build which was fetched', () => {
    const none = deviceFacts(versions, { usesGpu: false, gpuBuild: true, fetched: true, gpuLine: null });
    expect(said(none.note)).toMatch(/"noisy-studio setup --runtime cpu"/);
  });
});

const uuids = ['GPU-5f0c1a2e-0000', 'GPU-5f0c1a2e-1111'];
const two = [
  `NVIDIA RTX 4090, 24564, 3012, 580.95.05, ${uuids[0]}, 0`,
  `NVIDIA RTX 4090, 24564, 24100, 580.95.05, ${uuids[1]}, 1`,
];

describe('one of several GPUs', () => {
  const folders: string[] = [];
  afterEach(() => {
    vi.unstubAllEnvs();
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  /** Installs a driver's tool that lists these GPUs, since the machines that run the tests have none. */
  function driverOf(lines: readonly string[], names = ''): void {
    const folder = mkdtempSync(join(os.tmpdir(), 'driver-'));
    folders.push(folder);
    const tool = join(folder, 'nvidia-smi');
    const one = `if [ "$1" = -i ]; then echo '${lines[0]}'; exit; fi`;
    const listed = `if [ "$1" = -L ]; then echo '${names}'; exit; fi`;
    writeFileSync(tool, `#!/bin/sh\n${one}\n${listed}\necho '${lines.join('\n')}'\n`);
    chmodSync(tool, 0o755);
    vi.stubEnv('PATH', `${folder}${delimiter}${process.env.PATH}`);
    vi.stubEnv('CUDA_VISIBLE_DEVICES', undefined);
  }
  const asked = () => thisMachine({ build: 'cuda', addon: null });

  it('is the one with the most free memory, and is named', () => {
    driverOf(two);
    const machine = asked();
    expect(machine).toMatchObject({ gpuLine: two[1], only: uuids[1] });
    const facts = deviceFacts(versions, { ...machine, usesGpu: true });
    expect(facts).toMatchObject({ name: 'NVIDIA RTX 4090 (GPU 1)', freeBytes: 24100 * 2 ** 20 });
  });

  it('is the first of equals', () => {
    expect(freest([two[1], two[1].replace(uuids[1], 'other')].join('\n'))).toBe(two[1]);
    expect(freest('')).toBeNull();
  });

  it('is the one that CUDA_VISIBLE_DEVICES names', () => {
    driverOf(two);
    vi.stubEnv('CUDA_VISIBLE_DEVICES', '0,1');
    expect(asked()).toMatchObject({ gpuLine: two[0], only: undefined });
  });

  it('tells its compute capability where the driver knows the question', () => {
    driverOf(['8.9', '7.5']);
    expect(computeCapability()).toBe(8.9);
    driverOf(['Field "compute_cap" is not a valid field to query.']);
    expect(computeCapability()).toBeNull();
    driverOf(['12.0']);
    vi.stubEnv('CUDA_VISIBLE_DEVICES', uuids[0]);
    expect(computeCapability()).toBe(12);
  });

  it('is left to TensorFlow where a GPU is divided, and where there is only one', () => {
    driverOf(two, '  MIG 3g.40gb Device 0: (UUID: MIG-1)');
    expect(asked().only).toBeUndefined();
    driverOf(two.slice(1));
    expect(asked()).toMatchObject({ gpuLine: two[1], only: undefined });
  });
});

it('takes memory of a GPU as it needs it, unless a person says otherwise', () => {
  expect(process.env.TF_FORCE_GPU_ALLOW_GROWTH).toBe('true');
});
