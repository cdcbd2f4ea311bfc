import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { initialValue, parametersOf } from '../../core/network/parameters';
import { Random } from '../../core/numbers/random';
import { Predictor } from '../inference/predictor';
import { exportSavedModel } from './saved-model';

const folder = mkdtempSync(join(tmpdir(), 'saved-model-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = 32;
const classNames = ['plain', 'with "quotes"', '강아지'];
const arch = architecture('small');
const common = { arch, imageSize: size, mean: [0.4, 0.5, 0.6], std: [0.2, 0.3, 0.4], batchNormEpsilon: 1e-3 };

/** Weights with running averages that are not those of a fresh network, so that folding is seen. */
function someWeights() {
  const random = new Random(7);
  const specs = parametersOf(layoutOf(arch, classNames.length));
  return new Map(
    specs.map((spec, i) => {
      const value = initialValue(spec, i, 3);
      if (spec.role === 'mean') value.set(value.map(() => 0.1 * random.normal()));
      if (spec.role === 'variance') value.set(value.map(() => 0.5 + random.next()));
      return [spec.name, value] as const;
    }),
  );
}

const python = process.env.PYTHON ?? 'python3';
const probe = spawnSync(python, ['-c', 'import tensorflow, sys; sys.stdout.write(tensorflow.__version__)'], {
  encoding: 'utf8',
});
const skipReason = probe.status === 0 ? null : `${python} has no tensorflow package`;

describe('exportSavedModel', () => {
  const weights = someWeights();
  const target = join(folder, 'model');
  exportSavedModel(target, { ...common, weights, classNames });

  it('writes the class names in output order and refuses to overwrite', () => {
    expect(
      readFileSync(join(target, 'assets.extra', 'labels.txt'), 'utf8')
        .trim()
        .split('\n'),
    ).toEqual(classNames);
    const odd = join(folder, 'odd');
    exportSavedModel(odd, { ...common, weights, classNames: classNames.map((name) => `${name}\nline`) });
    const written = readFileSync(join(odd, 'assets.extra', 'labels.txt'), 'utf8')
      .trim()
      .split('\n');
    expect(written).toEqual(classNames.map((name) => `${name} line`));
    expect(readFileSync(join(target, 'README.md'), 'utf8')).toMatch(/def read\(path, size=\d+\):.*BICUBIC/s);
    expect(() => exportSavedModel(target, { ...common, weights, classNames })).toThrow(/overwrites nothing/);
  });

  it.skipIf(skipReason !== null)(
    `gives the predictor's logits in Python TensorFlow, any batch size${skipReason ? ` (skipped: ${skipReason})` : ''}`,
    () => {
      const images = 5;
      const random = new Random(11);
      const pixels = Uint8Array.from({ length: images * size * size * 3 }, () => random.int(256));
      const predictor = new Predictor({ ...common, classes: classNames.length, batch: 2 });
      predictor.setWeights(weights);
      const { logits, features } = predictor.predict(pixels);
      predictor.close();
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
      const expected = [...logits, ...features];
      const worst = Math.max(...expected.map((value, i) => Math.abs(value - out[i])));
      expect(Math.max(...logits.map(Math.abs))).toBeGreaterThan(0.01);
      expect(worst).toBeLessThan(1e-4);
      for (const sum of out.slice(expected.length)) expect(sum).toBeCloseTo(1, 5);
    },
  );
});
