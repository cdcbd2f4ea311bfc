import os from 'node:os';
import { describe, expect, it } from 'vitest';
import { type Note, noteSentence } from '../core/words/notes';
import { deviceFacts } from './device';
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

  // Answers of nvidia-smi on MIG devices (NVIDIA's container toolkit, issue 842), on others without that
  // counter, and no answer.
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
