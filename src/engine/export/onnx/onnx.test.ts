import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { afterAll, describe, expect, it } from 'vitest';
import { type ArchName, architecture } from '../../../core/network/arch';
import { tinyNetworks } from '../../models/tiny.fixture';
import { classNames, predicted, someModel, somePixels, worst } from '../exported.fixture';
import { writeOnnx } from './onnx';

const folder = mkdtempSync(join(tmpdir(), 'onnx-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function outputs(file: string, pixels: Uint8Array, size: number) {
  const session = await InferenceSession.create(file);
  expect(session.inputNames).toEqual(['images']);
  expect(session.outputNames).toEqual(['logits', 'probabilities', 'features']);
  const rows = pixels.length / (size * size * 3);
  const given = await session.run({ images: new Tensor('uint8', pixels, [rows, size, size, 3]) });
  const [logits, probabilities, features] = session.outputNames.map((name) => given[name]);
  expect(logits.dims).toEqual([rows, classNames.length]);
  await session.release();
  return {
    logits: logits.data as Float32Array,
    probabilities: probabilities.data as Float32Array,
    features: features.data as Float32Array,
  };
}

const published: [ArchName, number, boolean][] = [
  ['b0', 224, false],
  ['b0', 32, true],
  ['small', 28, true],
  ['lite0', 97, false],
  ['v2-b0', 101, false],
];
const networks = [
  ...published.map(([name, size, smallInput]) => ({
    name: `${name} at ${size}`,
    arch: architecture(name, { smallInput }),
    size,
  })),
  {
    name: 'b0 at 99, symmetric',
    arch: architecture('b0', { padding: 'symmetric' }),
    size: 99,
  },
  ...Object.entries(tinyNetworks).map(([name, arch]) => ({ name, arch, size: 17 })),
];

describe('writeOnnx', () => {
  it.each(networks)(
    "gives the engine's logits and features in onnxruntime, any batch: $name",
    async ({ name, arch, size }) => {
      const model = someModel(arch, size);
      const file = join(folder, `${name}.onnx`);
      writeOnnx(file, model);
      for (const images of [1, 3]) {
        const pixels = somePixels(images, size);
        const expected = predicted(model, pixels);
        const given = await outputs(file, pixels, size);
        expect(Math.max(...expected.logits.map(Math.abs))).toBeGreaterThan(0.05);
        expect(worst(expected.logits, given.logits)).toBeLessThan(1e-4);
        expect(worst(expected.features, given.features)).toBeLessThan(1e-4);
        for (let at = 0; at < images; at++) {
          const row = given.probabilities.subarray(at * 3, at * 3 + 3);
          expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
        }
      }
      rmSync(file);
    },
  );

  it('says what it is in its metadata', () => {
    const file = join(folder, 'facts.onnx');
    writeOnnx(file, someModel(architecture('small'), 28));
    const text = readFileSync(file).toString('utf8');
    for (const fact of [JSON.stringify(classNames), 'input_size', '[0.4,0.5,0.6]', 'first try, Student 1'])
      expect(text).toContain(fact);
  });

  it('overwrites nothing and leaves nothing behind', () => {
    const model = someModel(architecture('small'), 28);
    const file = join(folder, 'there.onnx');
    writeFileSync(file, 'mine');
    expect(() => writeOnnx(file, model)).toThrow(/overwrites nothing/);
    expect(readFileSync(file, 'utf8')).toBe('mine');
    const broken = {
      ...model,
      read: (name: string) => {
        if (name === 'classifier.bias') throw new Error('unreadable');
        return model.read(name);
      },
    };
    expect(() => writeOnnx(join(folder, 'broken.onnx'), broken)).toThrow('unreadable');
    expect(readdirSync(folder).filter((name) => name.includes('broken'))).toEqual([]);
  });

  it('refuses a model whose weights are more than the format holds, before any is read', () => {
    const arch = architecture('l2');
    const huge = { ...arch, name: arch.name, head: arch.head * 40 };
    const model = {
      ...someModel(architecture('small'), 28),
      arch: huge,
      read: () => {
        throw new Error('read');
      },
    };
    expect(() => writeOnnx(join(folder, 'l2.onnx'), model)).toThrow(/2 GB/);
    expect(readdirSync(folder).filter((name) => name.includes('l2'))).toEqual([]);
  });
});
