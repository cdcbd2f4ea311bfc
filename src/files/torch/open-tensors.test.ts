import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Unreadable } from '../reading/unreadable';
import { SafetensorsWriter } from '../safetensors/safetensors-writer';
import { OtherKind, openTensors, PickleCode } from './open-tensors';

const folder = mkdtempSync(join(tmpdir(), 'tensors-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const golden = (name: string) => join(import.meta.dirname, 'golden', name);
const made = (name: string, bytes: Uint8Array) => {
  const file = join(folder, name);
  writeFileSync(file, bytes);
  return file;
};
const refused = (file: string) =>
  openTensors(file).then(
    () => null,
    (error: unknown) => error,
  );

/** The numbers 0 to 23 divided by four, as `[2, 3, 4]`, stored with the last axis first. */
const strided = Array.from({ length: 24 }, (_, i) => {
  const [last, rest] = [Math.floor(i / 6), i % 6];
  return (rest * 4 + last) / 4;
});

describe('files of PyTorch', () => {
  it.each(['old.pth', 'zip.pth', 'checkpoint.pth'])('are read as PyTorch wrote them: %s', async (name) => {
    const source = await openTensors(golden(name));
    try {
      expect(Object.fromEntries(source.shapes)).toEqual({
        plain: [2, 3, 4],
        strided: [4, 2, 3],
        part: [6],
        half: [3],
        bfloat: [3],
        double: [2, 1],
        parameter: [2],
        'bn1.num_batches_tracked': [],
      });
      const read = async (tensor: string) => [...(await source.read(tensor))];
      expect(await read('plain')).toEqual(Array.from({ length: 24 }, (_, i) => i / 4));
      expect(await read('strided')).toEqual(strided);
      expect(await read('part')).toEqual([1.25, 1.5, 1.75, 2, 2.25, 2.5]);
      expect(await read('half')).toEqual([0.5, -2, 65504]);
      expect(await read('bfloat')).toEqual([1, -3.5, 0.0078125]);
      expect(await read('double')).toEqual([1.25, 2.5]);
      expect(await read('parameter')).toEqual([9, 8]);
      expect(await read('bn1.num_batches_tracked')).toEqual([7]);
    } finally {
      source.close();
    }
  });

  it.each(['code-old.pth', 'code-zip.pth', 'code.pkl'])(
    'with code in them are refused unread: %s',
    async (name) => {
      const error = await refused(golden(name));
      expect(error).toBeInstanceOf(PickleCode);
      expect(error).toMatchObject({ word: 'posix.system' });
      expect(existsSync('/tmp/was-run')).toBe(false);
    },
  );

  it.each(['old.pth', 'zip.pth'])('that are cut anywhere are refused in words: %s', async (name) => {
    const whole = readFileSync(golden(name));
    for (let length = 20; length < whole.length - 1; length += 37) {
      const file = made(`cut-${length}-${name}`, whole.subarray(0, length));
      expect(await refused(file), String(length)).toBeInstanceOf(Unreadable);
    }
  });

  it('with a damaged storage are noticed where there is a checksum', async () => {
    const whole = readFileSync(golden('zip.pth'));
    const at = whole.indexOf(Buffer.from(Float32Array.of(5.5, 5.75).buffer));
    whole[at + 1] ^= 1;
    const source = await openTensors(made('damaged.pth', whole));
    await expect(source.read('plain')).rejects.toThrow(/checksum differs/);
    source.close();
  });
});

describe('safetensors', () => {
  it('give float32 of halves', async () => {
    const file = join(folder, 'halves.safetensors');
    const shape = [2];
    const writer = new SafetensorsWriter(file, [
      { name: 'half', type: 'F16', shape },
      { name: 'bfloat', type: 'BF16', shape },
    ]);
    writer.append('half', Uint16Array.of(0x3800, 0xc000));
    writer.append('bfloat', Uint16Array.of(0x3f80, 0xc060));
    writer.commit();
    const source = await openTensors(file);
    expect([...(await source.read('half'))]).toEqual([0.5, -2]);
    expect([...(await source.read('bfloat'))]).toEqual([1, -3.5]);
    source.close();
  });

  it('with a header longer than the format allows are not read', async () => {
    const bytes = Buffer.alloc(64, '{');
    bytes.writeBigUInt64LE(2n ** 40n);
    expect(await refused(made('long.safetensors', bytes))).toBeInstanceOf(Unreadable);
  });
});

it.each([
  ['text', 'no tensors here, only words'],
  ['nothing', ''],
])('another kind of file is told as one: %s', async (name, text) => {
  expect(await refused(made(name, Buffer.from(text)))).toBeInstanceOf(OtherKind);
});
