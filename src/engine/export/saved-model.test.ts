import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pythonRead } from '../../core/export/python-read';
import { architecture } from '../../core/network/arch';
import { classNames, predicted, someModel, somePixels, worst } from './exported.fixture';
import { writeSavedModel } from './saved-model';

const folder = mkdtempSync(join(tmpdir(), 'saved-model-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = 32;
const python = process.env.PYTHON ?? 'python3';
const probe = spawnSync(python, ['-c', 'import tensorflow, sys; sys.stdout.write(tensorflow.__version__)'], {
  encoding: 'utf8',
});
const skipReason = probe.status === 0 ? null : `${python} has no tensorflow package`;

describe('writeSavedModel', () => {
  const model = someModel(architecture('small'), size);
  const target = join(folder, 'model');
  writeSavedModel(target, model);
  const labels = (place: string) =>
    readFileSync(join(place, 'assets.extra', 'labels.txt'), 'utf8')
      .trim()
      .split('\n');

  it('writes the class names in output order, a line each', () => {
    expect(labels(target)).toEqual(classNames);
    const odd = join(folder, 'odd');
    writeSavedModel(odd, { ...model, classNames: classNames.map((name) => `${name}\nline`) });
    expect(labels(odd)).toEqual(classNames.map((name) => `${name} line`));
  });

  it('says in its card how pictures are read', () => {
    expect(readFileSync(join(target, 'README.md'), 'utf8')).toContain(pythonRead(size));
  });

  it('overwrites nothing, and refuses a model that the format cannot hold', () => {
    expect(() => writeSavedModel(target, model)).toThrow(/overwrites nothing/);
    const arch = { ...architecture('l2'), head: 5504 * 40 };
    expect(() => writeSavedModel(join(folder, 'l2'), { ...model, arch })).toThrow(/2 GB/);
    expect(readdirSync(folder).filter((name) => name.includes('l2'))).toEqual([]);
  });

  it.skipIf(skipReason !== null)(
    `gives the predictor's logits in Python TensorFlow, any batch size${skipReason ? ` (skipped: ${skipReason})` : ''}`,
    () => {
      const pixels = somePixels(5, size);
      const { logits, features } = predicted(model, pixels);
      writeFileSync(join(folder, 'pixels.u8'), pixels);
      const script = `
import numpy as np, tensorflow as tf, sys
model = tf.saved_model.load(sys.argv[1]).signatures["serving_default"]
images = np.fromfile(sys.argv[2], np.uint8).reshape(-1, ${size}, ${size}, 3)
out = model(images=tf.constant(images))
np.concatenate([out["logits"].numpy().ravel(), out["features"].numpy().ravel(), out["probabilities"].numpy().sum(1)]).astype("<f4").tofile(sys.argv[3])
`;
      const outFile = join(folder, 'out.f32');
      const run = spawnSync(python, ['-c', script, target, join(folder, 'pixels.u8'), outFile], {
        encoding: 'utf8',
      });
      expect(run.status, run.stderr).toBe(0);
      const bytes = readFileSync(outFile);
      const out = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      const expected = Float32Array.of(...logits, ...features);
      expect(Math.max(...logits.map(Math.abs))).toBeGreaterThan(0.01);
      expect(worst(expected, out.subarray(0, expected.length))).toBeLessThan(1e-4);
      for (const sum of out.slice(expected.length)) expect(sum).toBeCloseTo(1, 5);
    },
  );
});
