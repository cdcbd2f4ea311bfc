import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { encodeFloat16 } from '../../core/numbers/float16';
import { readCheckpoint, weightsHash, withCheckpoint, writeCheckpoint } from './safetensors';
import { SafetensorsReader } from './safetensors-reader';
import { SafetensorsWriter } from './safetensors-writer';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'checkpoint-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const place = (name: string) => path.join(folder, name);
const file = place('x.safetensors');
const tensors = new Map([
  ['a.weight', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6.5) }],
  ['step', { shape: [], data: Int32Array.of(7) }],
  ['none', { shape: [0, 4], data: new Float32Array() }],
  ['bytes', { shape: [3], data: Uint8Array.of(1, 2, 255) }],
]);

/** A copy of the file with one byte changed. */
function damaged(at: number): string {
  const bytes = fs.readFileSync(file);
  bytes[at] ^= 1;
  fs.writeFileSync(place('damaged'), bytes);
  return place('damaged');
}

/** Whether Python's safetensors is installed. */
const python = (() => {
  const command = process.env.SAFETENSORS_PYTHON ?? 'python3';
  try {
    execFileSync(command, ['-c', 'import numpy, safetensors'], { stdio: 'pipe' });
    return command;
  } catch {
    return null;
  }
})();

describe('checkpoint', () => {
  it('gives back what was written', () => {
    writeCheckpoint(file, { tensors, metadata: { step: '7', 'ü"\\': 'é\n' } });
    const read = readCheckpoint(file);
    expect(read.metadata).toEqual({ step: '7', 'ü"\\': 'é\n' });
    expect([...read.tensors]).toEqual([...tensors]);
    expect(fs.readdirSync(folder)).toEqual(['x.safetensors']);
  });

  it('notices a change of any single byte', () => {
    const { size } = fs.statSync(file);
    const silent: number[] = [];
    for (let at = 0; at < size; at++) {
      const other = damaged(at);
      try {
        withCheckpoint(other, (reader) => {
          for (const name of reader.tensors.keys()) reader.prove(name);
        });
        silent.push(at);
      } catch (error) {
        expect(error).toMatchObject({ code: 'checkpoint-unreadable' });
      }
    }
    // Without the key of the checksums, the file is taken for one of another program, which has nothing to
    // check.
    const name = fs.readFileSync(file).indexOf('"crc32"') + 1;
    expect(silent).toEqual([0, 1, 2, 3, 4].map((i) => name + i));
    expect(() => readCheckpoint(damaged(size - 1))).toThrow(/"bytes" is damaged: its checksum differs/);
  });

  it('names a file that is cut short, too long, or not there', () => {
    const whole = fs.readFileSync(file);
    for (const [bytes, said] of [
      [whole.subarray(0, -2), /cut\.safetensors could not be read: it is cut short/],
      [whole.subarray(0, 30), /it is cut short/],
      [whole.subarray(0, 5), /it is shorter than its header/],
      [Buffer.concat([whole, Buffer.alloc(1)]), /it is longer than its header says/],
      [Buffer.alloc(0), /it is shorter than its header/],
      [Buffer.from('hello, this is no such file at all'), /it is cut short/],
    ] as const) {
      fs.writeFileSync(place('cut.safetensors'), bytes);
      expect(() => readCheckpoint(place('cut.safetensors'))).toThrow(said);
    }
    expect(() => readCheckpoint(place('none'))).toThrow(/could not be read: there is no such file/);
  });

  it('blames no file for what is done with it', () => {
    const failed = Object.assign(new Error('no room for the export'), { code: 'ENOSPC', syscall: 'write' });
    const work = () => {
      throw failed;
    };
    expect(() => withCheckpoint(file, work)).toThrow(failed);
  });

  it('reads a file of another program, which has no checksums', () => {
    const json = Buffer.from('{"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}');
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(json.length));
    const values = new Uint8Array(Float32Array.of(0.5, -3).buffer);
    fs.writeFileSync(place('other'), Buffer.concat([length, json, values]));
    const { tensors: read, metadata } = readCheckpoint(place('other'));
    expect(metadata).toEqual({});
    expect([...(read.get('w')?.data ?? [])]).toEqual([0.5, -3]);
  });

  it.skipIf(!python)('is read by the safetensors library of Python', () => {
    const script = `
import json, sys
from safetensors import safe_open
with safe_open(sys.argv[1], "np") as f:
    print(json.dumps([f.metadata()["step"], {k: f.get_tensor(k).tolist() for k in f.keys()}]))`;
    const said = execFileSync(python as string, ['-c', script, file], { encoding: 'utf8' });
    const expected = {
      'a.weight': [
        [1, 2, 3],
        [4, 5, 6.5],
      ],
      step: 7,
      none: [],
      bytes: [1, 2, 255],
    };
    expect(JSON.parse(said)).toEqual(['7', expected]);
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

describe('SafetensorsWriter', () => {
  const shapes = [
    { name: 'ids', type: 'I32', shape: [4] },
    { name: 'soft', type: 'F16', shape: [4, 2] },
  ] as const;

  it('takes tensors by rows in any turn, to the bytes of a whole write', () => {
    const soft = encodeFloat16(Float32Array.from({ length: 8 }, (_, i) => i / 8));
    const parts = new SafetensorsWriter(place('parts'), shapes);
    parts.append('soft', soft.subarray(0, 4));
    parts.append('ids', Int32Array.of(5, 6, 7));
    parts.append('soft', soft.subarray(4));
    parts.append('ids', Int32Array.of(8));
    parts.commit();
    const whole = new SafetensorsWriter(place('whole'), shapes);
    whole.append('ids', Int32Array.of(5, 6, 7, 8));
    whole.append('soft', soft);
    whole.commit();
    expect(fs.readFileSync(place('parts')).equals(fs.readFileSync(place('whole')))).toBe(true);
    SafetensorsReader.with(place('parts'), (reader) => {
      expect(reader.read('ids')).toEqual(Int32Array.of(5, 6, 7, 8));
      expect(reader.readRows('soft', 1, 2)).toEqual(soft.slice(2, 6));
      expect(() => reader.readRows('soft', 3, 2)).toThrow(/has 4 rows and none from 3 to 5/);
      expect(() => reader.read('features')).toThrow('it has no tensor "features"');
    });
  });

  it('refuses rows of another type or too many, and a file that is not whole', () => {
    const writer = new SafetensorsWriter(place('never'), shapes);
    expect(() => writer.append('ids', Float32Array.of(1))).toThrow(
      'Float32Array of 1 is no part of "ids" [4]',
    );
    expect(() => writer.append('ids', new Int32Array(5))).toThrow('is no part of "ids"');
    writer.append('ids', new Int32Array(3));
    expect(() => writer.commit()).toThrow('"ids" of ');
    expect(fs.readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([]);
  });

  it('writes and reads beyond 2 GiB, rows at a time', () => {
    // The first tensor is a hole of 2.5 GiB, which takes no space on the disk.
    const rows = 640;
    const width = 2 ** 22;
    const large = place('large');
    const writer = new SafetensorsWriter(large, [
      { name: 'hole', type: 'U8', shape: [rows, width] },
      { name: 'tail', type: 'I32', shape: [3] },
    ]);
    writer.append('tail', Int32Array.of(1, 2, 3));
    const [part] = fs.readdirSync(folder).filter((name) => name.startsWith('large.'));
    const values = fs.openSync(place(part), 'r');
    const last = new Int32Array(3);
    fs.readSync(values, last, 0, 12, fs.fstatSync(values).size - 12);
    fs.closeSync(values);
    expect([...last]).toEqual([1, 2, 3]);
    writer.append('hole', new Uint8Array(width).fill(9));
    expect(() => writer.commit()).toThrow(`"hole" of "${large}" ends at ${width} of ${rows * width} bytes`);

    SafetensorsReader.with(sparseFile(large, rows, width), (reader) => {
      expect(reader.length).toBeGreaterThan(2.5 * 2 ** 30);
      expect(reader.read('tail')).toEqual(Int32Array.of(1, 2, 3));
      const last = reader.readRows('hole', rows - 1, 1) as Uint8Array;
      expect([last.length, last[width - 1]]).toEqual([width, 77]);
    });
  });
});

/** A sparse safetensors file: only the ends of its tensors are written. */
function sparseFile(name: string, rows: number, width: number): string {
  const json = JSON.stringify({
    hole: { dtype: 'U8', shape: [rows, width], data_offsets: [0, rows * width] },
    tail: { dtype: 'I32', shape: [3], data_offsets: [rows * width, rows * width + 12] },
  });
  const start = Buffer.alloc(8 + json.length);
  start.writeBigUInt64LE(BigInt(json.length));
  start.write(json, 8);
  const handle = fs.openSync(name, 'w');
  fs.writeSync(handle, start, 0, start.length, 0);
  fs.writeSync(handle, Uint8Array.of(77), 0, 1, start.length + rows * width - 1);
  fs.writeSync(handle, new Uint8Array(Int32Array.of(1, 2, 3).buffer), 0, 12, start.length + rows * width);
  fs.closeSync(handle);
  return name;
}
