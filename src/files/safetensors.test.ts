import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readCheckpoint, weightsHash, writeCheckpoint } from './safetensors';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checkpoint-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

describe('checkpoint', () => {
  const tensors = new Map([
    ['a.weight', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6.5) }],
    ['step', { shape: [], data: Int32Array.of(7) }],
    ['bytes', { shape: [3], data: Uint8Array.of(1, 2, 255) }],
  ]);
  const file = path.join(folder, 'x.safetensors');

  it('gives back what was written', () => {
    writeCheckpoint(file, { tensors, metadata: { step: '7' } });
    const read = readCheckpoint(file);
    expect(read.metadata).toEqual({ step: '7' });
    expect([...read.tensors]).toEqual([...tensors]);
    expect(fs.readdirSync(folder)).toEqual(['x.safetensors']);
  });

  it('names a file that is cut short', () => {
    const cut = path.join(folder, 'cut.safetensors');
    fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, -2));
    expect(() => readCheckpoint(cut)).toThrow(/cut\.safetensors could not be read: it is cut short/);
    expect(() => readCheckpoint(path.join(folder, 'none'))).toThrow(/could not be read/);
  });

  it('hashes values, not their order of writing', () => {
    const one = new Map([
      ['a', Float32Array.of(1)],
      ['b', Float32Array.of(2)],
    ]);
    expect(weightsHash(new Map([...one].reverse()))).toBe(weightsHash(one));
    expect(weightsHash(new Map([...one, ['b', Float32Array.of(2.0000002)]]))).not.toBe(weightsHash(one));
  });
});
